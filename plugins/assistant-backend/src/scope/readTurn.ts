import type {
  AskRequest,
  Language,
  QuestionClass,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { classifyQuestion } from './classify/classifyQuestion';
import { toClassTokens } from './classify/patterns';
import type { QuestionAspect } from '../ask/stages';
import { goesOnWith } from './goesOnWith';
import { detectLanguage } from './language/detectLanguage';
import { asksWhatNow, isName, readAspect } from './readAspect';
import type { ReadQuestion } from './readQuestion';

/** A question as a turn of its conversation. */
export interface ReadTurn {
  question: ReadQuestion;
  questionClass: QuestionClass;
  /** The part of a diagnosis that is wanted, if not all of it. */
  aspect?: QuestionAspect;
  language: Language;
  /** Whether it leans on the turn before. */
  goesOn: boolean;
  /** The question before, if it leans on it. */
  previous?: string;
}

export interface ReadTurnOptions {
  request: Pick<AskRequest, 'question' | 'entityRef' | 'language'>;
  /** The turn before, if the person may see what it rests on. */
  last?: { question: string };
  read: (text: string) => ReadQuestion;
}

function classify(
  read: ReadQuestion,
  context: { hasContext: boolean; previous?: QuestionClass },
): QuestionClass {
  return classifyQuestion({
    tokens: toClassTokens(read.tokens, read.matches),
    text: read.text,
    ...context,
  });
}

/** Reads a question with what the conversation and the page give it. */
export function readTurn({ request, last, read }: ReadTurnOptions): ReadTurn {
  const asked = read(request.question);
  const aspect = readAspect(asked, classify(asked, { hasContext: true }));
  const question =
    aspect === 'logs'
      ? { ...asked, matches: asked.matches.filter(isName) }
      : asked;
  const previous = last && goesOnWith(question) ? last.question : undefined;
  const wanted = classify(question, {
    hasContext: request.entityRef !== undefined || last !== undefined,
    previous:
      previous === undefined
        ? undefined
        : classify(read(previous), { hasContext: true }),
  });
  return {
    question,
    // a part of a diagnosis takes a diagnosis, and so does what to do about it
    questionClass: aspect || asksWhatNow(question) ? 'diagnose' : wanted,
    aspect,
    language: detectLanguage(question.text, request.language),
    goesOn: previous !== undefined,
    previous,
  };
}
