import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { InMemoryDocumentBase } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { FakeEmbedder } from '../testUtils/FakeEmbedder';
import { ScriptedSource } from '../testUtils/ScriptedSource';
import { GenerationBuilder } from './GenerationBuilder';

const { signal } = new AbortController();
const logger = mockServices.logger.mock();
logger.child.mockReturnValue(logger);

describe('golden questions as a gate', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'assistant-golden-'));
  });

  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  it('leave their result with the generation, whether it passed or not', async () => {
    const file = join(directory, 'golden.yaml');
    await writeFile(file, '- question: restart\n  document: a/0.md\n');
    const documents = new InMemoryDocumentBase();
    const source = new ScriptedSource();
    const builder = new GenerationBuilder({
      sources: [source],
      embedder: new FakeEmbedder(),
      documents,
      gate: { sizeChange: 10, goldenQuestionsFile: file },
      keep: 5,
      timeoutMs: 60_000,
      nextBuildAt: () => undefined,
      logger,
    });
    const build = async (sites: Record<string, string[]>) => {
      source.setSites(sites);
      const { state } = await builder.runToEnd({ trigger: 'test', signal });
      const { generations } = await documents.status();
      return { state, gate: generations[0].gate };
    };
    await build({ a: ['restart pods'] });
    await expect(
      build({ a: ['restart pods'], b: ['more'] }),
    ).resolves.toMatchObject({
      state: 'complete',
      gate: expect.arrayContaining([
        {
          check: 'golden-questions',
          passed: true,
          detail: '1 of 1 found, 1 before',
        },
      ]),
    });
    await expect(
      build({ a: ['nothing of it'], b: ['more'] }),
    ).resolves.toMatchObject({
      state: 'failed',
      gate: expect.arrayContaining([
        {
          check: 'golden-questions',
          passed: false,
          detail: '0 of 1 found, 1 before; lost: number 1',
        },
      ]),
    });
  });
});
