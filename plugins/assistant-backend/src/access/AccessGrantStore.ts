/** A time for which somebody on call sees an entity in full. */
export interface AccessGrantRecord {
  id: string;
  userRef: string;
  entityRef: string;
  reason: string;
  grantedAt: Date;
  expiresAt: Date;
}

/** Where grants are kept. All reads give those that hold at `now`. */
export interface AccessGrantStore {
  /**
   * Opens an entity for a person. Where one is open already, that one gets the new reason and end:
   * a person has one grant per entity at a time.
   */
  open(grant: AccessGrantRecord): Promise<AccessGrantRecord>;
  ofUser(options: { userRef: string; now: Date }): Promise<AccessGrantRecord[]>;
  /** Newest first, at most `limit`. */
  ofEntities(options: {
    entityRefs: readonly string[];
    now: Date;
    limit: number;
  }): Promise<AccessGrantRecord[]>;
  /** Ends a grant of this person at `now`; `undefined` if there is none that holds. */
  end(options: {
    id: string;
    userRef: string;
    now: Date;
  }): Promise<AccessGrantRecord | undefined>;
  /** Deletes grants that ended before. */
  purge(options: { before: Date }): Promise<number>;
}
