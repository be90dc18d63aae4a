import { type AnswerView } from './answerView';
import { orderBlocks } from './orderBlocks';

/** Markdown as a person would read it aloud: without citation marks and formatting. */
export function stripMarkdown(markdown: string): string {
  return markdown
    .replace(/\[\^\d+\]/g, '')
    .replace(/```[^\n]*\n?/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^#{1,6}\s+/gm, '')
    .replace(/(\*\*|__|`)/g, '')
    .replace(/[ \t]+([.,;:])/g, '$1')
    .trim();
}

/** The words of an answer for a screen reader. */
export function speakAnswer(answer: AnswerView): string {
  return orderBlocks(answer.blocks)
    .map(block =>
      block.kind === 'text'
        ? stripMarkdown(block.text)
        : [
            block.title,
            ...block.steps.map(s => `${s.number}. ${stripMarkdown(s.text)}`),
          ].join('\n'),
    )
    .filter(Boolean)
    .join('\n');
}

/** The answer as Markdown for a ticket or a chat, with its sources below. */
export function copyableAnswer(answer: AnswerView, origin: string): string {
  const body = orderBlocks(answer.blocks).map(block => {
    if (block.kind === 'text') {
      return block.text.trim();
    }
    const steps = block.steps.map(step => {
      const commands = step.commands.map(
        ({ language, code }) =>
          `\n\n   \`\`\`${language}\n${indent(code)}\n   \`\`\``,
      );
      return `${step.number}. ${step.text.trim()}[^${
        step.citation
      }]${commands.join('')}`;
    });
    return `**${block.title}**\n\n${steps.join('\n')}`;
  });
  const sources = answer.citations.map(
    ({ number, title, url }) =>
      `[^${number}]: ${url ? `[${title}](${new URL(url, origin)})` : title}`,
  );
  return [`> ${answer.question}`, ...body, sources.join('\n')]
    .filter(Boolean)
    .join('\n\n');
}

function indent(code: string): string {
  return code.replace(/^/gm, '   ');
}
