import type {
  EvidenceChart,
  Finding,
  IncidentTimeline,
  Language,
} from '@smart-assistant/backstage-plugin-assistant-common';
import {
  type LogSignal,
  refKey,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { diagnosisMessages } from '../wording/messages';
import type { VisibleTelemetry } from './VisibleTelemetry';

type Lane = IncidentTimeline['lanes'][number];
type Item = Lane['items'][number];

const MAX_ITEMS = 30;
const MAX_LABEL = 160;
const LOUD: ReadonlySet<string> = new Set(['error', 'fatal']);

/**
 * Changes, warnings, log bursts, unusual metrics and alerts of these entities on one axis. Lanes that
 * would be empty are left out; without any there is no timeline.
 */
export function buildTimeline(options: {
  visible: VisibleTelemetry;
  /** What is drawn, of all that the reader sees in full. */
  entityRefs: ReadonlySet<string>;
  window: { from: number; to: number };
  findings: readonly Finding[];
  charts: readonly EvidenceChart[];
  language: Language;
}): IncidentTimeline | undefined {
  const { window, language, findings } = options;
  const words = diagnosisMessages[language];
  const findingOf = new Map(
    findings.flatMap(({ id, evidence }) =>
      evidence.map(one => [one.id, id] as const),
    ),
  );
  const lane = (kind: Lane['kind'], items: Item[]): Lane => ({
    kind,
    label: words[kind],
    items: items
      .filter(({ at, to }) => (to ?? at) >= window.from && at <= window.to)
      .sort((a, b) => a.at - b.at || (a.label < b.label ? -1 : 1))
      .slice(-MAX_ITEMS)
      .map(item => {
        const findingId = item.evidenceId && findingOf.get(item.evidenceId);
        return {
          ...item,
          label: shorten(item.label),
          ...(findingId ? { findingId } : {}),
        };
      }),
  });
  const lanes = [
    lane('changes', changesIn(options)),
    lane('events', eventsIn(options)),
    lane('logs', logsIn(options)),
    lane('metrics', metricsIn(options.charts)),
    lane('alerts', alertsIn(options)),
  ].filter(({ items }) => items.length > 0);
  return lanes.length > 0 ? { ...window, lanes } : undefined;
}

type Options = Parameters<typeof buildTimeline>[0];

const isDrawn = (
  { entityRefs }: Options,
  { entityRef }: { entityRef?: string },
) => entityRef !== undefined && entityRefs.has(entityRef);

const changesIn = (options: Options): Item[] =>
  options.visible
    .changes()
    .filter(one => isDrawn(options, one))
    .map(({ value: { id, at, subject, detail } }) => ({
      at,
      label: `${subject.name}: ${detail[options.language]}`,
      evidenceId: id,
    }));

/** Repeated warnings of one kind about one thing are one item. */
function eventsIn(options: Options): Item[] {
  const groups = new Map<string, Item & { count: number; to: number }>();
  const events = options.visible.warnings();
  for (const one of events.filter(event => isDrawn(options, event))) {
    const { reason, first, last, count, version } = one.value;
    const group = groups.get(`${reason}/${one.entityRef}`);
    const at = Math.max(first, options.window.from);
    if (group) {
      group.at = Math.min(group.at, at);
      group.to = Math.max(group.to, last);
      group.count += count;
    } else {
      groups.set(`${reason}/${one.entityRef}`, {
        at,
        to: Math.max(at, last),
        count,
        label: reason,
        severity: 'warning',
        evidenceId: `event:${refKey(version)}`,
      });
    }
  }
  return [...groups.values()].map(({ count, ...item }) => ({
    ...item,
    label: count > 1 ? `${item.label} ×${count}` : item.label,
  }));
}

const logsIn = (options: Options): Item[] =>
  options.visible
    .logs()
    .filter(one => isDrawn(options, one))
    .flatMap(({ value }) => burstOf(value, options.window));

/** Lines that say that something is wrong, or that were never seen before the window. */
function burstOf(signal: LogSignal, window: Options['window']): Item[] {
  const { id, template, severity, firstSeen, windowSize } = signal;
  const isNew = firstSeen >= window.from && severity === 'warning';
  const seen = signal.windows.filter(
    ({ at }) => at >= window.from && at <= window.to,
  );
  const [first] = seen;
  const last = seen.at(-1);
  if (!first || !last || !(LOUD.has(severity) || isNew)) {
    return [];
  }
  const count = seen.reduce((sum, one) => sum + one.count, 0);
  return [
    {
      at: first.at,
      to: Math.min(last.at + windowSize, window.to),
      label: `${template} ×${count}`,
      evidenceId: `log:${id}`,
      severity: LOUD.has(severity) ? 'error' : 'warning',
    },
  ];
}

const metricsIn = (charts: readonly EvidenceChart[]): Item[] =>
  charts.flatMap(({ title, evidenceId, markers }) =>
    markers
      .filter(({ kind }) => kind === 'anomaly')
      .map(({ at, to, label }) => ({
        at,
        ...(to === undefined ? {} : { to }),
        label: `${title}: ${label.toLocaleLowerCase()}`,
        ...(evidenceId === undefined ? {} : { evidenceId }),
      })),
  );

const alertsIn = (options: Options): Item[] =>
  options.visible
    .alerts()
    .filter(one => isDrawn(options, one))
    .map(({ value: { name, at } }) => ({
      at: Math.max(at, options.window.from),
      to: options.window.to,
      label: name,
      severity: 'error' as const,
    }));

const shorten = (text: string) =>
  text.length > MAX_LABEL ? `${text.slice(0, MAX_LABEL - 1)}…` : text;
