import type {
  BackendPluginRegistrationPoints,
  ExtensionPointFactoryContext,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ConflictError, toError } from '@backstage/errors';
import {
  type DocumentBase,
  type DocumentBaseBuilder,
  type DocumentBaseBuilderFactory,
  type DocumentSource,
  type Embedder,
  type LanguageModel,
  assistantDocumentsExtensionPoint,
  assistantModelsExtensionPoint,
} from '@smart-assistant/backstage-plugin-assistant-node';

interface Registered<T> {
  value: T;
  /** Reports a failure as that of the module which registered this. */
  context: ExtensionPointFactoryContext;
}

/** What modules add through the extension points, each with the module that it came from. */
export class Registrations {
  readonly #sources = new Map<string, DocumentSource>();
  readonly #embedders = new Map<string, Embedder>();
  readonly #models = new Map<string, LanguageModel>();
  #builder?: Registered<DocumentBaseBuilderFactory>;

  /** Opens the extension points in factory form: each module gets an object of its own. */
  openTo(env: Pick<BackendPluginRegistrationPoints, 'registerExtensionPoint'>) {
    env.registerExtensionPoint({
      extensionPoint: assistantDocumentsExtensionPoint,
      factory: context => ({
        addSource: source =>
          addOnce(this.#sources, source.id, source, 'document source'),
        setBuilder: factory => {
          if (this.#builder) {
            throw new ConflictError('The document base already has a builder');
          }
          this.#builder = { value: factory, context };
        },
      }),
    });
    env.registerExtensionPoint({
      extensionPoint: assistantModelsExtensionPoint,
      factory: () => ({
        addEmbedder: (name, embedder) =>
          addOnce(this.#embedders, name, embedder, 'embedder'),
        addLanguageModel: (name, model) =>
          addOnce(this.#models, name, model, 'language model'),
      }),
    });
  }

  get sourceIds(): string[] {
    return [...this.#sources.keys()].sort();
  }

  embedder(name: string): Embedder | undefined {
    return this.#embedders.get(name);
  }

  languageModel(name: string): LanguageModel | undefined {
    return this.#models.get(name);
  }

  /** Names for a message about one that is missing. */
  names(): { embedders: string[]; models: string[] } {
    return {
      embedders: [...this.#embedders.keys()],
      models: [...this.#models.keys()],
    };
  }

  /** Makes the builder; one that fails is the failure of its module, and questions are answered without it. */
  async createBuilder(options: {
    documents: DocumentBase;
    embedder: Embedder;
    logger: LoggerService;
  }): Promise<DocumentBaseBuilder | undefined> {
    const { documents, embedder, logger } = options;
    if (!this.#builder) {
      return undefined;
    }
    try {
      return await this.#builder.value({
        documents,
        embedder,
        sources: [...this.#sources.values()],
      });
    } catch (error) {
      logger.error(
        'The builder of the document base could not be made',
        toError(error),
      );
      this.#builder.context.reportModuleStartupFailure({
        error: toError(error),
      });
      return undefined;
    }
  }
}

function addOnce<T>(map: Map<string, T>, name: string, value: T, what: string) {
  if (map.has(name)) {
    throw new ConflictError(
      `There is already one ${what} with the name "${name}"`,
    );
  }
  map.set(name, value);
}
