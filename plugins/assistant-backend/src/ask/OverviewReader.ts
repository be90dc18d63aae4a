import type {
  Language,
  NamedEntity,
  Overview,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { EntitySnapshot } from '../access';
import { type HealthView, toOverview } from '../diagnosis/health/HealthReader';
import { suggestFromHealth } from '../diagnosis/health/suggestFromHealth';
import type { Asker } from './stages';
import { suggestQuestions } from './suggestQuestions';

/** Entities that are listed; the rest is counted. */
const MAX_OWNED = 50;
const MAX_GROUPS = 50;
/** What suggestions are made of, at most. */
const MAX_SUGGESTED = 4;

/** @internal */
export interface OverviewRequest {
  asker: Asker;
  snapshot: EntitySnapshot;
  language: Language;
  /** The entity whose page is open, if any. */
  entityRef?: string;
  canManageBase: boolean;
  /** Findings of now as this person may see them; absent while no telemetry is read. */
  health?: HealthView;
}

/** What the chat page greets a person with: their groups, what they own, what they could ask. */
export class OverviewReader {
  readonly #environments: readonly string[];

  constructor(options: { environments: readonly string[] }) {
    this.#environments = options.environments;
  }

  read(request: OverviewRequest): Overview {
    const { asker, snapshot, language, entityRef, canManageBase, health } =
      request;
    const isVisible = (ref: string) => asker.levelOf(ref) !== 'none';
    const owned = snapshot
      .ownedBy(asker.principals)
      .filter(view => isVisible(view.ref) && !PEOPLE.has(view.kind))
      .map(view => ({ ...view, title: view.title ?? view.name }))
      .sort((a, b) => a.title.localeCompare(b.title, language));
    const page =
      entityRef && isVisible(entityRef) ? snapshot.get(entityRef) : undefined;
    const subjects = page
      ? [{ ...page, title: page.title ?? page.name }]
      : owned.filter(view => view.kind === 'component');
    const questions = suggestQuestions(
      subjects.slice(0, MAX_SUGGESTED),
      language,
    );
    const overview = health && toOverview(page ? [page] : owned, health);
    const urgent = suggestFromHealth(overview?.entities ?? [], language);
    return {
      user: named(asker.userRef, snapshot),
      groups: asker.principals
        .filter(ref => ref.startsWith('group:'))
        .slice(0, MAX_GROUPS)
        .map(ref =>
          isVisible(ref)
            ? named(ref, snapshot)
            : { entityRef: ref, title: nameOf(ref) },
        ),
      owned: owned
        .slice(0, MAX_OWNED)
        .map(({ ref, title }) => ({ entityRef: ref, title })),
      ownedTotal: owned.length,
      suggestions: [...new Set([...urgent, ...questions])].slice(
        0,
        MAX_SUGGESTED,
      ),
      environments: [...this.#environments],
      canManageBase,
      ...(health && { health: toOverview(owned, health) }),
    };
  }
}

const PEOPLE: ReadonlySet<string> = new Set([
  'user',
  'group',
  'location',
  'template',
]);

function named(entityRef: string, snapshot: EntitySnapshot): NamedEntity {
  return {
    entityRef,
    title: snapshot.get(entityRef)?.title ?? nameOf(entityRef),
  };
}

function nameOf(entityRef: string): string {
  return entityRef.slice(entityRef.indexOf('/') + 1);
}
