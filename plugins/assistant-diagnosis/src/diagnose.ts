import { collectChanges } from './changes/collectChanges';
import { rankChanges } from './changes/rankChanges';
import { buildGraph } from './graph/buildGraph';
import { describeCase } from './ranking/describeCase';
import { foldByDependency } from './ranking/foldByDependency';
import { foldByOwner } from './ranking/foldByOwner';
import { isStillActive } from './ranking/isStillActive';
import { rankFindings } from './ranking/rankFindings';
import { createSnapshot } from './snapshot/createSnapshot';
import { compareText } from './snapshot/json';
import { quote } from './wording';
import type { Analyzer, Candidate } from './analyzers/Analyzer';
import type { Finding } from './findings/Finding';
import type { Case } from './ranking/Case';
import type { Snapshot } from './snapshot/Snapshot';
import type { SnapshotInput } from './snapshot/SnapshotInput';

/** An analyzer that did not come to its end. @public */
export interface AnalyzerFailure {
  analyzer: string;
  message: string;
}

/** @public */
export interface Diagnosis {
  /** Best first. */
  findings: Finding[];
  /** What could not be judged. */
  failures: AnalyzerFailure[];
}

/** One analyzer cannot flood the others. */
const MAX_CANDIDATES = 10_000;

/**
 * Judges a snapshot: pure, deterministic, the same input gives the same findings.
 *
 * 1. Analyzers say what they see. 2. What is over does not count. 3. Symptoms go under their owner's
 * and then under their dependencies' causes. 4. What changed shortly before is ranked. 5. Findings
 * are ranked.
 *
 * @public
 */
export function diagnose(
  input: SnapshotInput,
  options: { analyzers: readonly Analyzer[] },
): Diagnosis {
  const snapshot = createSnapshot(input);
  const { candidates, failures } = analyze(snapshot, options.analyzers);
  const active = candidates.filter(one => isStillActive(snapshot, one));
  if (active.length === 0) {
    return { findings: [], failures };
  }

  const graph = buildGraph(snapshot, active);
  const cases = foldByDependency(foldByOwner(snapshot, active), graph).filter(
    isWorthTelling,
  );
  const changes = collectChanges(snapshot);
  const findings = cases.map(one =>
    describeCase(snapshot, one, {
      totalSymptoms: active.length,
      ...rankChanges(snapshot, one, changes, graph),
    }),
  );
  return { findings: rankFindings(findings), failures };
}

/** An oddity that goes with nothing else is evidence, not a finding. */
function isWorthTelling({ candidate }: Case): boolean {
  return candidate.severity !== 'info' || candidate.directness !== 'symptom';
}

function analyze(
  snapshot: Snapshot,
  analyzers: readonly Analyzer[],
): { candidates: Candidate[]; failures: AnalyzerFailure[] } {
  const candidates: Candidate[] = [];
  const failures: AnalyzerFailure[] = [];
  for (const analyzer of [...analyzers].sort((a, b) =>
    compareText(a.id, b.id),
  )) {
    try {
      let left = MAX_CANDIDATES;
      for (const candidate of analyzer.analyze(snapshot)) {
        if (left-- === 0) {
          throw new Error(`gave more than ${MAX_CANDIDATES} candidates`);
        }
        candidates.push(candidate);
      }
    } catch (error) {
      failures.push({
        analyzer: analyzer.id,
        message: quote(error instanceof Error ? error.message : String(error)),
      });
    }
  }
  return { candidates, failures };
}
