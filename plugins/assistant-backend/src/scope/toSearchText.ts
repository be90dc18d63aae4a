import type { Scope } from '../ask/stages';
import { type Glossary, termsOf } from './glossary/Glossary';
import type { ReadQuestion } from './readQuestion';

/**
 * Words to search by. Names stand as the catalog writes them, whatever they were called: documents
 * say `checkout` where people say «чекаут». Other words for the same things stand apart, because
 * they help an index of words and mislead an embedder.
 */
export function toSearchText(
  read: ReadQuestion,
  options: { glossary: Glossary; previous?: string },
): Pick<Scope, 'searchText' | 'extraTerms' | 'synonyms'> {
  const { text, tokens, matches } = read;
  let searchText = '';
  let position = 0;
  const names = new Set<string>();
  for (const { first, last, views } of matches) {
    const [view] = views;
    searchText += text.slice(position, tokens[first].start) + view.name;
    position = tokens[last].end;
    views.forEach(({ title }) => title && names.add(title));
  }
  searchText += text.slice(position);
  const synonyms = options.glossary.find(tokens);
  return {
    searchText: options.previous
      ? `${options.previous}\n${searchText}`
      : searchText,
    extraTerms: [...names, ...termsOf(synonyms)],
    synonyms,
  };
}
