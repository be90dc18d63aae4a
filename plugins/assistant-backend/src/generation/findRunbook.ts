import type { AskedEntity, Retrieval } from '../ask/stages';
import { contentStems, shareOf } from '../text/words';
import { type PageStep, stepsOfHeadings, stepsOfSection } from './extractSteps';
import { type PageSection, readPage } from './readPage';

/** What a page offers to somebody who has to act. */
export interface Runbook {
  sections: readonly PageSection[];
  steps: readonly PageStep[];
  checkFirst?: PageSection;
  escalate?: PageSection;
}

const CHECK_FIRST =
  /^(?:check first|before you start|first checks?|triage|сначала|проверьте сначала|что проверить|первым делом)/i;
const ESCALATE =
  /escalat|call for help|звать на помощь|эскал|когда звать|кого звать/i;
const ASIDE =
  /aftercare|after recovery|follow.?up|do not|после|чего не делать|не делайте/i;
const STEPS =
  /^(?:steps|what to do|procedure|act|шаги|что делать|порядок действий|действия|действуйте)$/i;

/** Finds the steps that answer the question on the page that was found. */
export function findRunbook(
  retrieval: Pick<Retrieval, 'bestDocument' | 'chunks'>,
  options: { question: string; managedBy?: AskedEntity['managedBy'] },
): Runbook {
  const sections = readPage(retrieval.bestDocument);
  const checkFirst = sections.find(section =>
    CHECK_FIRST.test(section.heading),
  );
  const escalate = sections.find(section => ESCALATE.test(section.heading));
  const fromHeadings = stepsOfHeadings(sections);
  if (fromHeadings.length > 0) {
    return { sections, steps: fromHeadings, checkFirst, escalate };
  }
  const candidates = sections
    .filter(
      section =>
        section !== checkFirst &&
        section !== escalate &&
        !ASIDE.test(section.heading),
    )
    .map(section => ({ section, steps: stepsOfSection(section) }))
    .filter(candidate => candidate.steps.length > 0)
    .map(candidate => ({
      ...candidate,
      fit: fitOf(candidate.section, retrieval, options),
    }))
    .sort((a, b) => b.fit - a.fit);
  return { sections, steps: candidates[0]?.steps ?? [], checkFirst, escalate };
}

/** How well a list of steps fits: what was found in it, its name, the question's words, and the tool that manages the workload. */
function fitOf(
  section: PageSection,
  retrieval: Pick<Retrieval, 'chunks'>,
  options: { question: string; managedBy?: string },
): number {
  const path = section.headingPath.join('\u0000');
  const found = retrieval.chunks
    .filter(
      chunk =>
        chunk.documentId === section.chunk.documentId &&
        chunk.headingPath.join('\u0000') === path,
    )
    .reduce((best, chunk) => Math.max(best, chunk.score), 0);
  const named = STEPS.test(section.heading) ? 0.6 : 0;
  const words = shareOf(
    contentStems(options.question),
    contentStems(`${section.headingPath.join(' ')} ${section.source}`),
  );
  const tool =
    options.managedBy &&
    section.heading
      .replace(/\s/g, '')
      .toLocaleLowerCase('en-US')
      .includes(options.managedBy)
      ? 1
      : 0;
  return found + named + 0.5 * words + tool;
}
