import { ConfigReader } from '@backstage/config';
import { readAssistantConfig } from './config';

const read = (assistant?: object) =>
  readAssistantConfig(new ConfigReader(assistant ? { assistant } : {}));

describe('readAssistantConfig', () => {
  it('works without any configuration', () => {
    expect(read()).toEqual({
      role: 'all',
      embedded: {},
      access: {
        operators: [],
        onCall: [],
        telemetry: 'owners',
        parentGroups: true,
      },
      environments: {
        default: 'prod',
        names: {},
        clusters: {},
        instances: {},
        namespaces: [],
        production: ['prod', 'production'],
      },
      links: {},
      telemetry: expect.anything(),
      retention: { conversationsMs: 90 * 24 * 3600 * 1000, generations: 3 },
      rateLimit: { questionsPerMinute: 30, concurrent: 3 },
      embedder: { use: 'local' },
      model: { use: undefined },
      timeZone: 'UTC',
      glossary: [],
    });
  });

  it('reads numbers and switches that came from environment variables, and durations in words', () => {
    const config = read({
      rateLimit: { questionsPerMinute: '5' },
      access: { parentGroups: 'false', operators: ['Group:default/SRE'] },
      retention: { conversations: '30d' },
      documents: { schedule: { cron: '0 3 * * 0' } },
      embedder: { use: 'openai', openai: { baseUrl: 'http://e' } },
      model: {
        use: 'openai',
        openai: { baseUrl: 'http://m/v1', model: 'm', maxTokens: '100' },
      },
    });
    expect(config.rateLimit).toEqual({ questionsPerMinute: 5, concurrent: 3 });
    expect(config.access).toMatchObject({
      parentGroups: false,
      operators: ['group:default/sre'],
    });
    expect(config.retention.conversationsMs).toBe(30 * 24 * 3600 * 1000);
    expect(config.embedder).toEqual({ use: 'openai' });
    expect(config.model).toEqual({ use: 'openai' });
  });

  it('names every key that is wrong and says what it must be', () => {
    const wrong = () =>
      read({
        role: 'server',
        access: { operators: ['sre'] },
        rateLimit: { questionsPerMinute: 0 },
        retention: { generation: 3 },
      });
    expect(wrong).toThrow(/assistant\.role: .*'serve'/);
    expect(wrong).toThrow(
      /assistant\.access\.operators\.0: must be a full reference/,
    );
    expect(wrong).toThrow(
      /assistant\.rateLimit\.questionsPerMinute: .*greater than or equal to 1/,
    );
    expect(wrong).toThrow(/assistant\.retention: Unrecognized key.*generation/);
  });

  it('reads how long telemetry is kept', () => {
    const HOUR = 3_600_000;
    expect(read().telemetry.retention).toEqual({
      metrics: 6 * HOUR,
      logs: 24 * HOUR,
      rollups: 8 * 24 * HOUR,
      states: 14 * 24 * HOUR,
      maxBytes: 20 * 1024 ** 3,
    });
    expect(
      read({
        telemetry: {
          enabled: true,
          retention: { metricsHours: '12', versionsDays: 3 },
          maxBytes: 2_000_000_000,
        },
      }).telemetry.retention,
    ).toMatchObject({
      metrics: 12 * HOUR,
      logs: 24 * HOUR,
      states: 72 * HOUR,
      maxBytes: 2_000_000_000,
    });
    expect(() => read({ telemetry: { retention: { logHours: 1 } } })).toThrow(
      /assistant\.telemetry\.retention: Unrecognized key.*logHours/,
    );
    expect(() => read({ telemetry: { maxBytes: 1 } })).toThrow(
      /assistant\.telemetry\.maxBytes: .*100000000/,
    );
  });

  it('knows time zones', () => {
    expect(read({ timeZone: 'Europe/Berlin' }).timeZone).toBe('Europe/Berlin');
    expect(() => read({ timeZone: 'Atlantis' })).toThrow(
      /assistant\.timeZone: must be a zone such as/,
    );
  });
});
