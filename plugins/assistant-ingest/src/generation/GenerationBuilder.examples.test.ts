import { mockServices } from '@backstage/backend-test-utils';
import { InMemoryDocumentBase } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { readdirSync } from 'node:fs';
import { createTechDocsSource } from '../testUtils/createTechDocsSource';
import {
  EXAMPLE_DOCUMENTS,
  exampleEntities,
} from '../testUtils/exampleEntities';
import { FakeEmbedder } from '../testUtils/FakeEmbedder';
import { GenerationBuilder } from './GenerationBuilder';

const { signal } = new AbortController();
const pages = readdirSync(EXAMPLE_DOCUMENTS, { recursive: true }).filter(path =>
  /\/docs\/.*\.md$/.test(String(path)),
).length;

describe('a base of the demo documents', () => {
  const documents = new InMemoryDocumentBase();
  const embedder = new FakeEmbedder();
  const builder = new GenerationBuilder({
    sources: [createTechDocsSource(exampleEntities())],
    embedder,
    documents,
    gate: { sizeChange: 0.3 },
    keep: 3,
    timeoutMs: 60_000,
    nextBuildAt: () => undefined,
    logger: mockServices.logger.mock({
      child: () => mockServices.logger.mock(),
    }),
  });

  it('is built, embedded and switched to', async () => {
    const progress = await builder.runToEnd({ trigger: 'test', signal });

    expect(progress).toMatchObject({
      state: 'complete',
      phase: 'done',
      generation: 1,
      problems: [],
    });
    const { active, generations } = await documents.status();
    expect(active).toBe(1);
    expect(generations[0]).toMatchObject({ documents: pages, embedded: 1 });
    expect(generations[0].chunks).toBeGreaterThan(600);
  });

  it('has the steps of a runbook in one piece, with the deep link that TechDocs renders', async () => {
    const document = documents
      .documentsOf(1)
      .get('techdocs/component:default/checkout/crash-loop.md');
    expect(document).toMatchObject({
      entityRef: 'component:default/checkout',
      title: 'Crash loop after a bad release',
      path: 'checkout/docs/crash-loop.md',
      url: '/docs/default/component/checkout/crash-loop/',
    });
    const steps = document?.chunks.filter(({ kind }) => kind === 'steps') ?? [];
    const main = steps.find(({ anchor }) => anchor === 'steps');
    expect(main).toMatchObject({ headingPath: ['Steps'], language: 'en' });
    expect(main?.body).toMatch(
      /^1\. See which pods crash[\s\S]*^2\. Read the last words/m,
    );
    expect(main?.body).toContain('kubectl --context <cluster-context>');
  });

  it('keeps Russian letters in the ids where the site says so', async () => {
    const russian = documents
      .documentsOf(1)
      .get('techdocs/component:default/checkout/ru/consumer-lag.md');
    expect(russian?.chunks.every(({ language }) => language === 'ru')).toBe(
      true,
    );
    expect(
      russian?.chunks.some(({ anchor }) =>
        /\p{Script=Cyrillic}/u.test(anchor ?? ''),
      ),
    ).toBe(true);
  });

  it('leaves no chunk empty or out of bounds, and repeats nothing within a page', () => {
    for (const document of documents.documentsOf(1).values()) {
      const bodies = document.chunks.map(({ body }) => body);
      expect(new Set(bodies).size).toBe(bodies.length);
      for (const body of bodies) {
        expect(body.trim()).not.toBe('');
        expect(body.length).toBeLessThanOrEqual(12_000);
      }
    }
  });

  it('is not built again when nothing changed', async () => {
    const embedded = embedder.texts;
    const progress = await builder.runToEnd({ trigger: 'test', signal });

    expect(progress).toMatchObject({ state: 'unchanged', problems: [] });
    expect(progress.generation).toBeUndefined();
    expect(embedder.texts).toBe(embedded);
    expect((await documents.status()).generations).toHaveLength(1);
  });
});
