/** How often one template was seen. @public */
export interface TemplateCounts {
  id: string;
  /** In the window that is judged. */
  count: number;
  /** In windows of the same length before, best of the same time of day; 0 where it was silent. */
  history: readonly number[];
  /** 0 for debug to 4 for fatal, if known. */
  severity?: number;
}

/** @public */
export interface TemplateSuspicion {
  id: string;
  direction: 'new' | 'rising' | 'falling' | 'vanished' | 'steady';
  /** Distance from its own history in standard deviations, negative if it became rarer. */
  z: number;
  /** What to sort by: |z|, with novelty and severity where it is about equal. */
  score: number;
}

const NEW_BONUS = 0.5;
const SEVERITY_BONUS = 0.1;
const MOST_SEVERE = 4;
const REMARKABLE = 3;

/**
 * How suspicious each template is in a window, the most suspicious first.
 *
 * Counts are made comparable by Anscombe's square root, after which pure chance has the deviation 1 at any rate.
 * A template that always comes in bursts is damped by its own deviation. Both directions count alike: a service
 * that stopped to log its normal line is as suspicious as one that logs errors.
 *
 * @public
 */
export function scoreTemplates(
  templates: readonly TemplateCounts[],
): TemplateSuspicion[] {
  return templates
    .map(scoreTemplate)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

function scoreTemplate(template: TemplateCounts): TemplateSuspicion {
  const history = template.history.filter(isCount).map(anscombe);
  const count = isCount(template.count) ? template.count : 0;
  const isNew = template.history.every(n => !(n > 0)) && count > 0;
  const n = Math.max(history.length, 1);
  const mean = history.reduce((sum, x) => sum + x, 0) / n;
  const usual = history.length > 0 ? mean : anscombe(0);
  const spread =
    history.reduce((sum, x) => sum + (x - mean) ** 2, 0) / Math.max(n - 1, 1);
  // The mean of few windows is uncertain itself
  const z = (anscombe(count) - usual) / Math.sqrt(Math.max(1, spread) + 1 / n);
  const severity = Math.min(Math.max(template.severity ?? 0, 0), MOST_SEVERE);
  const bonus = count > 0 ? SEVERITY_BONUS * severity : 0;
  return {
    id: template.id,
    direction: directionOf({ z, count, isNew }),
    z,
    score: Math.abs(z) + (isNew ? NEW_BONUS : 0) + bonus,
  };
}

function directionOf(options: {
  z: number;
  count: number;
  isNew: boolean;
}): TemplateSuspicion['direction'] {
  const { z, count, isNew } = options;
  if (isNew) {
    return 'new';
  }
  if (Math.abs(z) < REMARKABLE) {
    return 'steady';
  }
  if (z > 0) {
    return 'rising';
  }
  return count === 0 ? 'vanished' : 'falling';
}

function anscombe(count: number): number {
  return 2 * Math.sqrt(count + 3 / 8);
}

function isCount(count: number): boolean {
  return Number.isFinite(count) && count >= 0;
}
