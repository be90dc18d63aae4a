import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  assistantDocumentsExtensionPoint,
  assistantModelsExtensionPoint,
  assistantTelemetryExtensionPoint,
  type DocumentBaseBuilderFactory,
  type TelemetryIngestFactory,
} from '@smart-assistant/backstage-plugin-assistant-node';
import {
  InMemoryDocumentBase,
  InMemoryTelemetryBase,
} from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import ingestModule from '.';
import { FakeEmbedder } from './testUtils/FakeEmbedder';
import { ScriptedSource } from './testUtils/ScriptedSource';

/** Starts the module on extension points that only take note. */
async function start(assistant: object) {
  const documents = { addSource: jest.fn(), setBuilder: jest.fn() };
  const models = { addEmbedder: jest.fn(), addLanguageModel: jest.fn() };
  const telemetry = { addSource: jest.fn(), setIngest: jest.fn() };
  const scheduler = mockServices.scheduler.mock();
  const backend = await startTestBackend({
    extensionPoints: [
      [assistantDocumentsExtensionPoint, documents],
      [assistantModelsExtensionPoint, models],
      [assistantTelemetryExtensionPoint, telemetry],
    ],
    features: [
      ingestModule,
      catalogServiceMock.factory(),
      scheduler.factory,
      mockServices.rootConfig.factory({ data: { assistant } }),
    ],
  });
  return { documents, models, telemetry, scheduler, backend };
}

const openai = { baseUrl: 'http://models.example/v1', model: 'm' };

describe('assistantModuleIngest', () => {
  it('adds TechDocs, the bundled embedder and a builder by default, and no model', async () => {
    const { documents, models, backend } = await start({});
    expect(documents.addSource.mock.calls.map(([{ id }]) => id)).toEqual([
      'techdocs',
    ]);
    expect(documents.setBuilder).toHaveBeenCalledTimes(1);
    expect(
      models.addEmbedder.mock.calls.map(([name, { dimensions }]) => [
        name,
        dimensions,
      ]),
    ).toEqual([['local', 256]]);
    expect(models.addLanguageModel).not.toHaveBeenCalled();
    await backend.stop();
  });

  it('adds what is configured', async () => {
    const { documents, models, backend } = await start({
      documents: {
        markdown: [{ id: 'a', path: 'docs', entityRef: 'system:default/a' }],
      },
      embedder: { openai: { ...openai, dimensions: 384 } },
      model: { openai },
    });
    expect(documents.addSource.mock.calls.map(([{ id }]) => id)).toEqual([
      'techdocs',
      'markdown',
    ]);
    expect(models.addEmbedder.mock.calls.map(([name]) => name)).toEqual([
      'local',
      'openai',
    ]);
    expect(models.addLanguageModel).toHaveBeenCalledWith(
      'openai',
      expect.objectContaining({ host: 'models.example' }),
    );
    await backend.stop();
  });

  it('only embeds and words in a backend that only answers', async () => {
    const { documents, models, telemetry, backend } = await start({
      role: 'serve',
    });
    expect(telemetry.setIngest).not.toHaveBeenCalled();
    expect(documents.addSource).not.toHaveBeenCalled();
    expect(documents.setBuilder).not.toHaveBeenCalled();
    expect(models.addEmbedder).toHaveBeenCalledTimes(1);
    await backend.stop();
  });

  it('builds by the schedule, on one replica, and ends with the backend', async () => {
    const { documents, scheduler, backend } = await start({
      documents: {
        buildOnStart: false,
        schedule: { cron: '0 4 * * 1', timeout: { minutes: 5 } },
      },
    });
    const factory = documents.setBuilder.mock
      .calls[0][0] as DocumentBaseBuilderFactory;
    const base = new InMemoryDocumentBase();
    const source = new ScriptedSource();
    source.setSites({ checkout: ['text'] });

    const builder = await factory({
      sources: [source],
      embedder: new FakeEmbedder(),
      documents: base,
    });

    const [task] = scheduler.scheduleTask.mock.calls[0];
    expect(task).toMatchObject({
      id: 'assistant-build-documents',
      frequency: { cron: '0 4 * * 1' },
      scope: 'global',
      timeout: { milliseconds: 300_000 },
    });
    await task.fn(new AbortController().signal);
    expect((await base.status()).generations[0]).toMatchObject({
      state: 'active',
      trigger: 'schedule',
    });
    const next = await builder.nextBuildAt();
    expect([next?.getDay(), next?.getHours()]).toEqual([1, 4]);

    await backend.stop();
    await expect(builder.start({ trigger: 'late' })).resolves.toBeDefined();
    expect((await base.status()).generations).toHaveLength(1);
  });

  it('reads the configured recordings, and drops what is old', async () => {
    const { telemetry, scheduler, backend } = await start({
      telemetry: { replay: [{ id: 'demo', path: 'nowhere' }] },
    });
    const [[source]] = telemetry.addSource.mock.calls;
    expect(source.id).toContain('demo');
    const factory = telemetry.setIngest.mock
      .calls[0][0] as TelemetryIngestFactory;
    const base = new InMemoryTelemetryBase();
    const ingest = await factory({ sources: [], telemetry: base });
    const [task] = scheduler.scheduleTask.mock.calls[0];
    expect(task).toMatchObject({ id: 'assistant-prune-telemetry' });
    expect(task.signal?.aborted).toBe(false);
    await ingest.stop();
    expect(task.signal?.aborted).toBe(true);
    await backend.stop();
  });

  it('reads nothing when it is told to', async () => {
    const { telemetry, backend } = await start({
      telemetry: { enabled: false },
    });
    expect(telemetry.setIngest).not.toHaveBeenCalled();
    await backend.stop();
  });
});
