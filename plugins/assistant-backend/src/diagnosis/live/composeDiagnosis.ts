import type {
  EntityHealth,
  Finding,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Dependency } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { DisclosedDiagnosis } from '../../ask/diagnosis';
import type { Viewer } from '../disclose/Viewer';
import { Concerns } from '../health/Concerns';
import { compareHealth, healthOf, isChronic } from '../health/healthOf';
import type { Moment } from '../LiveDiagnosis';
import type { StoredFinding } from '../ports';
import { buildCauseGraph } from './buildCauseGraph';
import { buildTimeline } from './buildTimeline';
import { countLooked, describeChanges, describeLogs } from './describeLive';
import { drawCharts } from './drawCharts';
import type { VisibleTelemetry } from './VisibleTelemetry';

const HOUR = 3_600_000;
const MAX_CHARTS = 4;
/** Changes of a question that names no window. */
const CHANGES_MS = 24 * HOUR;
/** What is drawn before a fault began. */
const BEFORE_MS = 15 * 60_000;
/** A fault that is older than this is drawn from here on. */
const MAX_DRAWN_MS = 3 * HOUR;

export interface ComposeOptions {
  asked: readonly string[];
  viewer: Viewer;
  findings: readonly StoredFinding[];
  dependencies: readonly Dependency[];
  visible: VisibleTelemetry;
  telemetry: DisclosedDiagnosis['telemetry'];
  moment: Moment;
  environment?: string;
  /** The base itself could not be read at this time. */
  failedAt?: number;
}

/** Puts together what one person is told: all parts are cut to their levels. */
export function composeDiagnosis(options: ComposeOptions): DisclosedDiagnosis {
  const { asked, viewer, visible, moment, environment } = options;
  const concerns = concernsOf(options);
  const findings = unique(asked.flatMap(ref => concerns.of(ref).findings));
  const window = drawnWindow(moment, findings);
  const drawn = fullEntitiesOf(asked, findings, viewer);
  const live = {
    visible,
    viewer,
    ...(environment === undefined ? {} : { environment }),
  };
  const charts = drawn
    .flatMap(entityRef => drawCharts({ ...live, entityRef, findings, window }))
    .slice(0, MAX_CHARTS);
  const changes = describeChanges({
    ...live,
    window: moment.asked
      ? moment.window
      : { from: moment.at - CHANGES_MS, to: moment.at },
  });
  const logs = describeLogs({ ...live, window: moment.window });
  const timeline =
    findings.length === 0
      ? undefined
      : buildTimeline({
          ...{ visible, window, findings, charts },
          entityRefs: new Set(drawn),
          language: viewer.language,
        });
  const [first] = findings;
  const graph = buildCauseGraph({
    findings,
    hit: asked.filter(ref => concerns.of(ref).findings.includes(first)),
    dependencies: options.dependencies,
    viewer,
  });
  return {
    telemetry: options.telemetry,
    at: new Date(moment.at),
    window: {
      from: new Date(moment.window.from),
      to: new Date(moment.window.to),
    },
    health: healthOfAll(options, concerns),
    findings,
    charts,
    ...(timeline && { timeline }),
    ...(graph && { graph }),
    causeOutside: asked.some(ref => concerns.of(ref).causeOutside),
    changes,
    logs,
    looked: countLooked(visible),
    gaps: gapsOf(options),
    entityRefs: restsOn({ drawn, findings, changes, logs, asked }),
  };
}

function concernsOf({ findings, environment, viewer }: ComposeOptions) {
  const asked = findings.filter(
    ({ finding: { subject } }) =>
      environment === undefined || subject.environment === environment,
  );
  return new Concerns(asked, viewer);
}

function healthOfAll(
  { asked, viewer, visible }: ComposeOptions,
  concerns: Concerns,
): EntityHealth[] {
  const known = new Set([...visible.snapshot.input.entities.values()].flat());
  return asked
    .map(ref => {
      const concern = concerns.of(ref);
      return {
        chronic: isChronic(concern.findings),
        health: healthOf(ref, concern, { viewer, isKnown: known.has(ref) }),
      };
    })
    .sort(compareHealth)
    .map(({ health }) => health);
}

/** From a little before the fault to the moment that is judged. */
function drawnWindow(
  { at, window, asked }: Moment,
  [first]: readonly Finding[],
): { from: number; to: number } {
  const since = first?.since && Date.parse(first.since);
  const begin = Math.min(since ? since - BEFORE_MS : window.from, window.from);
  return asked ? window : { from: Math.max(begin, at - MAX_DRAWN_MS), to: at };
}

/** The ill one first, then what was asked about; only what is seen in full has charts. */
function fullEntitiesOf(
  asked: readonly string[],
  findings: readonly Finding[],
  { asker }: Viewer,
): string[] {
  const subjects = findings.flatMap(({ subject }) => subject.entityRef ?? []);
  return [...new Set([...subjects.slice(0, 1), ...asked, ...subjects])].filter(
    ref => asker.levelOf(ref) === 'full',
  );
}

function gapsOf({
  visible,
  moment,
  failedAt,
}: ComposeOptions): DisclosedDiagnosis['gaps'] {
  const { from, to } = moment.window;
  return [
    ...(failedAt === undefined
      ? []
      : [{ source: 'telemetry', from: new Date(failedAt) }]),
    ...visible.snapshot.input.gaps
      .filter(gap => gap.from <= to && (gap.to ?? to) >= from)
      .map(gap => ({
        source: gap.source,
        from: new Date(gap.from),
        ...(gap.to === undefined ? {} : { to: new Date(gap.to) }),
      })),
  ];
}

function restsOn(parts: {
  drawn: readonly string[];
  asked: readonly string[];
  findings: readonly Finding[];
  changes: DisclosedDiagnosis['changes'];
  logs: DisclosedDiagnosis['logs'];
}): string[] {
  const { drawn, asked, findings, changes, logs } = parts;
  return [
    ...new Set([
      ...asked,
      ...drawn,
      ...findings.flatMap(({ subject, victims }) =>
        [subject, ...victims].flatMap(({ entityRef }) => entityRef ?? []),
      ),
      ...[...changes, ...logs].flatMap(({ entityRef }) => entityRef ?? []),
    ]),
  ].sort();
}

const unique = (findings: readonly Finding[]): Finding[] => [
  ...new Set(findings),
];
