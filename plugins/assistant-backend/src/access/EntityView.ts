/** What the assistant keeps of a catalog entity in memory. */
export interface EntityView {
  ref: string;
  /** Lower case. */
  kind: string;
  name: string;
  namespace: string;
  title?: string;
  type?: string;
  owners: readonly string[];
  /** The System that it is a part of. */
  systems: readonly string[];
  dependsOn: readonly string[];
  /** APIs, by which entities need each other too. */
  consumesApis: readonly string[];
  providesApis: readonly string[];
  /** Parts of a System or Domain. */
  parts: readonly string[];
  /** Parents of a Group. */
  parents: readonly string[];
  annotations: ReadonlyMap<string, string>;
}
