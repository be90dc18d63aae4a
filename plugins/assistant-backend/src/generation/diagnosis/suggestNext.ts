import {
  type DiagnosisContext,
  askedName,
  nameOfSubject,
  partsOfTitle,
} from './DiagnosisContext';

const SUGGESTIONS = 4;

/** Questions that lead on from a diagnosis; each rests on something that is there to show. */
export function suggestNext(context: DiagnosisContext): string[] {
  const { words, diagnosis, alarms, scope } = context;
  const [first, second] = alarms;
  const name = first ? partsOfTitle(first).name : askedName(context);
  const several = diagnosis.health.length > 1;
  // the details of somebody else's service would not be told
  const closed = first?.level === 'state';
  const next: string[] = [];
  if (several) {
    alarms
      .slice(0, SUGGESTIONS)
      .forEach(finding => next.push(words.askWhy(partsOfTitle(finding))));
  }
  if (first && !several && scope.aspect !== 'since') {
    next.push(words.askSince());
  }
  if (name && !closed && diagnosis.logs.length > 0 && scope.aspect !== 'logs') {
    next.push(words.askLogs({ name }));
  }
  if (name && scope.questionClass !== 'what-changed' && !closed) {
    next.push(
      first ? words.askChanged({ name }) : words.askChangedLately({ name }),
    );
  }
  const related = relatedTo(context);
  if (related && related !== name) {
    next.push(words.askRelated({ name: related }));
  }
  if (second && !several) {
    next.push(words.askWhy(partsOfTitle(second)));
  }
  return [...new Set(next.map(plain))]
    .filter(question => question !== scope.question)
    .slice(0, SUGGESTIONS);
}

/** A victim of the first finding, or the cause of what the asked one suffers. */
function relatedTo({ alarms }: DiagnosisContext): string | undefined {
  const own = alarms[0]?.subject.entityRef;
  const victim = alarms[0]?.victims.find(
    ({ entityRef }) => entityRef !== undefined && entityRef !== own,
  );
  return victim && nameOfSubject(victim);
}

/** Suggestions are no Markdown. */
function plain(text: string): string {
  return text.replace(/\\([\\`*~|#>+[\]-])/g, '$1').replace(/&lt;/g, '<');
}
