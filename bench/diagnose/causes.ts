import {
  builtInAnalyzers,
  describeCauses,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';

const causes = describeCauses(builtInAnalyzers).map(({ cause, title }) => ({
  cause,
  title: title.en,
}));
process.stdout.write(`${JSON.stringify(causes)}\n`);
