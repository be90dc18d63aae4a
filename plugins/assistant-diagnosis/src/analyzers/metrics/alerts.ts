import { resourceEvidence } from '../../findings/evidence';
import { asText, asTexts, asTime, dig } from '../../snapshot/json';
import { quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import type {
  ResourceRef,
  ResourceVersion,
} from '../../snapshot/SnapshotInput';
import type { Analyzer } from '../Analyzer';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'alert-firing': ['an alert fires', 'сработал алерт'],
});

const KINDS: ReadonlyArray<[label: string, kind: string]> = [
  ['pod', 'Pod'],
  ['deployment', 'Deployment'],
  ['statefulset', 'StatefulSet'],
  ['daemonset', 'DaemonSet'],
  ['job_name', 'Job'],
  ['persistentvolumeclaim', 'PersistentVolumeClaim'],
  ['horizontalpodautoscaler', 'HorizontalPodAutoscaler'],
  ['service', 'Service'],
  ['app', 'Deployment'],
  ['container', 'Deployment'],
  ['node', 'Node'],
];

/** Firing alerts of what was recorded: a symptom with a name. */
export const alerts: Analyzer = {
  id: 'metrics/alerts',
  causes: causes.descriptions,
  *analyze(snapshot) {
    for (const alert of snapshot.list('Alert')) {
      const labels = new Map(asTexts(alert.body.labels));
      const subject = subjectOf(snapshot, alert, labels);
      const name = labels.get('alertname') ?? alert.name;
      if (
        !subject ||
        alert.body.state !== 'firing' ||
        /^(none|info)$/.test(labels.get('severity') ?? '')
      ) {
        continue;
      }
      const summary = quote(
        asText(dig(alert.body, 'annotations', 'summary')) ??
          asText(dig(alert.body, 'annotations', 'description')) ??
          '',
      );
      const since = asTime(alert.body.activeAt);
      const evidence = resourceEvidence(
        alert,
        say(
          `${name}${summary && `: ${summary}`}`,
          `Алерт ${name}${summary && `: ${summary}`}`,
        ),
        since,
      );
      const top = snapshot.topOwnerOf(subject);
      yield {
        cause: 'alert-firing',
        subject: top,
        title: causes.title('alert-firing', top.name, say(name, name)),
        severity: 'warning',
        directness: 'symptom',
        reasons: [
          {
            text: say(`The alert ${name} fires.`, `Сработал алерт ${name}.`),
            evidence: [evidence.id],
          },
        ],
        evidence: [evidence],
        since,
        activeWhile: 'always',
        values: { alert: name },
      };
    }
  },
};

function subjectOf(
  snapshot: Snapshot,
  alert: ResourceVersion,
  labels: ReadonlyMap<string, string>,
): ResourceRef | undefined {
  for (const [label, kind] of KINDS) {
    const name = labels.get(label);
    const ref: ResourceRef = {
      system: 'kubernetes',
      instance: alert.instance,
      kind,
      ...(kind !== 'Node' && { namespace: labels.get('namespace') ?? '' }),
      name: name ?? '',
    };
    if (name && snapshot.get(ref)) {
      return ref;
    }
  }
  return undefined;
}
