import type {
  LogSignal,
  ResourceRef,
  ResourceVersion,
  Series,
  SnapshotInput,
} from './SnapshotInput';

/**
 * An indexed view of a {@link SnapshotInput}: what analyzers read.
 *
 * All lists are in a fixed order (key, then time), so that the same input gives the same findings.
 * @public
 */
export interface Snapshot {
  readonly at: number;
  readonly window: { readonly from: number; readonly to: number };
  readonly input: SnapshotInput;
  /** Objects of a kind that exist at `at`, of all instances. */
  list(kind: string): readonly ResourceVersion[];
  /** An object by its identity, if it exists at `at`. */
  get(ref: ResourceRef): ResourceVersion | undefined;
  /** Object of a kind beside another one: same instance and namespace. */
  sibling(
    ref: ResourceRef,
    kind: string,
    name: string,
  ): ResourceVersion | undefined;
  /** Earlier and present versions of an object, oldest first. */
  history(ref: ResourceRef): readonly ResourceVersion[];
  /** Events about an object, oldest first, matched by uid, else by kind, namespace and name. */
  eventsOf(ref: ResourceRef): readonly ResourceVersion[];
  /** Its owners, nearest first, up to the top; cycles end it. */
  ownersOf(ref: ResourceRef): readonly ResourceVersion[];
  /** The top of its owner chain, else itself. */
  topOwnerOf(ref: ResourceRef): ResourceRef;
  /** Pods that belong to an object over any number of owners. */
  podsOf(ref: ResourceRef): readonly ResourceVersion[];
  logsOf(ref: ResourceRef): readonly LogSignal[];
  seriesOf(ref: ResourceRef): readonly Series[];
  entitiesOf(ref: ResourceRef): readonly string[];
  environmentOf(ref: ResourceRef): { name: string; production: boolean };
  /** Whether objects of this kind were recorded for the instance at all. */
  isRecorded(instance: string, kind: string): boolean;
}
