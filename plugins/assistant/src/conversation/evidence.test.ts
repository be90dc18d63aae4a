import {
  citedFinding,
  diagnosedView,
  graph,
  memoryChart,
} from '../testUtils/diagnosedAnswer';
import { finding } from '../testUtils/telemetry';
import {
  citationsOf,
  evidenceOfMarker,
  findingsOf,
  numbersOfEvidence,
  withheldCount,
} from './evidence';

describe('evidence of an answer', () => {
  it('has the numbers under which it is cited', () => {
    const { blocks } = diagnosedView();
    expect(findingsOf(blocks)).toEqual([citedFinding]);
    expect([...numbersOfEvidence(blocks)]).toEqual([
      ['e-pod', 1],
      ['e-memory', 2],
      ['e-change', 3],
    ]);
    expect(numbersOfEvidence([]).size).toBe(0);
  });

  it('is cited once for each reason, in order, and not at all outside of an answer', () => {
    const ids = ['e-change', 'e-pod', 'e-pod', 'unknown'];
    expect(citationsOf(citedFinding, ids)).toEqual([1, 3]);
    expect(citationsOf(finding, ids)).toEqual([]);
  });

  it.each([
    ['change', '2026-11-20T14:00:00Z', 'e-change'],
    // another change than the one that is blamed
    ['change', '2026-11-20T13:41:00Z', undefined],
    ['event', '2026-11-20T14:19:51Z', 'e-pod'],
    ['anomaly', '2026-11-20T14:03:00Z', undefined],
  ] as const)('stands behind a mark: %s at %s', (kind, time, expected) => {
    const marker = { kind, at: Date.parse(time), label: '' };
    expect(evidenceOfMarker(marker, citedFinding)).toBe(expected);
    expect(evidenceOfMarker(marker, undefined)).toBeUndefined();
  });

  it('ties the change of the sample chart to the change of the finding', () => {
    const tied = memoryChart.markers.map(m =>
      evidenceOfMarker(m, citedFinding),
    );
    expect(tied.filter(Boolean)).toEqual(['e-change']);
  });

  it('counts what is withheld once, though graph and findings tell it both', () => {
    expect(withheldCount({ findings: [] })).toBe(0);
    expect(withheldCount({ findings: [], graph })).toBe(1);
    expect(withheldCount({ findings: [citedFinding], graph })).toBe(2);
  });
});
