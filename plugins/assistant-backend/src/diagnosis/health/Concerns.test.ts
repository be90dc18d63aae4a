import { refKey } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { DisclosureLevel } from '../../ask/stages';
import { createFinding } from '../../database/testUtils/findings';
import type { Viewer } from '../disclose/Viewer';
import type { JudgedFinding } from '../holders/withHolders';
import type { StoredFinding } from '../ports';
import { Concerns } from './Concerns';
import { healthOf } from './healthOf';
import { type HealthView, toOverview } from './HealthReader';

const ref = (name: string) => `component:default/${name}`;

/** A fault of one service that hits others. */
function fault(
  name: string,
  victims: string[] = [],
  more: Partial<StoredFinding> = {},
): StoredFinding {
  const finding = createFinding(name, {
    victims: victims.map(victim => createFinding(victim).subject),
  });
  const judged: JudgedFinding = {
    ...finding,
    holders: Object.fromEntries(
      [finding.subject, ...finding.victims].map(subject => [
        refKey(subject),
        { entityRefs: [ref(subject.name)], users: [], namespaced: true },
      ]),
    ),
    mentions: { reasons: [], ruledOut: [], nextChecks: [] },
    queries: {},
  };
  return {
    finding: judged,
    version: 1,
    firstSeen: 1,
    activeSince: 1,
    lastSeen: 1,
    state: 'active',
    chronic: false,
    entityRefs: [],
    ...more,
  };
}

function viewer(levels: Record<string, DisclosureLevel>): Viewer {
  return {
    asker: {
      userRef: 'user:default/ann',
      principals: [],
      filter: { entities: { type: 'all' }, principals: [] },
      levelOf: one => levels[one.split('/')[1]] ?? 'none',
    },
    catalog: { get: () => undefined },
    language: 'en',
    operators: [],
    causes: new Map(),
    production: ['prod'],
    links: {},
  };
}

function view(
  levels: Record<string, DisclosureLevel>,
  findings: StoredFinding[],
): HealthView {
  const reader = viewer(levels);
  return {
    viewer: reader,
    concerns: new Concerns(findings, reader),
    checkedAt: 0,
    telemetry: { version: 1, at: '1970-01-01T00:00:00.000Z' },
    isKnown: one => !one.endsWith('/new'),
  };
}

describe('Concerns', () => {
  it('gives a victim its cause, its own faults first', () => {
    const findings = [fault('db', ['web']), fault('web')];
    const { concerns } = view({ web: 'full', db: 'state' }, findings);
    expect(
      concerns.of(ref('web')).findings.map(({ subject }) => subject.name),
    ).toEqual(['web', 'db']);
    expect(concerns.of(ref('web')).causeOutside).toBe(false);
    expect(concerns.of(ref('db')).findings).toHaveLength(1);
  });

  it('says that the cause lies outside, and names neither it nor a victim instead', () => {
    const { concerns, viewer: reader } = view({ web: 'full', api: 'full' }, [
      fault('db', ['web', 'api']),
    ]);
    expect(concerns.of(ref('web'))).toEqual({
      findings: [],
      causeOutside: true,
    });
    expect(
      healthOf(ref('web'), concerns.of(ref('web')), {
        viewer: reader,
        isKnown: true,
      }),
    ).toEqual({
      entity: { entityRef: ref('web'), title: 'web' },
      state: 'attention',
      moreFindings: 0,
    });
    // what is hidden itself concerns nobody
    expect(concerns.of(ref('db'))).toEqual({
      findings: [],
      causeOutside: false,
    });
  });

  it('is not moved by a hidden cause that somebody muted', () => {
    const { concerns } = view({ web: 'full' }, [
      fault('db', ['web'], { state: 'muted' }),
    ]);
    expect(concerns.of(ref('web')).causeOutside).toBe(false);
  });
});

describe('toOverview', () => {
  const owned = ['a', 'b', 'c', 'new', 'hidden'].map(name => ({
    ref: ref(name),
    kind: 'component',
  }));
  const full = { a: 'full', b: 'full', c: 'full', new: 'full' } as const;

  it('counts what is visible alone, worst first, chronic faults after new ones', () => {
    const overview = toOverview(
      owned,
      view(full, [
        fault('a', [], { chronic: true }),
        fault('b'),
        fault('c', [], { state: 'muted' }),
        fault('hidden'),
      ]),
    );
    expect(overview).toMatchObject({
      total: 4,
      needAttention: 2,
      chronic: 1,
      muted: 1,
    });
    expect(
      overview.entities.map(({ entity, state }) => [entity.title, state]),
    ).toEqual([
      ['b', 'attention'],
      ['a', 'attention'],
      ['c', 'healthy'],
      ['new', 'unknown'],
    ]);
  });

  it('is calm when nothing is wrong', () => {
    expect(toOverview(owned, view(full, []))).toMatchObject({
      needAttention: 0,
      chronic: 0,
      muted: 0,
    });
  });
});
