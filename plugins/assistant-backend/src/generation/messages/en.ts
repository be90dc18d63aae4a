import type { LiveGap, Messages, NamedPage } from './Messages';

const plural = new Intl.PluralRules('en');
const date = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const list = new Intl.ListFormat('en', { type: 'conjunction' });

const steps = (count: number) =>
  `${count} ${plural.select(count) === 'one' ? 'step' : 'steps'}`;
const pageOf = ({ title, owner }: NamedPage) =>
  `“${title}”${owner ? ` of ${owner}` : ''}`;

const LIVE = {
  state: 'is healthy now',
  'what-changed': 'changed lately',
  metric: 'measures now',
  diagnose: 'is wrong right now',
};

const MANAGED = {
  argocd: (entity: string) =>
    `Argo CD manages ${entity}: undo a change by reverting its commit in Git. What is changed by hand in the cluster, the next sync takes back.`,
  flux: (entity: string) =>
    `Flux manages ${entity}: undo a change by reverting its commit in Git. What is changed by hand in the cluster, the next reconciliation takes back.`,
  helm: (entity: string) =>
    `Helm manages ${entity}: go back to the last good revision of the release (\`helm rollback\`) rather than undo the Deployment by hand.`,
};

const GAPS: Record<LiveGap, string> = {
  'not-connected': 'live state is not connected in this installation',
  'not-answering': 'live state does not answer right now',
  'nothing-recorded': 'no telemetry of it is recorded',
};

const upperFirst = (text: string) =>
  text.charAt(0).toLocaleUpperCase('en') + text.slice(1);

/** English. */
export const en: Messages = {
  language: 'en',
  runbook: ({ page, steps: count, cite }) =>
    `Follow the runbook ${pageOf(page)}: ${steps(count)}.${cite}`,
  pageOnly: ({ page, cite }) => `The page ${pageOf(page)} covers this.${cite}`,
  liveUnknown: ({ question, entity, reason }) =>
    question === 'state'
      ? `Whether ${entity ?? 'it'} ${LIVE.state} cannot be told: ${
          GAPS[reason]
        }.`
      : `What ${entity ? `${entity} ` : ''}${LIVE[question]} cannot be told: ${
          GAPS[reason]
        }.`,
  liveNote: ({ reason }) =>
    `${upperFirst(
      GAPS[reason],
    )}: this is what the runbook says, not what is wrong right now.`,
  byHand: ({ page, cite }) =>
    `To look by hand, the page ${pageOf(page)} fits best.${cite}`,
  checkFirst: () => '**Check first**',
  mind: () => '**Mind**',
  escalate: () => '**When to call for help**',
  related: () => '**Also useful**',
  otherLanguage: ({ page }) =>
    page === 'ru'
      ? 'The page is in Russian; its steps and commands are shown as they stand there.'
      : 'The page is in English.',
  production: ({ environment, context }) =>
    `The commands act on production (${[
      environment,
      context && `context \`${context}\``,
    ]
      .filter(Boolean)
      .join(', ')}).`,
  managed: ({ by, entity }) => MANAGED[by](entity),
  missing: ({ names }) =>
    `For you to fill in: ${list.format(names.map(name => `\`<${name}>\``))}.`,
  unknownEntity: () =>
    'The named entity is not among those that you can see in the catalog, so this answer is a general one.',
  ownsNothing: () =>
    'No service in the catalog belongs to you or your groups, so this answer is a general one.',
  denseFilling: () =>
    'The document base is still being built: pages that use other words than the question may be missed.',
  unknown: () => 'None of the pages that you can read answers this.',
  searched: ({ entities, builtAt, generation }) =>
    `Searched: ${
      entities.length > 0
        ? `the pages of ${list.format(entities)} first, then `
        : ''
    }all pages that you can read` +
    `${
      builtAt
        ? ` (version ${generation} of ${date.format(new Date(builtAt))})`
        : ''
    }.`,
  nearest: () => 'These might be near:',
  whatNow: ({ entity }) =>
    entity
      ? `Ask the owners of ${entity}. When they have answered, a page beside the other runbooks answers it next time.`
      : 'Name the service, or ask its owners. When they have answered, a page beside the other runbooks answers it next time.',
  smallTalk: () =>
    'Ask how to get a service out of trouble, what a term means, or where a step is written down. Answers come from the runbooks and guides that you can read, each with its source.',
  outOfScope: () =>
    'That is outside of what the runbooks and guides here cover; they are about running services and ML pipelines.',
  stepsTitle: ({ page }) => page.title,
  suggestSteps: ({ page }) => `What are the steps of “${page}”?`,
  suggestPage: ({ page }) => `What does the page “${page}” say?`,
  suggestEscalation: ({ page }) =>
    `When is it time to call for help: “${page}”?`,
  suggestGeneral: () => [
    'How is a bad release rolled back?',
    'What to do when the consumer lag grows?',
    'What does an error budget mean here?',
    'What belongs into an on-call handover?',
  ],
  modelFailed: () =>
    'The language model did not answer; what stands above was composed from the pages alone.',
  modelRemedy: () =>
    'Ask again in a minute. If it stays so, whoever runs the portal can look at the endpoint under assistant.model.',
  modelIncomplete: () => 'The text of the model breaks off here.',
  unsupported: () => 'no source says this',
};
