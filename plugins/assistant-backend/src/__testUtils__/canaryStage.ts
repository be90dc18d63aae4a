import { mockServices } from '@backstage/backend-test-utils';
import { EntitySnapshot, type EntityView } from '../access';
import type { Scope } from '../ask/stages';
import { FindingReader } from '../diagnosis/FindingReader';
import { LiveDiagnosis } from '../diagnosis/LiveDiagnosis';
import { SnapshotReader } from '../diagnosis/SnapshotReader';
import type { TestAssistant } from './startTestAssistant';
import {
  NUMBERS,
  gossip,
  groupOf,
  nameOf,
  next,
  refOf,
  userOf,
} from './telemetryCanaries';

/** The diagnose stage on the bases of a running assistant. */
export function createStage({
  knowledge,
  stores,
}: TestAssistant): LiveDiagnosis {
  const now = Date.now;
  const index = {
    current: async () =>
      new EntitySnapshot(
        NUMBERS.map(
          (number): EntityView => ({
            ref: refOf(number),
            kind: 'component',
            name: nameOf(number),
            namespace: 'default',
            owners: [groupOf(number)],
            systems: [],
            dependsOn: [refOf(next(number))],
            consumesApis: [],
            providesApis: [],
            parts: [],
            parents: [],
            annotations: new Map(),
          }),
        ),
      ),
  };
  return new LiveDiagnosis({
    snapshots: new SnapshotReader({
      telemetry: knowledge.telemetry,
      index,
      environments: {
        default: 'prod',
        instances: {},
        namespaces: [],
        production: ['prod'],
      },
    }),
    findings: new FindingReader({ store: stores.findings, now }),
    index,
    analyzers: [gossip],
    disclosure: {
      operators: [],
      causes: new Map(),
      production: ['prod'],
      links: { log: 'https://logs.test/{namespace}?q={query}' },
    },
    logger: mockServices.logger.mock(),
    now,
  });
}

export function scopeOf(number: number, asked: number): Scope {
  const levels = new Map([
    [refOf(number), 'full' as const],
    [refOf(next(number)), 'state' as const],
  ]);
  return {
    asker: {
      userRef: userOf(number),
      principals: [userOf(number), groupOf(number)],
      filter: { entities: { type: 'all' }, principals: [] },
      levelOf: ref => levels.get(ref) ?? 'none',
    },
    question: 'Why is it failing?',
    searchText: 'failing',
    language: 'en',
    questionClass: 'diagnose',
    entities: [
      {
        entityRef: refOf(asked),
        title: nameOf(asked),
        kind: 'component',
        level: levels.get(refOf(asked)) ?? 'none',
        placeholders: new Map(),
        neighbourhood: [],
      },
    ],
    origin: 'question',
    unknownEntity: false,
    ownsSomething: true,
    asOf: new Date(),
    history: [],
  };
}
