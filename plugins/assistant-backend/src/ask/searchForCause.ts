import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import type { AskedEntity, Scope } from './stages';

/** Words of the evidence that runbooks are written for: `OOMKilled`, `ImagePullBackOff`, `KubePodCrashLooping`. */
const IDENTIFIER = /\b(?:[A-Z]{2,}[A-Za-z]*|[A-Z][a-z]+(?:[A-Z][A-Za-z]+)+)\b/g;
const MAX_IDENTIFIERS = 6;

/**
 * A question for the steps against one cause: the words of the cause, its object and the alert take
 * the place of what the person wrote, so that "why is it broken?" finds the page for *this* fault.
 */
export function searchForCause(scope: Scope, finding: Finding): Scope {
  const { title, cause, subject, evidence } = finding;
  const identifiers = new Set(
    evidence
      .flatMap(({ text }) => text.match(IDENTIFIER) ?? [])
      .slice(0, 4 * MAX_IDENTIFIERS),
  );
  const searchText = [
    withoutFigures(title),
    ...(scope.alert ? [scope.alert] : []),
  ].join('\n');
  return {
    ...scope,
    questionClass: 'how-to',
    searchText,
    extraTerms: [
      cause.replace(/-/g, ' '),
      subject.entityTitle ?? subject.name,
      ...[...identifiers].slice(0, MAX_IDENTIFIERS),
    ],
    synonyms: undefined,
    entities: entitiesOf(scope, finding),
  };
}

/** The owner of the cause first: its own runbooks come before those of its victims. */
function entitiesOf(scope: Scope, { subject, level }: Finding): AskedEntity[] {
  const { entityRef } = subject;
  if (entityRef === undefined) {
    return [...scope.entities];
  }
  const known = scope.entities.find(entity => entity.entityRef === entityRef);
  return [
    known ?? {
      entityRef,
      title: subject.entityTitle ?? subject.name,
      kind: entityRef.split(':')[0],
      level,
      placeholders: new Map(),
      neighbourhood: [],
    },
  ];
}

/** Figures and addresses of images are of this day; runbooks are written without them. */
function withoutFigures(title: string): string {
  return title
    .replace(/,? (?:limit|лимит) \S+/g, '')
    .replace(/\S+\/\S+:\S+/g, '')
    .trim();
}
