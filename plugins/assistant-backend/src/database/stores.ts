import type {
  DocumentBase,
  KnowledgeBaseProblem,
  TelemetryBase,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type {
  AnswerReader,
  AnswerStore,
  ConversationStore,
  QuestionLimiter,
} from '../ask/ports';
import type { AccessGrantStore } from '../access';
import type { FindingStore } from '../diagnosis/ports';
import type { QuestionLimits } from './limits/DatabaseQuestionLimiter';

/**
 * The database as the plugin sees it: the bases and the stores of the ask path.
 *
 * While it cannot be used, `problem` says why, and every method of the stores throws
 * `ServiceUnavailableError` with the same words.
 */
export interface AssistantStores {
  readonly documents: DocumentBase;
  readonly telemetry: TelemetryBase;
  readonly findings: FindingStore;
  readonly conversations: ConversationStore & {
    /** Deletes what is older than the retention; pinned conversations stay. */
    purge(options: { before: Date }): Promise<number>;
  };
  readonly answers: AnswerStore & AnswerReader;
  readonly accessGrants: AccessGrantStore;
  createLimiter(limits: QuestionLimits): QuestionLimiter;
  problem(): KnowledgeBaseProblem | undefined;
  notices(): readonly string[];
}
