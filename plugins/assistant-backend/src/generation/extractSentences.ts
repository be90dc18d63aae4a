import type { RootContent } from 'mdast';
import type { ChunkHit } from '@smart-assistant/backstage-plugin-assistant-node';
import { fromMkdocs } from '../text/fromMkdocs';
import { parseMarkdown, sourceOf } from '../text/parseMarkdown';
import { splitSentences } from '../text/splitSentences';
import { contentStems, shareOf } from '../text/words';

/** Prose shorter than this says nothing on its own. */
const MIN_LENGTH = 25;
const MAX_LENGTH = 320;
/** Share of the question's words that a sentence on its topic has. */
const MIN_FIT = 0.25;

/**
 * The one or two sentences of a part that say most about the question, in the order of the page.
 *
 * Only prose is taken: a table or a list torn apart reads like a dump. With `onTopic` a sentence must
 * share words with the question other than those in `except`, the names that every page of a service has.
 */
export function extractSentences(
  part: Pick<ChunkHit, 'body' | 'language'>,
  options: { question: string; count: number; onTopic?: { except: string } },
): string[] {
  const source = fromMkdocs(part.body);
  const common = contentStems(options.onTopic?.except ?? '');
  const wanted = new Set(
    [...contentStems(options.question)].filter(stem => !common.has(stem)),
  );
  const sentences = parseMarkdown(source)
    .children.flatMap((node): RootContent[] => {
      if (node.type === 'list') {
        return node.children.flatMap(item => item.children);
      }
      return node.type === 'blockquote' ? node.children : [node];
    })
    .filter(node => node.type === 'paragraph')
    .flatMap(node => splitSentences(sourceOf(node, source), part.language))
    .filter(
      sentence =>
        sentence.length >= MIN_LENGTH &&
        sentence.length <= MAX_LENGTH &&
        /[.…!?)»]$/.test(sentence),
    )
    .map((sentence, position) => ({
      sentence,
      position,
      fit: shareOf(wanted, contentStems(sentence)) - position * 0.01,
    }));
  return sentences
    .filter(({ fit }) => !options.onTopic || fit >= MIN_FIT)
    .sort((a, b) => b.fit - a.fit)
    .slice(0, options.count)
    .sort((a, b) => a.position - b.position)
    .map(({ sentence }) => sentence);
}
