import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { FullConfig } from '@playwright/test';

/** The port answers before the first knowledge base is built: wait until a question can be answered. */
export default function globalSetup(config: FullConfig) {
  execFileSync(
    process.execPath,
    [
      join(__dirname, '../scripts/waitUntilReady.mjs'),
      String(config.projects[0].use.baseURL),
      String(process.pid),
      '180',
    ],
    { stdio: 'inherit' },
  );
}
