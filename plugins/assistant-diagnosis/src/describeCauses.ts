import { compareText } from './snapshot/json';
import type { Analyzer, CauseDescription } from './analyzers/Analyzer';

/**
 * Every cause that these analyzers can name, sorted; of one told twice the first title counts.
 * @public
 */
export function describeCauses(
  analyzers: readonly Analyzer[],
): CauseDescription[] {
  const causes = new Map<string, CauseDescription>();
  for (const { causes: own } of analyzers) {
    for (const description of own) {
      if (!causes.has(description.cause)) {
        causes.set(description.cause, description);
      }
    }
  }
  return [...causes.values()].sort((a, b) => compareText(a.cause, b.cause));
}
