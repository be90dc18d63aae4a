import { diffResources, joinChanges } from '../../changes/diffResources';
import { revisionsOf } from '../../changes/revisionsOf';
import { resourceEvidence } from '../../findings/evidence';
import { isShort, replicasOf } from '../../kubernetes/health';
import { conditionOf } from '../../kubernetes/pod';
import { templateOf } from '../../kubernetes/podSets';
import { toRef } from '../../snapshot/owners';
import { describeCommand, quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import { severityOf } from './severityOf';
import type { ResourceVersion } from '../../snapshot/SnapshotInput';
import type { Analyzer, Candidate } from '../Analyzer';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'rollout-stuck': [
    'the rollout does not come to its end',
    'обновление не завершается',
  ],
  'workload-unavailable': [
    'fewer replicas are ready than wanted',
    'готово меньше реплик, чем нужно',
  ],
});

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** Controllers that do not reach what they were asked for; why, their pods tell. */
export const rollouts: Analyzer = {
  id: 'kubernetes/rollouts',
  causes: causes.descriptions,
  *analyze(snapshot) {
    for (const kind of KINDS) {
      for (const version of snapshot.list(kind)) {
        if (isShort(snapshot, version) || hasStalled(version)) {
          yield describe(snapshot, version);
        }
      }
    }
  },
};

function hasStalled(version: ResourceVersion): boolean {
  const progressing = conditionOf(version, 'Progressing');
  return (
    progressing?.status === 'False' &&
    progressing.reason === 'ProgressDeadlineExceeded'
  );
}

function describe(snapshot: Snapshot, version: ResourceVersion): Candidate {
  const { wanted, ready } = replicasOf(version);
  const stuck = hasStalled(version);
  const cause = stuck ? 'rollout-stuck' : 'workload-unavailable';
  const available = conditionOf(version, 'Available');
  const progressing = conditionOf(version, 'Progressing');
  const state = resourceEvidence(
    version,
    say(
      `${version.kind} ${version.name}: ${ready} of ${wanted} ready`,
      `${version.kind} ${version.name}: готово ${ready} из ${wanted}`,
    ),
  );
  const [newest, previous] = revisionsOf(snapshot, version).slice(-2).reverse();
  const fields = previous
    ? diffResources(
        'ReplicaSet',
        { spec: { template: templateOf(previous) } },
        { spec: { template: templateOf(newest) } },
      )
    : [];
  const difference = fields.length > 0 ? joinChanges(fields) : undefined;
  const revision =
    difference &&
    resourceEvidence(
      newest,
      say(`new revision: ${difference.en}`, `новая ревизия: ${difference.ru}`),
    );
  return {
    cause,
    subject: toRef(version),
    title: causes.title(
      cause,
      version.name,
      say(`${ready} of ${wanted}`, `${ready} из ${wanted}`),
    ),
    severity: severityOf(snapshot, version),
    directness: 'symptom',
    reasons: [
      {
        text: say(
          `${ready} of ${wanted} replicas are ready${
            stuck && progressing ? `; ${quote(progressing.message)}` : ''
          }.`,
          `Готово реплик: ${ready} из ${wanted}${
            stuck && progressing ? `; ${quote(progressing.message)}` : ''
          }.`,
        ),
        evidence: [state.id],
      },
      ...(difference && revision
        ? [
            {
              text: say(
                `The new revision differs: ${difference.en}.`,
                `Новая ревизия отличается: ${difference.ru}.`,
              ),
              evidence: [revision.id],
            },
          ]
        : []),
    ],
    evidence: [state, ...(revision ? [revision] : [])],
    since: available?.status === 'False' ? available.at : undefined,
    explains: [],
    activeWhile: 'always',
    nextChecks: [
      {
        text: say(
          'See the state of its pods and its events.',
          'Посмотреть состояние подов и события.',
        ),
        command: describeCommand(version),
      },
    ],
  };
}
