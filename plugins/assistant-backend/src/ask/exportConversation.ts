import type {
  AnswerEvent,
  Citation,
  Conversation,
  Language,
  StoredAnswer,
} from '@smart-assistant/backstage-plugin-assistant-common';

const words: Record<
  Language,
  {
    withheld: string;
    model: string;
    sources: string;
    basis: (g: number, at: string) => string;
  }
> = {
  en: {
    withheld: 'This answer rests on something that you may not see now.',
    model: 'Worded by a language model:',
    sources: 'Sources',
    basis: (generation, at) =>
      `Documents: generation ${generation}, read ${at}.`,
  },
  ru: {
    withheld: 'Ответ опирается на то, что вам сейчас не видно.',
    model: 'Сформулировано языковой моделью:',
    sources: 'Источники',
    basis: (generation, at) =>
      `Документы: поколение ${generation}, прочитаны ${at}.`,
  },
};

/** A conversation as Markdown, with footnotes for its sources. */
export function exportConversation(conversation: Conversation): string {
  return [
    `# ${oneLine(conversation.title)}`,
    ...conversation.answers.map((answer, index) =>
      exportAnswer(answer, index + 1),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function exportAnswer(answer: StoredAnswer, number: number): string {
  const language = languageOf(answer);
  const say = words[language];
  const heading = `## ${oneLine(answer.question)}\n\n_${answer.askedAt}_`;
  if (answer.state === 'withheld') {
    return `${heading}\n\n${say.withheld}`;
  }
  const citations = answer.events.flatMap(event =>
    event.type === 'citation-available' ? [event.citation] : [],
  );
  const end = answer.events.find(event => event.type === 'answer-end');
  const documents =
    end?.type === 'answer-end' ? end.basis.documents : undefined;
  const parts = [
    heading,
    renderBody(answer.events, say.model),
    citations.length > 0
      ? `### ${say.sources}\n\n${citations.map(renderCitation).join('\n')}`
      : '',
    documents ? `_${say.basis(documents.generation, documents.builtAt)}_` : '',
  ];
  // footnotes of one answer must not meet those of the next
  return parts
    .filter(Boolean)
    .join('\n\n')
    .replace(/\[\^(\d+)\]/g, `[^${number}-$1]`);
}

function renderBody(events: readonly AnswerEvent[], modelNote: string): string {
  let text = '';
  for (const event of events) {
    if (event.type === 'text-start') {
      text += event.origin === 'model' ? `\n\n> ${modelNote}\n\n` : '\n\n';
    } else if (event.type === 'text-delta') {
      text += event.text;
    } else if (event.type === 'steps-available') {
      text += `\n\n**${event.title}**\n\n${event.steps
        .map(renderStep)
        .join('\n')}`;
    } else if (event.type === 'answer-error') {
      text += `\n\n> ${event.message}`;
    }
  }
  return text.trim();
}

function renderStep(
  step: Extract<AnswerEvent, { type: 'steps-available' }>['steps'][number],
): string {
  const commands = step.commands.map(({ language, code }) => {
    const block = `${fence(code)}${language}\n${code}\n${fence(code)}`;
    return `\n${block.replace(/^/gm, '   ')}`;
  });
  return `${step.number}. ${oneLine(step.text)} [^${
    step.citation
  }]${commands.join('')}`;
}

/** A fence that no line of the code can end. */
function fence(code: string): string {
  const longest = Math.max(
    2,
    ...Array.from(code.matchAll(/`+/g), match => match[0].length),
  );
  return '`'.repeat(longest + 1);
}

function renderCitation({ number, title, headingPath, url }: Citation): string {
  const name = [title, ...headingPath].map(oneLine).join(' › ');
  return `[^${number}]: ${url ? `${name}: ${url}` : name}`;
}

function languageOf({ events, question }: StoredAnswer): Language {
  const start = events.find(event => event.type === 'answer-start');
  if (start?.type === 'answer-start') {
    return start.language;
  }
  return /\p{Script=Cyrillic}/u.test(question) ? 'ru' : 'en';
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
