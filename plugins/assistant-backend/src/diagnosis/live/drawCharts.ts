import type {
  EvidenceChart,
  Finding,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Series } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { buildCharts } from '../charts/buildCharts';
import type { Viewer } from '../disclose/Viewer';
import type { VisibleTelemetry } from './VisibleTelemetry';

/** Charts of one entity, of what the reader sees in full of it. */
export function drawCharts(options: {
  visible: VisibleTelemetry;
  entityRef: string;
  findings: readonly Finding[];
  window: { from: number; to: number };
  viewer: Viewer;
  /** The one that is asked about; else that of the finding, else production. */
  environment?: string;
}): EvidenceChart[] {
  const { visible, entityRef, findings, window, viewer } = options;
  const finding = findings.find(
    one => one.level === 'full' && one.subject.entityRef === entityRef,
  );
  const own = visible.series().filter(one => one.entityRef === entityRef);
  const environment =
    options.environment ??
    finding?.subject.environment ??
    viewer.production.find(name =>
      own.some(({ value }) => environmentOf(value, visible) === name),
    );
  const series = own
    .map(({ value }) => value)
    .filter(
      one =>
        environment === undefined ||
        environmentOf(one, visible) === environment,
    );
  return buildCharts({
    series,
    finding: finding && {
      id: finding.id,
      evidence: finding.evidence.map(({ id }) => id),
    },
    kills: visible.killsOf(entityRef),
    changes: visible
      .changes()
      .filter(one => one.entityRef === entityRef)
      .map(({ value }) => value)
      .filter(
        ({ subject }) =>
          environment === undefined ||
          visible.snapshot.environmentOf(subject).name === environment,
      )
      .map(({ at, detail }) => ({ at, label: detail[viewer.language] })),
    window,
    language: viewer.language,
    subject: entityRef,
  });
}

function environmentOf(series: Series, { snapshot }: VisibleTelemetry): string {
  return (
    series.workload?.environment ??
    snapshot.environmentOf({
      system: 'kubernetes',
      instance: series.instance,
      kind: 'Pod',
      namespace: series.labels.namespace,
      name: '',
    }).name
  );
}
