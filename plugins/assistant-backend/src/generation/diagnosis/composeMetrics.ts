import type { EvidenceChart } from '@smart-assistant/backstage-plugin-assistant-common';
import { contentStems } from '../../text/words';
import { composeVerdict } from './composeVerdict';
import { withNumbers } from './composeFindings';
import { type DiagnosisContext, askedName } from './DiagnosisContext';
import { formatValue } from './formatValue';
import { inlineText } from './inlineText';

const MAX_CHARTS = 4;

/** What the metrics show now and normally; those that the question names, else all. */
export function composeMetrics(given: DiagnosisContext): void {
  const context = withNumbers(given);
  const { builder, words, time, diagnosis, alarms } = context;
  const charts = chosen(context);
  const name = askedName(context);
  if (charts.length === 0) {
    const { from, to } = diagnosis.window;
    builder.text(
      'verdict',
      words.noCharts({ name, from: time.at(from), to: time.at(to) }),
    );
  } else {
    const lines = charts.map(chart => lineOf(chart, context));
    builder.text(
      'verdict',
      lines.length === 1
        ? `${lines[0]}.`
        : `${words.charts({ count: lines.length, name })}\n\n${lines
            .map(line => `- ${line}`)
            .join('\n')}`,
    );
  }
  if (alarms.length > 0) {
    composeVerdict(context, 'body');
  }
  alarms.slice(0, MAX_CHARTS).forEach(finding => builder.finding(finding));
  charts.forEach(chart => builder.chart(chart));
  builder.timeline(diagnosis.timeline);
}

/** Words of a title that the question has as well; a question for no metric in particular gets all. */
function chosen({ diagnosis, scope }: DiagnosisContext): EvidenceChart[] {
  const asked = contentStems(
    [
      scope.searchText,
      ...(scope.extraTerms ?? []),
      ...(scope.synonyms ?? []).flatMap(({ means }) => means),
    ].join(' '),
  );
  const withData = diagnosis.charts.filter(chart => newestOf(chart));
  const named = withData.filter(({ title }) =>
    [...contentStems(title)].some(stem => asked.has(stem)),
  );
  return (named.length > 0 ? named : withData).slice(0, MAX_CHARTS);
}

function lineOf(chart: EvidenceChart, context: DiagnosisContext): string {
  const { words, scope, book } = context;
  const newest = newestOf(chart);
  const [, value] = newest ?? [0, NaN];
  const write = (amount: number) =>
    formatValue(amount, { unit: chart.unit, language: scope.language });
  const normal = chart.band.at(-1);
  const now = write(value);
  const text = words.chartLine({
    title: inlineText(chart.title),
    now,
    ...(normal && { low: write(normal[1]), high: write(normal[2]) }),
    unusual: normal !== undefined && (value < normal[1] || value > normal[2]),
  });
  const cite = book.chart(chart, {
    snippet: text.replace(/[*\\]/g, ''),
    at: new Date(newest?.[0] ?? 0).toISOString(),
    entityRef:
      scope.entities.length === 1 ? scope.entities[0].entityRef : undefined,
  });
  return `${text}${cite}`;
}

/** The last point of the first line that has any. */
function newestOf({ lines }: EvidenceChart): [number, number] | undefined {
  return lines.find(({ points }) => points.length > 0)?.points.at(-1);
}
