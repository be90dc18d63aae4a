import { say } from '../wording';
import type { Bilingual } from '../findings/Finding';
import type { CauseDescription } from './Analyzer';

type Phrases = Readonly<Record<string, readonly [en: string, ru: string]>>;

export interface CauseCatalogue<Cause extends string> {
  descriptions: readonly CauseDescription[];
  /** `checkout: container runs out of memory, limit 64Mi` */
  title(
    cause: Cause,
    name: string,
    detail?: { en: string; ru: string },
  ): Bilingual;
}

/**
 * The causes of one analyzer, each as a phrase that follows a subject and a colon, in both languages.
 */
export function defineCauses<P extends Phrases>(
  phrases: P,
): CauseCatalogue<Extract<keyof P, string>> {
  return {
    descriptions: Object.entries(phrases).map(([cause, [en, ru]]) => ({
      cause,
      title: say(upperFirst(en), upperFirst(ru)),
    })),
    title: (cause, name, detail) => {
      const [en, ru] = phrases[cause];
      return say(
        `${name}: ${en}${detail ? `, ${detail.en}` : ''}`,
        `${name}: ${ru}${detail ? `, ${detail.ru}` : ''}`,
      );
    },
  };
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
