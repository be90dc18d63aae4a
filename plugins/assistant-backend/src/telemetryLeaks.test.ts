import { createBackendModule } from '@backstage/backend-plugin-api';
import { assistantAnalysisExtensionPoint } from '@smart-assistant/backstage-plugin-assistant-node';
import { createStage, scopeOf } from './__testUtils__/canaryStage';
import { plantTelemetry } from './__testUtils__/plantTelemetry';
import {
  type TestAssistant,
  startTestAssistant,
} from './__testUtils__/startTestAssistant';
import {
  NUMBERS,
  OWNERS,
  entities,
  gossip,
  groupOf,
  next,
  numberOf,
  policy,
  refOf,
  secretsOf,
  token,
  userOf,
} from './__testUtils__/telemetryCanaries';

/** Foreign canaries in what one person was sent. */
function leaksIn(number: number, where: string, text: string): string[] {
  const readable = [number, next(number)];
  return NUMBERS.filter(other => other !== number).flatMap(other => {
    const names = readable.includes(other) ? [] : [token(other, 'name')];
    return [...secretsOf(other), ...names]
      .filter(canary => text.includes(canary) && !where.includes(canary))
      .map(canary => `${where}: ${canary} of ${other} seen by ${number}`);
  });
}

describe('telemetry on the way to people', () => {
  let assistant: TestAssistant;
  const leaks: string[] = [];
  const seen: string[] = [];

  const request = async (number: number, path: string, init?: RequestInit) => {
    const response = await assistant.fetchAs(userOf(number), path, {
      ...init,
      headers: init?.body ? { 'Content-Type': 'application/json' } : {},
    });
    const text = await response.text();
    leaks.push(...leaksIn(number, path, text));
    seen.push(...secretsOf(number).filter(canary => text.includes(canary)));
    return { status: response.status, text };
  };

  beforeAll(async () => {
    assistant = await startTestAssistant({
      engine: 'pglite',
      entities,
      policy,
      groups: Object.fromEntries(
        NUMBERS.map(number => [userOf(number), [groupOf(number)]]),
      ),
      config: { rateLimit: { questionsPerMinute: 1_000 } },
      features: [
        createBackendModule({
          pluginId: 'assistant',
          moduleId: 'gossip',
          register(env) {
            env.registerInit({
              deps: { analysis: assistantAnalysisExtensionPoint },
              async init({ analysis }) {
                analysis.addAnalyzer(gossip);
              },
            });
          },
        }),
      ],
    });
    await plantTelemetry(assistant);
    const until = Date.now() + 120_000;
    for (;;) {
      const findings = await assistant.stores.findings.list({
        entities: { type: 'all' },
        now: Date.now(),
        limit: 100,
      });
      if (findings.filter(one => one.entityRefs.length > 0).length === OWNERS) {
        return;
      }
      if (Date.now() > until) {
        throw new Error(`Only ${findings.length} findings came`);
      }
      await new Promise(done => setTimeout(done, 500));
    }
  }, 300_000);

  afterAll(() => assistant?.stop(), 60_000);

  it('would notice', () => {
    const text = `${token(2, 'log')} ${token(2, 'name')} ${token(1, 'name')}`;
    expect(leaksIn(0, '/x', text)).toHaveLength(2);
    expect(leaksIn(1, '/x', text)).toHaveLength(1);
    expect(leaksIn(2, '/x', text)).toHaveLength(1);
  });

  it('shows each owner their own, readers the state, and nothing to others', async () => {
    for (const number of NUMBERS) {
      const own = await request(
        number,
        `/entity-diagnosis?entityRef=${refOf(number)}`,
      );
      expect(own.status).toBe(200);
      for (const part of ['title', 'evidence', 'reason', 'check', 'label']) {
        expect(own.text).toContain(token(number, part));
      }
      const read = await request(
        number,
        `/entity-diagnosis?entityRef=${refOf(next(number))}&language=ru`,
      );
      expect(read.status).toBe(200);
      expect(read.text).toContain('a fault of the test');
      for (const other of NUMBERS) {
        const { status } = await request(
          number,
          `/entity-diagnosis?entityRef=${refOf(other)}`,
        );
        expect([other, status]).toEqual([
          other,
          [number, next(number)].includes(other) ? 200 : 404,
        ]);
      }
    }
    expect(leaks).toEqual([]);
    expect(seen.length).toBeGreaterThan(OWNERS);
  }, 120_000);

  it('counts and suggests of what is owned alone', async () => {
    for (const number of NUMBERS) {
      for (const path of [
        '/overview',
        '/overview?language=ru',
        ...NUMBERS.map(other => `/overview?entityRef=${refOf(other)}`),
      ]) {
        const { text } = await request(number, path);
        expect(JSON.parse(text).health).toMatchObject({
          total: 1,
          needAttention: 1,
        });
      }
      await request(number, '/bases/telemetry');
    }
    expect(leaks).toEqual([]);
  }, 120_000);

  it('lets nobody handle, hide or delete what is not theirs', async () => {
    const stored = await assistant.stores.findings.list({
      entities: { type: 'all' },
      now: Date.now(),
      limit: 100,
    });
    for (const { finding } of stored) {
      const owner = numberOf(finding.subject.name);
      for (const number of NUMBERS.filter(one => one !== owner)) {
        const { status } = await request(
          number,
          `/findings/${finding.id}/handling`,
          { method: 'POST', body: JSON.stringify({ action: 'acknowledge' }) },
        );
        expect(status).toBe(next(number) === owner ? 403 : 404);
      }
    }
    const [first] = NUMBERS;
    for (const [path, body] of [
      ['/bases/telemetry/back', { version: 0 }],
      ['/bases/telemetry/purge', { contains: token(1, 'log') }],
    ] as const) {
      const { status } = await request(first, path, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      expect(status).toBe(403);
    }
    expect(leaks).toEqual([]);
    expect(assistant.audits.join('\n')).toContain('telemetry-purge');
  }, 120_000);

  it('cuts what answers are made of', async () => {
    const stage = createStage(assistant);
    for (const number of NUMBERS) {
      for (const asked of NUMBERS) {
        const diagnosis = await stage.diagnose({
          scope: scopeOf(number, asked),
          signal: AbortSignal.timeout(30_000),
        });
        const text = JSON.stringify(diagnosis);
        leaks.push(...leaksIn(number, `diagnosis of ${refOf(asked)}`, text));
      }
      const own = await stage.diagnose({
        scope: scopeOf(number, number),
        signal: AbortSignal.timeout(30_000),
      });
      const text = JSON.stringify(own);
      for (const part of ['log', 'change', 'label', 'title']) {
        expect(text).toContain(token(number, part));
      }
      expect(own?.timeline?.lanes.map(({ kind }) => kind)).toEqual([
        'changes',
        'logs',
      ]);
      expect(own?.graph?.nodes[0].entityRef).toBe(refOf(number));
    }
    expect(leaks).toEqual([]);
  }, 120_000);

  it('logs nothing of it', () => {
    const text = assistant.logs.join('\n');
    expect(
      NUMBERS.flatMap(secretsOf).filter(one => text.includes(one)),
    ).toEqual([]);
  });
});
