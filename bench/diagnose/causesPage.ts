import {
  builtInAnalyzers,
  describeCauses,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';

/** The page of the documentation that lists every cause, with the analyzers that look for it. */
const rows = describeCauses(builtInAnalyzers).map(({ cause, title }) => {
  const by = builtInAnalyzers
    .filter(({ causes }) => causes.some(one => one.cause === cause))
    .map(({ id }) => `\`${id}\``)
    .sort()
    .join(', ');
  return `| \`${cause}\` | ${title.en} | ${title.ru} | ${by} |`;
});
process.stdout.write(`# Causes

<!-- prettier-ignore-start -->
<!-- Made by scripts/causes.mjs from the analyzers. -->

What the diagnosis can name. The word of a cause is stable: findings, runbooks and links are kept by it.

| cause | in English | in Russian | looked for by |
| --- | --- | --- | --- |
${rows.join('\n')}

<!-- prettier-ignore-end -->
`);
