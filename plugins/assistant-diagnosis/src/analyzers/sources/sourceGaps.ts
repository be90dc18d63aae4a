import { compareText } from '../../snapshot/json';
import { quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import type { Analyzer } from '../Analyzer';

const causes = defineCauses({
  'source-silent': ['no data arrives', 'данные не поступают'],
});

/** Sources that cannot be read just now: what they would have told is not known. */
export const sourceGaps: Analyzer = {
  id: 'sources/gaps',
  causes: causes.descriptions,
  *analyze({ at, input }) {
    const open = input.gaps.filter(
      ({ from, to }) => from < at && (to === undefined || to >= at),
    );
    for (const gap of [...open].sort(
      (a, b) =>
        compareText(a.source, b.source) || compareText(a.instance, b.instance),
    )) {
      const time = new Date(gap.from).toISOString().slice(11, 16);
      const subject = {
        system: 'assistant',
        instance: gap.instance,
        kind: 'Source',
        name: gap.source,
      };
      const why = gap.reason ? `: ${quote(gap.reason)}` : '';
      const text = say(
        `No data from ${gap.source} since ${time} UTC${why}`,
        `Нет данных от ${gap.source} с ${time} UTC${why}`,
      );
      const id = `resource:gap|${gap.instance}|${gap.source}@${gap.from}`;
      yield {
        cause: 'source-silent',
        subject,
        title: causes.title(
          'source-silent',
          gap.source,
          say(`since ${time} UTC`, `с ${time} UTC`),
        ),
        severity: 'info',
        directness: 'direct',
        reasons: [{ text, evidence: [id] }],
        evidence: [{ id, source: 'resource', at: gap.from, text, subject }],
        since: gap.from,
        activeWhile: 'always',
      };
    }
  },
};
