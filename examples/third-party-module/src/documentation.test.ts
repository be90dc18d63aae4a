import { readFile } from 'node:fs/promises';
import path from 'node:path';

const pages = path.resolve(__dirname, '../../../docs/content/extending');

describe('documentation', () => {
  it.each([
    ['telemetry-source.md', 'FlagSource.ts'],
    ['analyzer.md', 'pausedCronJobs.ts'],
  ])('shows in %s what %s is', async (page, file) => {
    const source = await readFile(path.join(__dirname, file), 'utf8');

    expect(await readFile(path.join(pages, page), 'utf8')).toContain(
      `\`\`\`ts\n${source}\`\`\``,
    );
  });
});
