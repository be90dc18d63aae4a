import { ConfigReader } from '@backstage/config';
import { readIngestConfig } from './config';

const read = (assistant?: object) =>
  readIngestConfig(new ConfigReader(assistant ? { assistant } : {}));

describe('readIngestConfig', () => {
  it('needs no configuration', () => {
    expect(read()).toEqual({
      environments: { default: 'prod', instances: {}, namespaces: [] },
      telemetry: {
        enabled: true,
        mapping: [],
        mappingSeconds: 10,
        maxRecordsPerRead: 2000,
        redact: [],
        replay: [],
      },
      role: 'all',
      documents: {
        cron: '0 3 * * 0',
        timeoutMs: 7_200_000,
        buildOnStart: 'always',
        techdocs: { enabled: true, concurrency: 4 },
        markdown: [],
        limits: {
          maxDocuments: 2000,
          maxDocumentBytes: 2_097_152,
          timeoutSeconds: 120,
        },
        gate: { sizeChange: 0.3 },
      },
      keepGenerations: 3,
    });
  });

  it('reads everything, also what came from environment variables as text', () => {
    expect(
      read({
        role: 'ingest',
        documents: {
          buildOnStart: 'if-empty',
          schedule: { cron: '*/30 * * * *', timeout: { minutes: 10 } },
          techdocs: { enabled: 'false', concurrency: '2' },
          markdown: [
            {
              id: 'handbook',
              path: './docs',
              entityRef: 'System:Default/Shop',
            },
          ],
          gate: { sizeChange: '0.5', goldenQuestions: 'golden.yaml' },
        },
        embedder: {
          use: 'openai',
          openai: { baseUrl: 'http://e/v1', model: 'm', dimensions: '384' },
        },
        model: {
          openai: {
            baseUrl: 'http://m/v1',
            model: 'c',
            headers: { 'X-Team': 'shop' },
          },
        },
        retention: { generations: 5, conversations: { days: 3 } },
        http: { caFile: '/ca.pem' },
      }),
    ).toMatchObject({
      role: 'ingest',
      documents: {
        cron: '*/30 * * * *',
        timeoutMs: 600_000,
        buildOnStart: 'if-empty',
        techdocs: { enabled: false, concurrency: 2 },
        markdown: [{ id: 'handbook', entityRef: 'system:default/shop' }],
        gate: { sizeChange: 0.5, goldenQuestions: 'golden.yaml' },
      },
      openAiEmbedder: { dimensions: 384, batchSize: 32, timeoutSeconds: 60 },
      openAiModel: { dataPolicy: 'metadata', headers: { 'X-Team': 'shop' } },
      keepGenerations: 5,
      caFile: '/ca.pem',
    });
    // what the other package reads of the section is no mistake
    expect(
      read({
        telemetry: {
          retention: { logsHours: 1 },
          maxBytes: 1e9,
          redact: ['K-\\d+'],
        },
      }).telemetry,
    ).toMatchObject({ enabled: true, redact: [/K-\d+/u], mappingSeconds: 10 });
    expect(
      read({ documents: { buildOnStart: false } }).documents.buildOnStart,
    ).toBe('never');
  });

  it.each([
    [
      { documents: { schedule: { cron: 'weekly' } } },
      'assistant.documents.schedule.cron: must be a cron expression',
    ],
    [
      { documents: { scedule: {} } },
      "assistant.documents: Unrecognized key(s) in object: 'scedule'",
    ],
    [
      { documents: { markdown: [{ id: 'a', entityRef: 'system:default/a' }] } },
      'needs either url or path',
    ],
    [
      { documents: { markdown: [{ id: 'a', path: 'x', entityRef: 'shop' }] } },
      'must be a full reference',
    ],
    [
      {
        documents: {
          markdown: ['a', 'a'].map(id => ({
            id,
            path: 'x',
            entityRef: 'system:default/a',
          })),
        },
      },
      'each id may be there once',
    ],
    [
      { documents: { gate: { sizeChange: -1 } } },
      'assistant.documents.gate.sizeChange',
    ],
    [{ embedder: { use: 'openai' } }, 'assistant.embedder.openai: is needed'],
    [{ model: { use: 'openai' } }, 'assistant.model.openai: is needed'],
    [
      {
        embedder: { openai: { baseUrl: 'nowhere', model: 'm', dimensions: 0 } },
      },
      'assistant.embedder.openai.baseUrl: Invalid url; assistant.embedder.openai.dimensions',
    ],
    [{ role: 'both' }, 'assistant.role'],
    [
      { telemetry: { redakt: [] } },
      "assistant.telemetry: Unrecognized key(s) in object: 'redakt'",
    ],
    [{ telemetry: { redact: ['('] } }, 'assistant.telemetry.redact.0'],
  ])('names what is wrong: %j', (assistant, message) => {
    expect(() => read(assistant)).toThrow(message);
  });
});
