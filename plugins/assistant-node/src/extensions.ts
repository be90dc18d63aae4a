import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { DocumentBaseBuilderFactory, DocumentSource } from './documents';
import type { Embedder, LanguageModel } from './models';

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
