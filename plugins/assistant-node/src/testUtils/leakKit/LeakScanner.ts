import type { CanaryEntity } from './createCanaryCatalog';

/** Something that reached somebody who may not see it. @public */
export interface Leak {
  /** User who received it, or the place for what no user received, such as `logs`. */
  to: string;
  /** Request or place where it stood. */
  where: string;
  entityRef: string;
  /** Text around it. */
  excerpt: string;
}

const EXCERPT = 60;

/** Looks for canaries in text, knowing who may see which. */
export class LeakScanner {
  readonly #byCanary = new Map<string, CanaryEntity>();
  readonly #typed = new Map<string, string>();
  readonly leaks: Leak[] = [];
  /** Own canaries that were found, as proof that the search finds at all. */
  readonly seen = new Set<string>();

  constructor(catalog: readonly CanaryEntity[]) {
    for (const entity of catalog) {
      for (const canary of [entity.nameCanary, ...entity.textCanaries]) {
        this.#byCanary.set(canary, entity);
      }
    }
  }

  /** Notes what a user typed: to hear it back, now or in a list later, tells nothing new. */
  hear(userRef: string, text: string) {
    this.#typed.set(userRef, `${this.#typed.get(userRef) ?? ''} ${text}`);
  }

  /** @param options - `said` is what was typed in this exchange alone */
  scan(options: {
    to: string;
    where: string;
    text: string;
    mayRead: (entityRef: string) => boolean;
    said?: string;
  }) {
    const { to, where, text, mayRead } = options;
    const said = `${this.#typed.get(to) ?? ''} ${options.said ?? ''}`;
    for (const { 0: canary, index } of text.matchAll(/q[0-9a-f]{12}z/g)) {
      const entity = this.#byCanary.get(canary);
      if (!entity || said.includes(canary)) {
        continue;
      }
      if (mayRead(entity.entityRef)) {
        this.seen.add(`${to} ${entity.entityRef}`);
      } else {
        const excerpt = text.slice(
          Math.max(0, index - EXCERPT),
          index + EXCERPT,
        );
        this.leaks.push({ to, where, entityRef: entity.entityRef, excerpt });
      }
    }
  }
}
