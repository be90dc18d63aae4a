import { generalNotes } from '../generalNotes';
import { composeChanges } from './composeChanges';
import { composeFindings } from './composeFindings';
import { composeHealth, composeOverview } from './composeHealth';
import { composeLogs } from './composeLogs';
import { composeMetrics } from './composeMetrics';
import { composeSince } from './composeSince';
import {
  type DiagnosisContext,
  type DiagnosisOptions,
  createContext,
  partsOfTitle,
} from './DiagnosisContext';
import { findingFacts } from './findingFacts';
import { inlineText } from './inlineText';
import { suggestNext } from './suggestNext';

/**
 * Writes an answer that rests on telemetry: the verdict first, then the proof, then what to do.
 *
 * Pure: the same diagnosis of the same question gives the same words. Text of systems is shown, and
 * never taken for anything else.
 */
export function composeDiagnosis(options: DiagnosisOptions): void {
  const context = createContext(options);
  const { builder, diagnosis } = options;
  builder.restOn(diagnosis.entityRefs);
  composerOf(context)(context);
  notesOf(context).forEach(note => builder.text('note', note));
  builder.facts(findingFacts(context));
  builder.suggestions(suggestNext(context));
}

function composerOf({
  scope,
  diagnosis,
  alarms,
}: DiagnosisContext): (context: DiagnosisContext) => void {
  if (scope.aspect) {
    return scope.aspect === 'logs' ? composeLogs : composeSince;
  }
  if (scope.questionClass === 'what-changed') {
    return composeChanges;
  }
  if (scope.questionClass === 'metric') {
    return composeMetrics;
  }
  const several =
    diagnosis.health.length > 1 &&
    diagnosis.health.some(({ state }) => state === 'attention');
  if (several && (scope.questionClass === 'state' || alarms.length === 0)) {
    return composeOverview;
  }
  return alarms.length > 0 ? composeFindings : composeHealth;
}

/** Small print: what is not known, withheld, muted or old. */
function notesOf(context: DiagnosisContext): string[] {
  const { words, time, diagnosis, alarms, chronic, scope, retrieval } = context;
  const gaps = diagnosis.gaps.map(({ source, from, to }) =>
    words.gap({
      source: inlineText(source),
      from: time.at(from),
      to: to && time.at(to),
    }),
  );
  return [
    gaps.length > 0 ? `${gaps.join(' ')} ${words.gapProvesNothing()}` : '',
    diagnosis.causeOutside && alarms.length > 0 ? words.alsoOutside() : '',
    ...diagnosis.findings.flatMap(finding => {
      const { state, handling } = finding;
      return handling && (state === 'muted' || state === 'acknowledged')
        ? words.handled({
            name: partsOfTitle(finding).name,
            state,
            by: inlineText(handling.by.replace(/^user:(?:default\/)?/, '')),
            until: handling.until && time.at(new Date(handling.until)),
          })
        : [];
    }),
    chronic.length > 0
      ? words.chronic({
          names: [...new Set(chronic.map(one => partsOfTitle(one).name))],
        })
      : '',
    ...generalNotes(scope, retrieval ?? { basis: {} }),
  ].filter(Boolean);
}
