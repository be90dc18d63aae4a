import type { VisibleEntities } from '@smart-assistant/backstage-plugin-assistant-node';
import type { DisclosureLevel } from '../ask/stages';
import type { EntitySnapshot } from './EntitySnapshot';
import type { AccessOptions } from './options';

export interface DisclosureLevelsOptions {
  access: AccessOptions;
  visible: VisibleEntities;
  snapshot: EntitySnapshot;
  /** The user and the groups that they act for. */
  principals: readonly string[];
  /** Entities that the person, being on call, has opened for a time. */
  opened: ReadonlySet<string>;
  /** Decision of `assistant.telemetry.read`; it narrows and never widens. */
  mayReadTelemetry: (entityRef: string) => boolean;
}

/**
 * How much of each entity one person may see, for the length of one request.
 *
 * - `none`: not readable in the catalog, or not there at all; the two are never told apart.
 * - `full`: owners of the entity or of its System, operators, readers where configured, and people on
 *   call who opened it.
 * - `state`: everybody else who may read it.
 */
export class DisclosureLevels {
  readonly #options: DisclosureLevelsOptions;
  readonly #principals: ReadonlySet<string>;
  readonly #seesAll: boolean;
  readonly #known = new Map<string, DisclosureLevel>();

  constructor(options: DisclosureLevelsOptions) {
    const { access, principals } = options;
    this.#options = options;
    this.#principals = new Set(principals);
    this.#seesAll =
      access.telemetry === 'readers' ||
      access.operators.some(group => this.#principals.has(group));
  }

  levelOf(entityRef: string): DisclosureLevel {
    let level = this.#known.get(entityRef);
    if (!level) {
      level = this.#judge(entityRef);
      this.#known.set(entityRef, level);
    }
    return level;
  }

  isVisible(entityRef: string): boolean {
    const { visible, snapshot } = this.#options;
    return visible.type === 'all'
      ? snapshot.get(entityRef) !== undefined
      : visible.refs.has(entityRef);
  }

  #judge(entityRef: string): DisclosureLevel {
    if (!this.isVisible(entityRef)) {
      return 'none';
    }
    const { snapshot, opened, mayReadTelemetry } = this.#options;
    const entitled =
      this.#seesAll ||
      opened.has(entityRef) ||
      snapshot.ownersOf(entityRef).some(owner => this.#principals.has(owner));
    return entitled && mayReadTelemetry(entityRef) ? 'full' : 'state';
  }
}
