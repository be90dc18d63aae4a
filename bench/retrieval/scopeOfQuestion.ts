import { EntitySnapshot } from '../../plugins/assistant-backend/src/access';
import type { Scope } from '../../plugins/assistant-backend/src/ask/stages';
import { NameIndex } from '../../plugins/assistant-backend/src/scope/entities/NameIndex';
import { Glossary } from '../../plugins/assistant-backend/src/scope/glossary/Glossary';
import { readQuestion } from '../../plugins/assistant-backend/src/scope/readQuestion';
import { readTurn } from '../../plugins/assistant-backend/src/scope/readTurn';
import { toSearchText } from '../../plugins/assistant-backend/src/scope/toSearchText';

export interface BenchQuestion {
  id: string;
  text: string;
  lang?: string;
}

const glossary = Glossary.create([]);

/**
 * A question as the scope stage reads it, with the built-in glossary, but without a catalog, a page,
 * a history or an owner: what retrieval makes of the words alone.
 */
export async function scopeOfQuestion({
  text,
  lang,
}: BenchQuestion): Promise<Scope> {
  const index = await NameIndex.of(new EntitySnapshot([]));
  const turn = readTurn({
    request: {
      question: text,
      language: lang === 'ru' || lang === 'en' ? lang : undefined,
    },
    read: question =>
      readQuestion(question, {
        index,
        isVisible: () => true,
        environments: [],
      }),
  });
  return {
    asker: {
      userRef: 'user:default/bench',
      principals: [],
      filter: { entities: { type: 'all' }, principals: [] },
      levelOf: () => 'full',
    },
    question: text,
    ...toSearchText(turn.question, { glossary }),
    language: turn.language,
    questionClass: turn.questionClass,
    entities: [],
    origin: 'none',
    unknownEntity: false,
    ownsSomething: true,
    asOf: new Date(),
    history: [],
  };
}
