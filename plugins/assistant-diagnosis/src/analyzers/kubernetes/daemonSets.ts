import { resourceEvidence } from '../../findings/evidence';
import { asNumber, asText, asTexts, asTime, dig } from '../../snapshot/json';
import { toRef } from '../../snapshot/owners';
import { quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import type { ResourceVersion } from '../../snapshot/SnapshotInput';
import type { Analyzer, Candidate } from '../Analyzer';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'daemonset-without-nodes': [
    'its node selector fits no node',
    'nodeSelector не подходит ни к одному узлу',
  ],
});

const DAY = 24 * 3_600_000;
const GRACE = 60_000;

/**
 * Daemon sets that run nowhere. One for nodes that a cluster does not have is common and no fault:
 * it counts when it is new, or when nodes have the same label with another value.
 */
export const daemonSets: Analyzer = {
  id: 'kubernetes/daemon-sets',
  causes: causes.descriptions,
  *analyze(snapshot) {
    for (const version of snapshot.list('DaemonSet')) {
      const status = dig(version.body, 'status');
      const wanted = asNumber(dig(status, 'desiredNumberScheduled'));
      const selector = asTexts(
        dig(version.body, 'spec', 'template', 'spec', 'nodeSelector'),
      );
      if (wanted === 0 && selector.length > 0) {
        const candidate = judge(snapshot, version, selector);
        if (candidate) {
          yield candidate;
        }
      }
    }
  },
};

/** Every node has these: a set for Windows beside nodes of Linux is what vendors ship. */
const PLATFORM = /(^|\.)kubernetes\.io\/(os|arch)$/;

function judge(
  snapshot: Snapshot,
  version: ResourceVersion,
  selector: ReadonlyArray<readonly [string, string]>,
): Candidate | undefined {
  const nodes = snapshot
    .list('Node')
    .filter(({ instance }) => instance === version.instance);
  const labelOf = (node: ResourceVersion, name: string) =>
    asText(dig(node.body, 'metadata', 'labels', name));
  const fits = nodes.some(node =>
    selector.every(([name, value]) => labelOf(node, name) === value),
  );
  const nearMiss = nodes.some(node =>
    selector.every(
      ([name]) => !PLATFORM.test(name) && labelOf(node, name) !== undefined,
    ),
  );
  const created = asTime(dig(version.body, 'metadata', 'creationTimestamp'));
  const age = snapshot.at - (created ?? 0);
  if (nodes.length === 0 || fits || age < GRACE || !(nearMiss || age < DAY)) {
    return undefined;
  }
  const shown = quote(selector.map(pair => pair.join('=')).join(', '), 120);
  const state = resourceEvidence(
    version,
    say(
      `DaemonSet ${version.name} asks for ${shown}; 0 of ${nodes.length} nodes fit`,
      `DaemonSet ${version.name} требует ${shown}; подходит 0 узлов из ${nodes.length}`,
    ),
  );
  return {
    cause: 'daemonset-without-nodes',
    subject: toRef(version),
    title: causes.title('daemonset-without-nodes', version.name, {
      en: shown,
      ru: shown,
    }),
    severity: 'warning',
    directness: 'inferred',
    reasons: [{ text: state.text, evidence: [state.id] }],
    evidence: [state],
    since: created,
    activeWhile: 'always',
    nextChecks: [
      {
        text: say(
          'Compare the selector with the labels of the nodes.',
          'Сравнить nodeSelector с метками узлов.',
        ),
        command: 'kubectl get nodes --show-labels',
      },
    ],
  };
}
