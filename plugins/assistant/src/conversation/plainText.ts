import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import type { AnswerBlock } from './answerBlocks';
import { type AnswerView } from './answerView';
import { citationsOf } from './evidence';
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
  return orderBlocks(answer.blocks).map(speakBlock).filter(Boolean).join('\n');
}

function speakBlock(block: AnswerBlock): string {
  switch (block.kind) {
    case 'text':
      return stripMarkdown(block.text);
    case 'steps':
      return [
        block.title,
        ...block.steps.map(s => `${s.number}. ${stripMarkdown(s.text)}`),
      ].join('\n');
    case 'finding':
      return [
        block.finding.title,
        ...block.finding.reasons.map(({ text }) => text),
      ].join('\n');
    default:
      return block.chart.title;
  }
}

/** The answer as Markdown for a ticket or a chat, with its sources below. */
export function copyableAnswer(answer: AnswerView, origin: string): string {
  const body = orderBlocks(answer.blocks).map(copyBlock);
  const sources = answer.citations.map(
    ({ number, title, url }) =>
      `[^${number}]: ${url ? `[${title}](${new URL(url, origin)})` : title}`,
  );
  return [`> ${answer.question}`, ...body, sources.join('\n')]
    .filter(Boolean)
    .join('\n\n');
}

function copyBlock(block: AnswerBlock): string {
  switch (block.kind) {
    case 'text':
      return block.text.trim();
    case 'steps': {
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
    }
    case 'finding':
      return copyFinding(block.finding);
    default:
      // a picture cannot be pasted as text; the reasons say what it shows
      return '';
  }
}

function copyFinding(finding: Finding): string {
  const reasons = finding.reasons.map(({ text, evidence }) => {
    const marks = citationsOf(finding, evidence).map(n => `[^${n}]`);
    return `- ${escapeMarkdown(text)}${marks.join('')}`;
  });
  return [`**${escapeMarkdown(finding.title)}**`, reasons.join('\n')]
    .filter(Boolean)
    .join('\n\n');
}

/** Names and log lines come from running systems: they must not become links or pictures where they are pasted. */
function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>]/g, '\\$&');
}

function indent(code: string): string {
  return code.replace(/^/gm, '   ');
}
