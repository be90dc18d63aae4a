import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type {
  DocumentBaseBuilder,
  KnowledgeBase,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { AccessGrants, AskerResolver } from '../access';
import type { AskService } from '../ask/AskService';
import type { DisclosedConversations } from '../ask/DisclosedConversations';
import type { OverviewReader } from '../ask/OverviewReader';
import type { AssistantConfig } from '../config';
import type { EntityDiagnosisReader } from '../diagnosis/EntityDiagnosisReader';
import type { FindingHandling } from '../diagnosis/FindingHandling';
import type { FindingJudge } from '../diagnosis/FindingJudge';
import type { FindingReader } from '../diagnosis/FindingReader';
import type { HealthReader } from '../diagnosis/health/HealthReader';

/** @internal */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
  logger: LoggerService;
  knowledge: KnowledgeBase;
  /** Absent where no ingest module is installed. */
  builder?: DocumentBaseBuilder;
  /** Names of the document sources. */
  sources: readonly string[];
  askers: Pick<AskerResolver, 'resolve'>;
  ask: AskService;
  conversations: DisclosedConversations;
  overview: OverviewReader;
  accessGrants: AccessGrants;
  health: HealthReader;
  entityDiagnosis: EntityDiagnosisReader;
  findings: FindingReader;
  findingHandling: FindingHandling;
  judge: FindingJudge;
  /** `ingest`: this backend fills the bases and answers nobody. */
  role: AssistantConfig['role'];
  /** Id of the language model, if one is configured. */
  modelId?: string;
  /** Things that work, but not as configured. */
  notices: readonly string[];
  now: () => Date;
}
