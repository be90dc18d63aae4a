import type {
  EntityHealth,
  Language,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { diagnosisMessages } from '../wording/messages';

/** Of how many questions findings may take the place. */
const MAX_DRAFTED = 4;

/** Questions that follow from what is wrong now, the worst first; none while all is well. */
export function suggestFromHealth(
  entities: readonly EntityHealth[],
  language: Language,
): string[] {
  const words = diagnosisMessages[language];
  const ill = entities
    .filter(({ state }) => state === 'attention')
    .map(({ entity }) => entity.title);
  const [worst, second] = ill;
  if (worst === undefined) {
    return [];
  }
  return [
    words.askWhy(worst),
    words.askNow(worst),
    ...(second === undefined ? [] : [words.askWhy(second)]),
    words.askChanged(worst),
    words.askLogs(worst),
  ].slice(0, MAX_DRAFTED);
}
