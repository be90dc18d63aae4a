import { createServiceRef } from '@backstage/backend-plugin-api';
import type { DocumentBase } from './DocumentBase';
import type { TelemetryBase } from './TelemetryBase';

/** Why the bases cannot be used now, and what to do. @public */
export interface KnowledgeBaseProblem {
  reason: string;
  remedy: string;
}

/**
 * The bases of the assistant.
 *
 * Nothing outside stops the portal: when the database cannot be used, `problem` says why, and
 * both bases throw `ServiceUnavailableError` with the same words until a retry succeeds.
 * @public
 */
export interface KnowledgeBase {
  readonly documents: DocumentBase;
  readonly telemetry: TelemetryBase;
  problem(): KnowledgeBaseProblem | undefined;
  /** Things that work, but not as well as they could, e.g. an old pgvector. */
  notices(): readonly string[];
}

/** @public */
export const knowledgeBaseServiceRef = createServiceRef<KnowledgeBase>({
  id: 'assistant.knowledge-base',
  scope: 'plugin',
});
