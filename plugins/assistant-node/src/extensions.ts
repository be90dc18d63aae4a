import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { DocumentBaseBuilderFactory, DocumentSource } from './documents';
import type { Analyzer } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { Embedder, LanguageModel } from './models';
import type { TelemetryIngestFactory, TelemetrySource } from './telemetry';

/** Adds sources of documents. @public */
export interface AssistantDocumentsExtensionPoint {
  addSource(source: DocumentSource): void;
  /** Sets what builds generations; the ingest module does. Given twice, the second one throws. */
  setBuilder(factory: DocumentBaseBuilderFactory): void;
}

/** @public */
export const assistantDocumentsExtensionPoint =
  createExtensionPoint<AssistantDocumentsExtensionPoint>({
    id: 'assistant.documents',
  });

/** Adds embedders and language models. @public */
export interface AssistantModelsExtensionPoint {
  /** `name` is what `assistant.embedder.use` chooses by, e.g. `local`. */
  addEmbedder(name: string, embedder: Embedder): void;
  /** `name` is what `assistant.model.use` chooses by, e.g. `openai`. */
  addLanguageModel(name: string, model: LanguageModel): void;
}

/** @public */
export const assistantModelsExtensionPoint =
  createExtensionPoint<AssistantModelsExtensionPoint>({
    id: 'assistant.models',
  });

/** Adds sources of telemetry. @public */
export interface AssistantTelemetryExtensionPoint {
  addSource(source: TelemetrySource): void;
  /** Sets what reads the sources into the base; the ingest module does. Given twice, the second one throws. */
  setIngest(factory: TelemetryIngestFactory): void;
}

/** @public */
export const assistantTelemetryExtensionPoint =
  createExtensionPoint<AssistantTelemetryExtensionPoint>({
    id: 'assistant.telemetry',
  });

/** Adds analyzers: what the diagnosis engine looks for. @public */
export interface AssistantAnalysisExtensionPoint {
  addAnalyzer(analyzer: Analyzer): void;
}

/** @public */
export const assistantAnalysisExtensionPoint =
  createExtensionPoint<AssistantAnalysisExtensionPoint>({
    id: 'assistant.analysis',
  });
