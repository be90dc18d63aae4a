import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import {
  type DiagnosisContext,
  nameOf,
  partsOfTitle,
} from './DiagnosisContext';
import { inlineText } from './inlineText';
import type { VerdictParts } from './words/DiagnosisWords';
import { readChange } from './words/readChange';
import { troubleOf } from './words/troubles';

/** A change is seen when its object is next read: so much later it may still be the cause. */
const SIGHT_MS = 5 * 60_000;
/** Causes that get a sentence; further ones are named in their cards. */
const MAX_SENTENCES = 3;

/** The first sentence: what is wrong since when, after which change; then the other causes. */
export function composeVerdict(
  context: DiagnosisContext,
  role: 'verdict' | 'body' = 'verdict',
): void {
  const { words, time, alarms, builder, diagnosis, past } = context;
  const proved = alarms.some(({ confidence }) => confidence !== 'possible');
  const sentences = alarms
    .slice(0, MAX_SENTENCES)
    .map((finding, i) =>
      proved || i > 0
        ? sentenceOf(finding, context)
        : doubtOf(finding, context),
    );
  const [first, ...others] = sentences;
  const lead = [
    past ? words.asOf({ at: time.at(diagnosis.at) }) : '',
    leadOf(context),
  ].join('');
  const rest = alarms.length - sentences.length;
  builder.text(
    role,
    [
      `${lead}${first}`,
      ...others.map(verdict => words.independently({ verdict })),
      ...(rest > 0 ? [words.more({ count: rest })] : []),
    ].join(' '),
  );
}

/** Says so when the asked thing is only a victim. */
function leadOf(context: DiagnosisContext): string {
  const { alarms, scope, words } = context;
  const asked = scope.entities.filter(
    ({ entityRef }) =>
      !alarms.some(({ subject }) => subject.entityRef === entityRef),
  );
  const named = scope.origin === 'question' || scope.origin === 'page';
  return named && asked.length > 0 && asked.length === scope.entities.length
    ? words.notItself({ names: asked.map(({ title }) => inlineText(title)) })
    : '';
}

/** One finding in one sentence, with the marks of what shows it. */
export function sentenceOf(
  finding: Finding,
  context: DiagnosisContext,
): string {
  const { words, time, book } = context;
  const { phrase } = partsOfTitle(finding);
  const name = nameOf(finding, context);
  const since = sinceOf(finding);
  const { change } = finding;
  const shown = change?.evidenceId ? [change.evidenceId] : [];
  const sentence = words.verdict({
    name: `**${name}**`,
    trouble: troubleOf(finding.cause),
    phrase,
    since: since && time.at(since),
    change: changeOf(finding, context),
    cite: book.marks([
      ...(finding.reasons[0]?.evidence.slice(0, 1) ?? []),
      ...shown,
    ]),
  });
  return finding.level === 'state'
    ? `${sentence} ${words.detailsForOwners({
        name: ownersLink(finding, name),
      })}`
    : sentence;
}

/** Only a symptom is recorded: what it looks like, and that it is no more than that. */
function doubtOf(finding: Finding, context: DiagnosisContext): string {
  const { words, book } = context;
  const name = nameOf(finding, context);
  return words.notProvable({
    name: `**${name}**`,
    best: partsOfTitle(finding).phrase,
    cite: book.marks(finding.reasons[0]?.evidence.slice(0, 1) ?? []),
  });
}

export function sinceOf({ since }: Pick<Finding, 'since'>): Date | undefined {
  return since === undefined ? undefined : new Date(since);
}

function changeOf(
  finding: Finding,
  { time }: DiagnosisContext,
): VerdictParts['change'] {
  const { change, since } = finding;
  if (!change) {
    return undefined;
  }
  const at = new Date(change.at);
  const ahead = since ? Date.parse(since) - at.getTime() : 0;
  const { version, quantity, item } = readChange(change.detail);
  return {
    ...(version && { version: inlineText(version) }),
    ...(quantity && {
      quantity: {
        ...quantity,
        name: inlineText(quantity.name),
        from: inlineText(quantity.from),
        to: inlineText(quantity.to),
      },
    }),
    ...(item && { item: inlineText(item) }),
    at: time.at(at),
    before: time.span(ahead),
    order: orderOf(ahead, since !== undefined),
  };
}

function orderOf(ahead: number, known: boolean) {
  if (!known || (ahead < 0 && ahead >= -SIGHT_MS)) {
    return 'around';
  }
  return ahead < 0 ? 'after' : 'before';
}

const ENTITY_REF = /^([a-z0-9.-]+):([a-z0-9._-]+)\/([a-z0-9._-]+)$/;

/** The page of an entity names its owners. */
function ownersLink({ subject }: Finding, name: string): string {
  const [, kind, namespace, entity] =
    ENTITY_REF.exec(subject.entityRef ?? '') ?? [];
  return kind
    ? `[${name.replace(/[[\]]/g, '')}](/catalog/${namespace}/${kind}/${entity})`
    : name;
}

/** What is wrong was so, and is not any more. */
export function endedSentence(
  finding: Finding,
  context: DiagnosisContext,
): string {
  const { words, time } = context;
  const since = sinceOf(finding);
  return words.ended({
    name: `**${nameOf(finding, context)}**`,
    phrase: partsOfTitle(finding).phrase,
    from: since && time.at(since),
    to: finding.resolvedAt && time.at(new Date(finding.resolvedAt)),
  });
}
