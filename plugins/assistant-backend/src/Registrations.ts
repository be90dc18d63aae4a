import type {
  BackendPluginRegistrationPoints,
  ExtensionPointFactoryContext,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ConflictError, toError } from '@backstage/errors';
import type { Analyzer } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import {
  type DocumentBase,
  type DocumentBaseBuilder,
  type DocumentBaseBuilderFactory,
  type DocumentSource,
  type Embedder,
  type LanguageModel,
  type TelemetryBase,
  type TelemetryIngest,
  type TelemetryIngestFactory,
  type TelemetrySource,
  assistantAnalysisExtensionPoint,
  assistantDocumentsExtensionPoint,
  assistantModelsExtensionPoint,
  assistantTelemetryExtensionPoint,
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
  readonly #telemetrySources = new Map<string, TelemetrySource>();
  readonly #analyzers = new Map<string, Analyzer>();
  #builder?: Registered<DocumentBaseBuilderFactory>;
  #ingest?: Registered<TelemetryIngestFactory>;

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
    this.#openTelemetryTo(env);
  }

  #openTelemetryTo(
    env: Pick<BackendPluginRegistrationPoints, 'registerExtensionPoint'>,
  ) {
    env.registerExtensionPoint({
      extensionPoint: assistantTelemetryExtensionPoint,
      factory: context => ({
        addSource: source =>
          addOnce(
            this.#telemetrySources,
            source.id,
            source,
            'telemetry source',
          ),
        setIngest: factory => {
          if (this.#ingest) {
            throw new ConflictError('Something reads telemetry already');
          }
          this.#ingest = { value: factory, context };
        },
      }),
    });
    env.registerExtensionPoint({
      extensionPoint: assistantAnalysisExtensionPoint,
      factory: () => ({
        addAnalyzer: analyzer =>
          addOnce(this.#analyzers, analyzer.id, analyzer, 'analyzer'),
      }),
    });
  }

  /** What modules added to the built-in analyzers. */
  get analyzers(): Analyzer[] {
    return [...this.#analyzers.values()];
  }

  /** Starts to read telemetry; what fails is the failure of its module, and the rest goes on. */
  async startIngest(options: {
    telemetry: TelemetryBase;
    logger: LoggerService;
  }): Promise<TelemetryIngest | undefined> {
    const { telemetry, logger } = options;
    if (!this.#ingest) {
      return undefined;
    }
    try {
      return await this.#ingest.value({
        telemetry,
        sources: [...this.#telemetrySources.values()],
      });
    } catch (error) {
      logger.error('Telemetry cannot be read', toError(error));
      this.#ingest.context.reportModuleStartupFailure({
        error: toError(error),
      });
      return undefined;
    }
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
