import { mockServices } from '@backstage/backend-test-utils';
import type {
  Analyzer,
  SnapshotInput,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { EntitySnapshot, toEntityView } from '../access';
import { testEntity } from '../access/testUtils/testEntity';
import type { DisclosureLevel, Scope } from '../ask/stages';
import { FindingReader } from './FindingReader';
import { LiveDiagnosis } from './LiveDiagnosis';
import type { SnapshotWish } from './SnapshotReader';
import { MINUTE, NOW, inputOf, service, viewerOf } from './testUtils/snapshot';

const WEB = 'component:default/web';
const DB = 'component:default/db';
const same = (text: string) => ({ en: text, ru: text });

/** The database is at fault whenever it is looked at, and hits the web. */
const analyzer: Analyzer = {
  id: 'test/db',
  causes: [{ cause: 'broken', title: same('broken') }],
  *analyze(snapshot) {
    const [web] = snapshot.list('Deployment').filter(one => one.name === 'web');
    for (const db of snapshot.list('Deployment')) {
      if (db.name === 'db') {
        yield {
          cause: 'broken',
          subject: db,
          title: same('db is broken at 42'),
          severity: 'error',
          directness: 'direct',
          activeWhile: 'always',
          affects: [web],
          since: snapshot.at - 5 * MINUTE,
          reasons: [],
          evidence: [
            {
              id: 'event:1',
              source: 'event',
              at: snapshot.at,
              text: same('e'),
              subject: db,
            },
          ],
        };
      }
    }
  },
};

function setUp(options: { newestAt?: number } = { newestAt: NOW }) {
  const read = jest.fn(async ({ at, window }: SnapshotWish) =>
    inputOf([...service('web'), ...service('db')], {
      at,
      window,
      gaps: [
        { source: 'prometheus/prod', instance: 'prod', from: NOW - 3 * MINUTE },
        { source: 'old', instance: 'prod', from: 0, to: 1 },
      ],
    } satisfies Partial<SnapshotInput>),
  );
  const list = jest.fn(async () => []);
  const logger = mockServices.logger.mock();
  const { asker: _, catalog: __, language: ___, ...disclosure } = viewerOf({});
  const stage = new LiveDiagnosis({
    snapshots: {
      open: async () => ({ version: 7, newestAt: options.newestAt, read }),
    },
    findings: new FindingReader({ store: { list }, now: () => NOW }),
    index: {
      current: async () =>
        new EntitySnapshot(
          [
            testEntity(WEB, {
              relations: { dependsOn: [DB], ownedBy: ['group:default/a'] },
            }),
            testEntity(DB),
          ].map(toEntityView),
        ),
    },
    analyzers: [analyzer],
    disclosure: {
      ...disclosure,
      causes: new Map([['broken', same('broken')]]),
    },
    logger,
    now: () => NOW,
  });
  return { stage, read, list, logger };
}

function scopeOf(
  levels: Record<string, DisclosureLevel>,
  more: Partial<Scope> = {},
): Scope {
  return {
    asker: { ...viewerOf(levels).asker, principals: ['group:default/a'] },
    question: 'Why?',
    searchText: 'why',
    language: 'en',
    questionClass: 'diagnose',
    entities: [
      {
        entityRef: WEB,
        title: 'web',
        kind: 'component',
        level: levels.web ?? 'none',
        placeholders: new Map(),
        neighbourhood: [],
      },
    ],
    origin: 'question',
    unknownEntity: false,
    ownsSomething: true,
    asOf: new Date(NOW),
    history: [],
    ...more,
  };
}

const past = {
  window: {
    from: new Date(NOW - 50 * MINUTE),
    to: new Date(NOW - 40 * MINUTE),
  },
};
const { signal } = new AbortController();

describe('LiveDiagnosis', () => {
  it('is silent while no telemetry was ever read', async () => {
    const { stage } = setUp({});
    expect(
      await stage.diagnose({ scope: scopeOf({ web: 'full' }), signal }),
    ).toBeUndefined();
  });

  it('answers about now from the findings that are kept, over the closure of needs', async () => {
    const { stage, read, list } = setUp();
    const diagnosis = await stage.diagnose({
      scope: scopeOf({ web: 'full', db: 'full' }),
      signal,
    });
    expect(list).toHaveBeenCalledTimes(1);
    expect(read.mock.calls[0][0]).toMatchObject({
      entityRefs: [WEB, DB],
      at: NOW,
    });
    expect(diagnosis).toMatchObject({
      telemetry: { version: 7 },
      findings: [],
      causeOutside: false,
      health: [{ entity: { entityRef: WEB }, state: 'healthy' }],
      looked: { pods: 2, workloads: 2 },
      gaps: [{ source: 'prometheus/prod' }],
    });
    expect(diagnosis?.gaps).toHaveLength(1);
  });

  it('judges a moment of the past by the engine', async () => {
    const { stage, read, list } = setUp();
    const diagnosis = await stage.diagnose({
      scope: scopeOf({ web: 'full', db: 'full' }, past),
      signal,
    });
    expect(list).not.toHaveBeenCalled();
    expect(read.mock.calls[0][0]).toMatchObject({
      at: NOW - 40 * MINUTE,
      window: { from: NOW - 50 * MINUTE, to: NOW - 40 * MINUTE },
    });
    expect(diagnosis?.findings).toMatchObject([
      {
        title: 'db is broken at 42',
        level: 'full',
        victims: [{ name: 'web' }],
      },
    ]);
    expect(diagnosis?.graph).toEqual({
      nodes: [
        expect.objectContaining({ id: DB, role: 'cause' }),
        expect.objectContaining({ id: WEB, role: 'victim' }),
      ],
      edges: [{ from: WEB, to: DB }],
    });
    expect(diagnosis?.entityRefs).toEqual([DB, WEB]);
  });

  it('tells the owner of a victim the state of its cause, or that it lies outside', async () => {
    const { stage } = setUp();
    const diagnose = (levels: Record<string, DisclosureLevel>) =>
      stage.diagnose({ scope: scopeOf(levels, past), signal });
    const state = await diagnose({ web: 'full', db: 'state' });
    expect(state?.findings).toMatchObject([
      { title: 'db: broken', level: 'state', evidence: [] },
    ]);
    expect(state?.graph?.nodes.map(({ id, role }) => [id, role])).toEqual([
      [DB, 'cause'],
      [WEB, 'victim'],
    ]);
    const outside = await diagnose({ web: 'full' });
    expect(outside).toMatchObject({
      findings: [],
      causeOutside: true,
      health: [{ state: 'attention' }],
      looked: { pods: 1 },
      entityRefs: [WEB],
    });
    expect(outside?.graph).toBeUndefined();
    expect(JSON.stringify(outside)).not.toMatch(/\bdb\b|broken/);
  });

  it('speaks of what is owned when nothing is named, and of nothing that is hidden', async () => {
    const { stage } = setUp();
    const owned = await stage.diagnose({
      scope: scopeOf({ web: 'full' }, { entities: [] }),
      signal,
    });
    expect(owned?.health.map(({ entity }) => entity.entityRef)).toEqual([WEB]);
    const unknown = await stage.diagnose({
      scope: scopeOf({ web: 'full' }, { entities: [], unknownEntity: true }),
      signal,
    });
    expect(unknown).toMatchObject({ health: [], findings: [], entityRefs: [] });
  });

  it('names the gap and goes on when the base cannot be read', async () => {
    const { stage, read, logger } = setUp();
    read.mockRejectedValueOnce(new Error('slow'));
    const diagnosis = await stage.diagnose({
      scope: scopeOf({ web: 'full' }),
      signal,
    });
    expect(diagnosis).toMatchObject({
      gaps: [{ source: 'telemetry' }],
      charts: [],
      logs: [],
    });
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});
