import type { EntityView } from './EntityView';

/** Deepest chain of parent groups that is followed; a longer one is a loop or a mistake. */
const MAX_GROUP_DEPTH = 16;

/**
 * The whole catalog at one moment, as the service itself sees it.
 *
 * It knows entities that the asking person may not see. Whoever reads it intersects with what the
 * person may see before anything is matched or said.
 */
export class EntitySnapshot {
  readonly #entities: ReadonlyMap<string, EntityView>;
  readonly #ownedBy = new Map<string, EntityView[]>();

  constructor(entities: Iterable<EntityView>) {
    this.#entities = new Map(Array.from(entities, view => [view.ref, view]));
    for (const view of this.#entities.values()) {
      for (const owner of view.owners) {
        const owned = this.#ownedBy.get(owner);
        if (owned) {
          owned.push(view);
        } else {
          this.#ownedBy.set(owner, [view]);
        }
      }
    }
  }

  get size(): number {
    return this.#entities.size;
  }

  get(ref: string): EntityView | undefined {
    return this.#entities.get(ref);
  }

  all(): Iterable<EntityView> {
    return this.#entities.values();
  }

  /** Owners of the entity itself and of the Systems that it is a part of. */
  ownersOf(ref: string): readonly string[] {
    const view = this.#entities.get(ref);
    if (!view) {
      return [];
    }
    return [
      ...view.owners,
      ...view.systems.flatMap(
        system => this.#entities.get(system)?.owners ?? [],
      ),
    ];
  }

  /** What these users and groups own themselves, not by way of a System. */
  ownedBy(owners: Iterable<string>): EntityView[] {
    const owned = new Map<string, EntityView>();
    for (const owner of owners) {
      for (const view of this.#ownedBy.get(owner) ?? []) {
        owned.set(view.ref, view);
      }
    }
    return [...owned.values()];
  }

  /** The refs with all groups above them. */
  withParents(refs: Iterable<string>): string[] {
    const seen = new Set(refs);
    let level = [...seen];
    for (let depth = 0; level.length > 0 && depth < MAX_GROUP_DEPTH; depth++) {
      level = level
        .flatMap(ref => this.#entities.get(ref)?.parents ?? [])
        .filter(parent => !seen.has(parent));
      level.forEach(parent => seen.add(parent));
    }
    return [...seen];
  }
}
