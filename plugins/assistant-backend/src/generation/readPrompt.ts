import { readFile } from 'node:fs/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

/** Reads a prompt that is shipped with the package. */
export function readPrompt(name: 'answer'): Promise<string> {
  return readFile(
    resolvePackagePath(
      '@smart-assistant/backstage-plugin-assistant-backend',
      `prompts/${name}.md`,
    ),
    'utf8',
  );
}
