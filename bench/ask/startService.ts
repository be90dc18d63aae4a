import type { LoggerService } from '@backstage/backend-plugin-api';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { Entity } from '@backstage/catalog-model';
import {
  AskerResolver,
  EntityIndex,
  VisibleEntitiesReader,
  assistantPermissionRules,
} from '../../plugins/assistant-backend/src/access';
import { AskService } from '../../plugins/assistant-backend/src/ask/AskService';
import { AskTelemetry } from '../../plugins/assistant-backend/src/ask/AskTelemetry';
import { sourcesOf } from '../../plugins/assistant-backend/src/ask/sourcesOf';
import type { UserCredentials } from '../../plugins/assistant-backend/src/ask/stages';
import type { AssistantStores } from '../../plugins/assistant-backend/src/database';
import { composeEvidenceAnswer } from '../../plugins/assistant-backend/src/generation/composeEvidenceAnswer';
import { HybridRetriever } from '../../plugins/assistant-backend/src/retrieval/HybridRetriever';
import {
  DEFAULT_SCOPE_OPTIONS,
  ScopeResolver,
} from '../../plugins/assistant-backend/src/scope';
import { LocalEmbedder } from '../../plugins/assistant-ingest/src/embedding/local';

/** How much of the catalog a person may read. */
export type Share = '1 %' | '10 %' | 'all';

const TEAMS: Record<Share, number> = { '1 %': 1, '10 %': 10, all: 100 };

export function credentialsOf(user: number, share: Share): UserCredentials {
  return {
    $$type: '@backstage/BackstageCredentials',
    principal: {
      type: 'user',
      userEntityRef: `user:default/u${user}-${TEAMS[share]}`,
    },
  };
}

/** Number of teams whose entities a person reads; it stands in the name. */
function teamsOf(userRef: string): number {
  return Number(userRef.split('-').at(-1));
}

function teamOf(entity: Entity): number {
  return Number(String(entity.spec?.owner).split('-').at(-1));
}

/** A catalog in memory: what it costs elsewhere is that of the catalog, and cached for 30 s. */
function catalogOf(
  entities: readonly Entity[],
): Pick<CatalogService, 'streamEntities'> {
  return {
    async *streamEntities(_request, { credentials }) {
      const { principal } = credentials as UserCredentials;
      const teams =
        principal.type === 'user' ? teamsOf(principal.userEntityRef) : 100;
      yield entities.filter(entity => teamOf(entity) < teams);
    },
  };
}

export interface BenchService {
  ask: AskService;
  embedder: LocalEmbedder;
  close(): Promise<void>;
}

/** The ask path as the plugin puts it together, without HTTP. */
export function startService(options: {
  stores: AssistantStores;
  entities: readonly Entity[];
  logger: LoggerService;
}): BenchService {
  const { stores, entities, logger } = options;
  const catalog = catalogOf(entities);
  const askers = new AskerResolver({
    access: { operators: [], telemetry: 'owners', parentGroups: true },
    permissions: {
      async authorizeConditional(requests, { credentials } = {} as never) {
        const { principal } = credentials as UserCredentials;
        const teams = teamsOf(principal.userEntityRef);
        return requests.map(
          ({ permission }): PolicyDecision =>
            permission.name === catalogEntityReadPermission.name && teams < 100
              ? {
                  result: AuthorizeResult.CONDITIONAL,
                  pluginId: 'catalog',
                  resourceType: 'catalog-entity',
                  conditions: {
                    rule: 'IS_ENTITY_OWNER',
                    resourceType: 'catalog-entity',
                    params: { claims: [`teams-${teams}`] },
                  },
                }
              : { result: AuthorizeResult.ALLOW },
        );
      },
    },
    userInfo: {
      async getUserInfo(credentials) {
        const { userEntityRef } = (credentials as UserCredentials).principal;
        return {
          userEntityRef,
          ownershipEntityRefs: [userEntityRef, 'group:default/team-0'],
        };
      },
    },
    index: EntityIndex.create({
      catalog,
      auth: {
        getOwnServiceCredentials: async () => ({
          $$type: '@backstage/BackstageCredentials',
          principal: { type: 'service', subject: 'plugin:assistant' },
        }),
      },
      logger,
    }),
    visibleEntities: VisibleEntitiesReader.create({ catalog }),
    ruleset: {
      getRuleByName: name => {
        const rule = Object.values(assistantPermissionRules).find(
          one => one.name === name,
        );
        if (!rule) {
          throw new Error(`There is no rule ${name}`);
        }
        return rule as never;
      },
    },
  });
  const embedder = new LocalEmbedder();
  return {
    embedder,
    ask: new AskService({
      limiter: stores.createLimiter({
        questionsPerMinute: 100_000,
        concurrent: 100,
      }),
      answers: stores.answers,
      documents: stores.documents,
      askers,
      scope: ScopeResolver.create({ askers, scope: DEFAULT_SCOPE_OPTIONS }),
      embedder,
      retriever: HybridRetriever.create(),
      sources: sourcesOf,
      compose: composeEvidenceAnswer,
      telemetry: AskTelemetry.create(),
      logger,
      now: () => new Date(),
    }),
    close: () => embedder.dispose(),
  };
}
