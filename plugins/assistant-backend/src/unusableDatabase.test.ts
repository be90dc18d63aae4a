import { entities, groups, policy, ADMIN, ANN } from './__testUtils__/shop';
import {
  type TestAssistant,
  startTestAssistant,
} from './__testUtils__/startTestAssistant';
import {
  type LimitedDatabase,
  openLimitedDatabase,
} from './database/testUtils/limitedDatabase';
import { postgresUrl } from './database/testUtils/postgresUrl';

const url = postgresUrl();
(url ? describe : describe.skip)('a database without pgvector', () => {
  let limited: LimitedDatabase;
  let assistant: TestAssistant;

  beforeAll(async () => {
    limited = await openLimitedDatabase(String(url));
    assistant = await startTestAssistant({
      engine: 'postgres',
      databaseUrl: limited.url,
      entities,
      groups,
      policy,
    });
  }, 180_000);

  afterAll(async () => {
    await assistant?.stop();
    await limited?.dispose();
  }, 60_000);

  it('lets the portal start, and the routes say what is missing and what to run', async () => {
    const reason = 'may not create the extension pgvector';
    const remedy = `CREATE EXTENSION vector in the database ${limited.name}`;
    expect(await assistant.clientOf(ANN).getReadiness()).toMatchObject({
      ready: false,
      database: {
        ok: false,
        reason: expect.stringContaining(reason),
        remedy: expect.stringContaining(remedy),
      },
      documents: { state: 'unavailable' },
    });
    const asked = await assistant.fetchAs(ANN, '/ask', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ question: 'How do I roll back checkout?' }),
    });
    const others = await Promise.all(
      ['/conversations', '/bases/documents'].map(path =>
        assistant.fetchAs(ADMIN, path),
      ),
    );
    for (const response of [asked, ...others]) {
      expect(response.status).toBe(503);
      const { error } = await response.json();
      expect(error.message).toContain(reason);
      expect(error.message).toContain(remedy);
    }
  }, 60_000);
});
