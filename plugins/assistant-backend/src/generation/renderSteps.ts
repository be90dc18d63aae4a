import type { AnswerStep } from '@smart-assistant/backstage-plugin-assistant-common';
import type { PlaceholderValues } from '../ask/stages';
import { linkOf } from '../citation/assignCitations';
import { neutralizeMarkdown } from '../text/neutralizeMarkdown';
import type { AnswerBuilder } from './AnswerBuilder';
import type { PageStep } from './extractSteps';
import { fillPlaceholders } from './fillPlaceholders';

/** Steps of a page as the reader gets them: commands filled in, text made safe, each with its source. */
export function renderSteps(
  steps: readonly PageStep[],
  options: { values: PlaceholderValues; builder: AnswerBuilder },
): AnswerStep[] {
  const { values, builder } = options;
  return steps.map((step, i) => ({
    number: i + 1,
    text: renderProse(step.text, { values, page: step.section.chunk }),
    commands: step.blocks.map(({ language, code }) => ({
      language,
      ...fillPlaceholders(code, { values, language }),
    })),
    citation: builder.number(step.section.chunk),
    url: linkOf(step.section.chunk),
  }));
}

/** Prose of a page with inline commands filled in. */
export function renderProse(
  markdown: string,
  options: { values: PlaceholderValues; page: { url: string; path: string } },
): string {
  const { values, page } = options;
  return neutralizeMarkdown(markdown, page).replace(
    /(`+)([^`\n]+)\1/g,
    (_, ticks: string, code: string) =>
      `${ticks}${
        fillPlaceholders(code, { values, language: 'bash' }).code
      }${ticks}`,
  );
}
