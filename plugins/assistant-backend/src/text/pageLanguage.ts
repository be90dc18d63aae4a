/**
 * Language of a page, not of one part of it: a part that is all commands reads as English on any page.
 *
 * By the path where sites name their languages, else what the part says.
 */
export function pageLanguage(part: {
  path: string;
  language: 'en' | 'ru';
}): 'en' | 'ru' {
  const named = part.path.match(/(?:^|\/)(en|ru)\/|\.(en|ru)\.[a-z]+$/);
  const language = named?.[1] ?? named?.[2];
  return language === 'en' || language === 'ru' ? language : part.language;
}
