import {
  type Change,
  type EventView,
  type JsonObject,
  type LogSignal,
  type ResourceRef,
  type ResourceVersion,
  type Series,
  type Snapshot,
  collectChanges,
  viewEvent,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import {
  type Holder,
  type HolderViewer,
  levelOfHolder,
} from '../holders/Holder';
import { HolderIndex } from '../holders/HolderIndex';

/** Something with the entity that it belongs to, as far as the reader sees it in full. */
export interface Owned<T> {
  value: T;
  /** Absent for what belongs to no entity; only operators see that. */
  entityRef?: string;
}

/** The part of a snapshot that one person sees in full. Nothing else of it goes to answers. */
export class VisibleTelemetry {
  readonly snapshot: Snapshot;
  readonly #viewer: HolderViewer;
  readonly #holders: HolderIndex;

  constructor(options: { snapshot: Snapshot; viewer: HolderViewer }) {
    this.snapshot = options.snapshot;
    this.#viewer = options.viewer;
    this.#holders = new HolderIndex(options.snapshot);
  }

  get holders(): HolderIndex {
    return this.#holders;
  }

  series(): Array<Owned<Series>> {
    return this.snapshot.input.series.flatMap(one =>
      this.#own(one, this.#holders.ofSeries(one)),
    );
  }

  logs(): Array<Owned<LogSignal>> {
    return this.snapshot.input.logs.flatMap(one =>
      this.#own(one, this.#holders.ofLog(one)),
    );
  }

  /** Oldest first. */
  changes(): Array<Owned<Change>> {
    return collectChanges(this.snapshot).flatMap(one =>
      this.#own(one, this.#holders.of(one.subject)),
    );
  }

  /** Warnings that came or went on within the window. */
  warnings(): Array<Owned<EventView>> {
    const { from, to } = this.snapshot.window;
    return this.snapshot.input.resources
      .filter(({ kind, deleted }) => kind === 'Event' && !deleted)
      .map(viewEvent)
      .filter(
        ({ type, first, last }) =>
          type !== 'Normal' && last >= from && first <= to,
      )
      .flatMap(event => this.#own(event, this.#holders.of(involvedOf(event))));
  }

  alerts(): Array<Owned<{ name: string; at: number; evidenceId: string }>> {
    return this.snapshot.list('Alert').flatMap(alert => {
      const { state, activeAt, labels } = alert.body;
      const at = typeof activeAt === 'string' ? Date.parse(activeAt) : NaN;
      const name = (labels as JsonObject | undefined)?.alertname;
      return state === 'firing'
        ? this.#own(
            {
              name:
                typeof name === 'string' ? name : alert.name.split('{', 1)[0],
              at: Number.isFinite(at) ? at : alert.validFrom,
              evidenceId: alert.name,
            },
            this.#holders.of(alert),
          )
        : [];
    });
  }

  pods(): Array<Owned<ResourceVersion>> {
    return this.snapshot
      .list('Pod')
      .flatMap(pod => this.#own(pod, this.#holders.of(pod)));
  }

  /** When containers of an entity were killed for memory, oldest first. */
  killsOf(entityRef: string): number[] {
    const kills = this.pods()
      .filter(one => one.entityRef === entityRef)
      .flatMap(({ value }) =>
        this.snapshot.history(value).flatMap(({ body }) => killsIn(body)),
      );
    return [...new Set(kills)].sort((a, b) => a - b);
  }

  isFull(ref: ResourceRef): boolean {
    return levelOfHolder(this.#holders.of(ref), this.#viewer) === 'full';
  }

  #own<T>(value: T, holder: Holder): Array<Owned<T>> {
    if (levelOfHolder(holder, this.#viewer) !== 'full') {
      return [];
    }
    const { asker } = this.#viewer;
    const entityRef = [...holder.entityRefs, ...holder.users].find(
      ref => asker.levelOf(ref) === 'full',
    );
    return [{ value, ...(entityRef === undefined ? {} : { entityRef }) }];
  }
}

function involvedOf({ version, involved }: EventView): ResourceRef {
  const { system, instance } = version;
  const { kind, namespace, name } = involved;
  return {
    system,
    instance,
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
  };
}

function killsIn(body: JsonObject): number[] {
  const status = body.status as JsonObject | undefined;
  const containers = status?.containerStatuses;
  return (Array.isArray(containers) ? containers : []).flatMap(container =>
    ['state', 'lastState'].flatMap(key => {
      const ended = (container as Record<string, JsonObject | undefined>)[key]
        ?.terminated as JsonObject | undefined;
      const at =
        ended?.reason === 'OOMKilled' && typeof ended.finishedAt === 'string'
          ? Date.parse(ended.finishedAt)
          : NaN;
      return Number.isFinite(at) ? [at] : [];
    }),
  );
}
