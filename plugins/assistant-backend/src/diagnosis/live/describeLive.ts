import { refKey } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type {
  DisclosedChange,
  DisclosedDiagnosis,
  DisclosedLog,
} from '../../ask/diagnosis';
import type { Viewer } from '../disclose/Viewer';
import { linkTo } from '../SourceLinks';
import type { VisibleTelemetry } from './VisibleTelemetry';

const MAX_CHANGES = 20;
const MAX_LOGS = 20;
const SEVERITIES = ['fatal', 'error', 'warning', 'unknown', 'info', 'debug'];

interface Options {
  visible: VisibleTelemetry;
  viewer: Viewer;
  window: { from: number; to: number };
  /** Of the asked environment alone, if one is asked about. */
  environment?: string;
}

/** Newest first. */
export function describeChanges(options: Options): DisclosedChange[] {
  const { visible, viewer, window, environment } = options;
  const { language, links } = viewer;
  return visible
    .changes()
    .filter(
      ({ value: { at, subject } }) =>
        at >= window.from &&
        at <= window.to &&
        (environment === undefined ||
          visible.snapshot.environmentOf(subject).name === environment),
    )
    .slice(-MAX_CHANGES)
    .reverse()
    .map(({ value: { id, at, subject, text, detail }, entityRef }) => {
      const sourceUrl = linkTo(
        { source: 'change', at, subject },
        { templates: links },
      );
      return {
        evidenceId: id,
        at: new Date(at),
        ...(entityRef === undefined ? {} : { entityRef }),
        text: text[language],
        detail: detail[language],
        ...(sourceUrl === undefined ? {} : { sourceUrl }),
      };
    });
}

/** Errors first, then what is told most often. */
export function describeLogs(options: Options): DisclosedLog[] {
  const { visible, viewer, window, environment } = options;
  return visible
    .logs()
    .filter(
      ({ value }) =>
        environment === undefined || value.workload.environment === environment,
    )
    .map(({ value, entityRef }) => {
      const seen = value.windows.filter(
        ({ at }) => at + value.windowSize > window.from && at <= window.to,
      );
      const { id, severity, template, firstSeen, sample, workload } = value;
      const sourceUrl = linkTo(
        {
          source: 'log',
          at: sample.at,
          subject:
            sample.pod === undefined
              ? workload
              : { ...workload, kind: 'Pod', name: sample.pod },
        },
        { templates: viewer.links, query: template },
      );
      return {
        evidenceId: `log:${id}`,
        ...(entityRef === undefined ? {} : { entityRef }),
        severity,
        template,
        count: seen.reduce((sum, one) => sum + one.count, 0),
        firstSeen: new Date(firstSeen),
        lastSeen: new Date(
          seen.length > 0 ? seen[seen.length - 1].at : value.lastSeen,
        ),
        sample: sample.text,
        ...(sample.pod === undefined ? {} : { pod: sample.pod }),
        ...(sourceUrl === undefined ? {} : { sourceUrl }),
      };
    })
    .filter(({ count }) => count > 0)
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        b.count - a.count ||
        (a.evidenceId < b.evidenceId ? -1 : 1),
    )
    .slice(0, MAX_LOGS);
}

/** How much there was to look at, of what the reader sees in full. */
export function countLooked(
  visible: VisibleTelemetry,
): DisclosedDiagnosis['looked'] {
  const series = visible.series();
  const logs = visible.logs();
  const pods = visible.pods();
  const workloads = new Set([
    ...pods.map(({ value }) => refKey(visible.snapshot.topOwnerOf(value))),
    ...logs.map(({ value }) => refKey(value.workload)),
  ]);
  return {
    workloads: workloads.size,
    pods: pods.length,
    series: series.length,
    logTemplates: logs.length,
  };
}
