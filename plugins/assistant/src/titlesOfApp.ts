import {
  type ApiHolder,
  appLanguageApiRef,
} from '@backstage/frontend-plugin-api';
import { toLanguage } from './conversation/toLanguage';
import { titles } from './translations/titles';

/** The titles in the language that the app starts in; a change of language is followed at the next start. */
export function titlesOfApp(apis: ApiHolder) {
  const api = apis.get(appLanguageApiRef);
  return titles[toLanguage(api?.getLanguage().language)];
}
