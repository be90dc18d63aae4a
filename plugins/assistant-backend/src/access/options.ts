/** How much people see, read from `assistant.access`. */
export interface AccessOptions {
  /** Groups that see everything of all entities they may read. */
  operators: readonly string[];
  /** `readers`: whoever may read an entity sees it in full; `owners`: only its owners do. */
  telemetry: 'owners' | 'readers';
  /** Whether a person also acts for the parents of their groups. */
  parentGroups: boolean;
}

/** What holds unless the configuration says otherwise: the narrow reading. */
export const DEFAULT_ACCESS_OPTIONS: AccessOptions = {
  operators: [],
  telemetry: 'owners',
  parentGroups: false,
};
