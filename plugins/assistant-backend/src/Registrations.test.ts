import type { BackendPluginRegistrationPoints } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type {
  AssistantDocumentsExtensionPoint,
  AssistantModelsExtensionPoint,
  DocumentBase,
  DocumentBaseBuilder,
  DocumentSource,
  Embedder,
  LanguageModel,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { Registrations } from './Registrations';

function setup() {
  const registrations = new Registrations();
  const reportModuleStartupFailure = jest.fn();
  const points = new Map<string, unknown>();
  registrations.openTo({
    registerExtensionPoint: (options: {
      extensionPoint: { id: string };
      factory: (context: unknown) => unknown;
    }) => {
      points.set(
        options.extensionPoint.id,
        options.factory({ reportModuleStartupFailure }),
      );
    },
  } as unknown as BackendPluginRegistrationPoints);
  return {
    registrations,
    reportModuleStartupFailure,
    documents: points.get(
      'assistant.documents',
    ) as AssistantDocumentsExtensionPoint,
    models: points.get('assistant.models') as AssistantModelsExtensionPoint,
  };
}

const source = (id: string) => ({ id } as DocumentSource);
const options = {
  documents: {} as DocumentBase,
  embedder: {} as Embedder,
  logger: mockServices.logger.mock(),
};

describe('Registrations', () => {
  it('gives the builder all sources', async () => {
    const { registrations, documents } = setup();
    const builder = {} as DocumentBaseBuilder;
    const factory = jest.fn(async () => builder);
    expect(await registrations.createBuilder(options)).toBeUndefined();
    documents.addSource(source('b'));
    documents.addSource(source('a'));
    documents.setBuilder(factory);
    expect(await registrations.createBuilder(options)).toBe(builder);
    expect(factory).toHaveBeenCalledWith(
      expect.objectContaining({ sources: [source('b'), source('a')] }),
    );
    expect(registrations.sourceIds).toEqual(['a', 'b']);
  });

  it('refuses the second of a name', () => {
    const { documents, models, registrations } = setup();
    documents.addSource(source('a'));
    expect(() => documents.addSource(source('a'))).toThrow(
      /already one document source.*"a"/,
    );
    documents.setBuilder(async () => ({} as DocumentBaseBuilder));
    expect(() =>
      documents.setBuilder(async () => ({} as DocumentBaseBuilder)),
    ).toThrow(/already has a builder/);
    const embedder = {} as Embedder;
    models.addEmbedder('local', embedder);
    models.addLanguageModel('openai', {} as LanguageModel);
    expect(() => models.addEmbedder('local', embedder)).toThrow(
      /already one embedder/,
    );
    expect(registrations.embedder('local')).toBe(embedder);
    expect(registrations.names()).toEqual({
      embedders: ['local'],
      models: ['openai'],
    });
  });

  it('reports a builder that fails as the failure of its module, and goes on', async () => {
    const { registrations, documents, reportModuleStartupFailure } = setup();
    documents.setBuilder(async () => {
      throw new Error('no schedule');
    });
    expect(await registrations.createBuilder(options)).toBeUndefined();
    expect(reportModuleStartupFailure).toHaveBeenCalledWith({
      error: expect.objectContaining({ message: 'no schedule' }),
    });
  });
});
