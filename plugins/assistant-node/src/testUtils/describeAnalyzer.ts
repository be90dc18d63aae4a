/* eslint-disable jest/no-export -- a suite that the test files of implementations call */
import type {
  Analyzer,
  Candidate,
  Snapshot,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';

/** A fault with its healthy twin: the same situation without the fault. @public */
export interface AnalyzerCase {
  name: string;
  fault: Snapshot;
  /** Causes that the fault has, in any order. */
  causes: readonly string[];
  healthy: Snapshot;
}

/**
 * What every analyzer has to keep: each fault is named with evidence, each healthy twin stays silent,
 * and the same snapshot always gives the same answer. Call it in a test file of the analyzer.
 *
 * Snapshots are made by `createSnapshot` of assistant-diagnosis.
 *
 * @public
 */
export function describeAnalyzer(
  analyzer: Analyzer,
  cases: readonly AnalyzerCase[],
): void {
  describe(`${analyzer.id} as an analyzer`, () => {
    it('describes each of its causes once, in both languages', () => {
      const ids = analyzer.causes.map(({ cause }) => cause);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { cause, title } of analyzer.causes) {
        expect(cause).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(title.en.trim()).not.toBe('');
        expect(title.ru).toMatch(/[а-яё]/i);
      }
    });

    it.each(cases.map(one => [one.name, one] as const))(
      'names the fault: %s',
      (_, { fault, causes }) => {
        const candidates = [...analyzer.analyze(fault)];
        const named = new Set(candidates.map(({ cause }) => cause));
        expect([...named].sort()).toEqual([...new Set(causes)].sort());
        candidates.forEach(candidate => expectSound(analyzer, candidate));
      },
    );

    it.each(cases.map(one => [one.name, one] as const))(
      'is silent about the healthy twin: %s',
      (_, { healthy }) => {
        expect([...analyzer.analyze(healthy)]).toEqual([]);
      },
    );

    it.each(cases.map(one => [one.name, one] as const))(
      'answers the same twice: %s',
      (_, { fault }) => {
        expect(JSON.stringify([...analyzer.analyze(fault)])).toBe(
          JSON.stringify([...analyzer.analyze(fault)]),
        );
      },
    );
  });
}

function expectSound(analyzer: Analyzer, candidate: Candidate): void {
  expect(analyzer.causes.map(({ cause }) => cause)).toContain(candidate.cause);
  expect(candidate.title.en.trim()).not.toBe('');
  expect(candidate.title.ru).toMatch(/[а-яё]/i);
  expect(candidate.reasons.length).toBeGreaterThan(0);
  const shown = new Set(candidate.evidence.map(({ id }) => id));
  expect(shown.size).toBeGreaterThan(0);
  for (const id of candidate.reasons.flatMap(({ evidence }) => evidence)) {
    expect(shown).toContain(id);
  }
}
