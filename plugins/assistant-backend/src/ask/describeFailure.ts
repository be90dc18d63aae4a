import { isError } from '@backstage/errors';
import type {
  AnswerEventBody,
  Language,
} from '@smart-assistant/backstage-plugin-assistant-common';

type AnswerErrorBody = Extract<AnswerEventBody, { type: 'answer-error' }>;

const words: Record<
  Language,
  Record<
    'base-not-ready' | 'source-failed' | 'internal',
    { message: string; remedy: string }
  >
> = {
  en: {
    'base-not-ready': {
      message: 'The documents have not been read yet.',
      remedy:
        'The Knowledge page shows how far the first build is. An administrator can start one there.',
    },
    'source-failed': {
      message: 'A part of the portal that the answer needs does not respond.',
      remedy:
        'Ask again in a minute. If it stays so, tell the administrators of the portal.',
    },
    internal: {
      message: 'The answer broke off because of a fault in the assistant.',
      remedy:
        'Ask again. If it stays so, give the administrators the link of this answer.',
    },
  },
  ru: {
    'base-not-ready': {
      message: 'Документы ещё не прочитаны.',
      remedy:
        'Ход первой сборки виден на странице «База знаний». Там же администратор может её запустить.',
    },
    'source-failed': {
      message: 'Не отвечает часть портала, без которой ответ не составить.',
      remedy:
        'Повторите вопрос через минуту. Если не поможет, сообщите администраторам портала.',
    },
    internal: {
      message: 'Ответ прервался из-за сбоя в ассистенте.',
      remedy:
        'Повторите вопрос. Если не поможет, передайте администраторам ссылку на этот ответ.',
    },
  },
};

/**
 * Words for what ended an answer, in its language.
 *
 * The text of the error itself stays in the log: it may name what the person may not see.
 */
export function describeFailure(
  error: unknown,
  language: Language,
): AnswerErrorBody {
  const code = codeOf(error);
  return { type: 'answer-error', code, ...words[language][code], fatal: true };
}

function codeOf(error: unknown) {
  if (isError(error)) {
    if (error.name === 'BaseNotReadyError') {
      return 'base-not-ready';
    }
    if (error.name === 'ServiceUnavailableError') {
      return 'source-failed';
    }
  }
  return 'internal';
}
