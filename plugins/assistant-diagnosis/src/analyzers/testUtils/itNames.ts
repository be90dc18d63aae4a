/* eslint-disable jest/no-export -- a table of faults and healthy twins that the tests of analyzers fill */
import { diagnose } from '../../diagnose';
import { snapshotOf } from '../../snapshot/testUtils';
import type {
  ResourceVersion,
  SnapshotInput,
} from '../../snapshot/SnapshotInput';
import type { Analyzer } from '../Analyzer';
import type { Finding } from '../../findings/Finding';

export interface Row {
  name: string;
  /** Cause of the first finding. */
  cause: string;
  fault: readonly ResourceVersion[];
  healthy: readonly ResourceVersion[];
  subject?: string;
  input?: Partial<SnapshotInput>;
  healthyInput?: Partial<SnapshotInput>;
}

/** Findings of one analyzer alone. */
export function findingsOf(
  analyzer: Analyzer | readonly Analyzer[],
  resources: readonly ResourceVersion[],
  input: Partial<SnapshotInput> = {},
): Finding[] {
  const { findings, failures } = diagnose(snapshotOf(resources, input), {
    analyzers: Array.isArray(analyzer) ? analyzer : [analyzer as Analyzer],
  });
  expect(failures).toEqual([]);
  return findings;
}

/** Each fault is named, in both languages and with evidence; its healthy twin stays silent. */
export function describeFaults(analyzer: Analyzer, rows: readonly Row[]): void {
  describe(`${analyzer.id} as an analyzer`, () => {
    it.each(rows.map(row => [row.name, row] as const))(
      'names: %s',
      (_, row) => {
        const [first] = findingsOf(analyzer, row.fault, row.input);
        expect(first?.cause).toBe(row.cause);
        expect(analyzer.causes.map(({ cause }) => cause)).toContain(row.cause);
        expect(first.evidence.length).toBeGreaterThan(0);
        expect(first.title.en).not.toBe(first.title.ru);
        expect(first.title.ru).toMatch(/[а-яё]/);
        expect(first.reasons.length).toBeGreaterThan(0);
        const ids = new Set(first.evidence.map(({ id }) => id));
        for (const id of first.reasons.flatMap(({ evidence }) => evidence)) {
          expect(ids).toContain(id);
        }
        expect(first.subject.name).toBe(row.subject ?? first.subject.name);
      },
    );

    it.each(rows.map(row => [row.name, row] as const))(
      'is silent about the healthy twin of: %s',
      (_, row) => {
        expect(
          findingsOf(analyzer, row.healthy, row.healthyInput ?? row.input),
        ).toEqual([]);
      },
    );
  });
}
