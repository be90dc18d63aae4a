import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import type { PlaceholderValues } from '../../ask/stages';
import { fillPlaceholders } from '../fillPlaceholders';
import { codeBlock, inlineText } from './inlineText';

/** A longer one is no command to copy. */
const MAX_COMMAND = 500;

/** Checks as a numbered list, each command with the context that it acts in. */
export function renderChecks(
  checks: Finding['nextChecks'],
  values: PlaceholderValues,
): string {
  return checks
    .map(({ text, command }, i) => {
      const code = command && commandOf(command, values);
      const block = code
        ? `\n\n${codeBlock(code, 'bash').replace(/^/gm, '   ')}`
        : '';
      return `${i + 1}. ${inlineText(text)}${block}`;
    })
    .join('\n');
}

/**
 * A command as it may be copied. One with a line break or a control character is left out: it would
 * run something that the reader does not see.
 */
function commandOf(
  command: string,
  values: PlaceholderValues,
): string | undefined {
  if (
    command.length > MAX_COMMAND ||
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(command)
  ) {
    return undefined;
  }
  const withContext = /--context[ =]/.test(command)
    ? command
    : command.replace(/^kubectl /, 'kubectl --context <cluster-context> ');
  return fillPlaceholders(withContext, { values, language: 'bash' }).code;
}
