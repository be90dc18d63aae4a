import type { Scope } from '../../plugins/assistant-backend/src/ask/stages';

export interface BenchQuestion {
  id: string;
  text: string;
  lang?: string;
}

/** A question without a page, a history or an owner: what retrieval makes of the words alone. */
export function scopeOfQuestion({ text, lang }: BenchQuestion): Scope {
  const written = /\p{Script=Cyrillic}/u.test(text) ? 'ru' : 'en';
  const language = lang === 'ru' || lang === 'en' ? lang : written;
  return {
    asker: {
      userRef: 'user:default/bench',
      principals: [],
      filter: { entities: { type: 'all' }, principals: [] },
      levelOf: () => 'full',
    },
    question: text,
    searchText: text,
    language,
    questionClass: 'how-to',
    entities: [],
    origin: 'none',
    unknownEntity: false,
    ownsSomething: true,
    asOf: new Date(),
    history: [],
  };
}
