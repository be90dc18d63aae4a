import type { BuildProgress } from '@smart-assistant/backstage-plugin-assistant-common';
import type { DocumentBase } from '../knowledge';
import type { Embedder } from '../models';
import type { DocumentSource } from './DocumentSource';

/** Builds generations of the document base: at start, by schedule, by click or by HTTP. @public */
export interface DocumentBaseBuilder {
  /** Starts a build, or returns the one that is running, at whichever replica. */
  start(options: { trigger: string }): Promise<BuildProgress>;
  /** The running build, else the last one. */
  current(): Promise<BuildProgress | undefined>;
  get(buildId: string): Promise<BuildProgress | undefined>;
  cancel(buildId: string): Promise<BuildProgress | undefined>;
  /** When the schedule builds next. */
  nextBuildAt(): Promise<Date | undefined>;
}

/**
 * Receives what all modules registered.
 * @public
 */
export type DocumentBaseBuilderFactory = (options: {
  sources: readonly DocumentSource[];
  embedder: Embedder;
  documents: DocumentBase;
}) => Promise<DocumentBaseBuilder>;
