import type { Entity } from '@backstage/catalog-model';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isPermission,
} from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import {
  type CanaryEntity,
  type LeakKitUser,
  RecordingLanguageModel,
  createCanaryCatalog,
  findLeaks,
} from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { providerAnnotations } from './__testUtils__/shop';
import {
  type TestAssistant,
  type TestAssistantOptions,
  startTestAssistant,
} from './__testUtils__/startTestAssistant';
import { buildAndActivate } from './database/testUtils/documents';
import { postgresUrl } from './database/testUtils/postgresUrl';

const OWNERS = 20;

/** Each user owns the entities of one group (full) and reads those of the next one (state). */
function createUsers(catalog: readonly CanaryEntity[]) {
  const owners = new Map(
    catalog.map(({ entityRef, owner }) => [entityRef, owner]),
  );
  return Array.from(
    { length: OWNERS },
    (_, number): LeakKitUser & { claims: string[] } => {
      const userRef = `user:default/user-${number}`;
      const claims = [
        `group:default/owner-${number}`,
        `group:default/owner-${(number + 1) % OWNERS}`,
      ];
      return {
        userRef,
        claims,
        headers: { Authorization: mockCredentials.user.header(userRef) },
        mayRead: ref => claims.includes(owners.get(ref) ?? ''),
      };
    },
  );
}

/** What each user may read is bound to claims that the test can take away; `leaky` may read all. */
function createPolicy(
  claims: ReadonlyMap<string, string[]>,
  leaky?: string,
): PermissionPolicy {
  return {
    async handle({ permission }, user) {
      const userRef = user?.info.userEntityRef ?? '';
      if (
        !isPermission(permission, catalogEntityReadPermission) ||
        userRef === leaky
      ) {
        return { result: AuthorizeResult.ALLOW };
      }
      return createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({ claims: claims.get(userRef) ?? [] }),
      );
    },
  };
}

type Engine = TestAssistantOptions['engine'];

async function start(options: {
  engine: Engine;
  entities: number;
  leaky?: string;
}) {
  const catalog = createCanaryCatalog({
    entities: options.entities,
    owners: OWNERS,
    annotations: providerAnnotations,
  });
  const users = createUsers(catalog);
  const claims = new Map(users.map(user => [user.userRef, user.claims]));
  const model = new RecordingLanguageModel();
  const assistant = await startTestAssistant({
    engine: options.engine,
    entities: catalog.map(({ entity }): Entity => entity),
    policy: createPolicy(claims, options.leaky),
    // ownership is of the first group only: the second one is read, not owned
    groups: Object.fromEntries(
      users.map(user => [user.userRef, [user.claims[0]]]),
    ),
    model,
    config: { rateLimit: { questionsPerMinute: 1_000 } },
  });
  return { assistant, catalog, users, claims, model };
}

type Started = Awaited<ReturnType<typeof start>>;

function run(
  { assistant, catalog, users, claims, model }: Started,
  asked = users,
) {
  return findLeaks({
    baseUrl: `http://127.0.0.1:${assistant.port}/api/assistant`,
    catalog,
    users: asked,
    plant: async documents => {
      await buildAndActivate(assistant.knowledge.documents, [...documents], {
        vectors: false,
      });
    },
    revoke: async user => {
      claims.set(user.userRef, []);
      return { ...user, mayRead: () => false };
    },
    readLogs: () => assistant.logs.join('\n'),
    readPrompts: () => model.prompts,
  });
}

const engines: Engine[] = postgresUrl() ? ['pglite', 'postgres'] : ['pglite'];

describe.each(engines)('leak kit on %s', engine => {
  let assistant: TestAssistant | undefined;
  afterEach(() => assistant?.stop(), 60_000);

  it('finds nothing of 200 entities of 20 owners at anybody else', async () => {
    const started = await start({ engine, entities: 200 });
    assistant = started.assistant;
    const report = await run(started);
    expect(report.leaks).toEqual([]);
    expect(report.usersWithAnswers).toBe(20);
    expect(report.prompts).toBeGreaterThanOrEqual(20);
  }, 900_000);

  it('catches a policy that lets one person read everything', async () => {
    const leaky = 'user:default/user-3';
    const started = await start({ engine, entities: 21, leaky });
    assistant = started.assistant;
    const report = await run(started, started.users.slice(3, 5));
    expect(report.leaks.length).toBeGreaterThan(0);
    expect(report.leaks.filter(leak => leak.to !== leaky)).toEqual([]);
    const places = report.leaks.map(leak => leak.where).join('\n');
    expect(places).toMatch(/POST \/ask \(200\)/);
    expect(places).toMatch(/GET \/answers/);
    expect(report.prompts).toBeGreaterThan(0);
    expect(places).toContain('prompt');
  }, 600_000);
});
