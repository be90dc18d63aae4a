import type {
  EntityDiagnosis,
  EvidenceChart,
  Finding,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { entityDiagnosis } from '../src/testUtils/telemetry';

/** Moves everything that is dated in a sample, so that its newest moment is now. */
function upToDate<T>(sample: T): T {
  const by = Date.now() - Date.parse('2026-11-20T14:20:00Z');
  return JSON.parse(
    JSON.stringify(sample)
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, at =>
        new Date(Date.parse(at) + by).toISOString(),
      )
      .replace(/\b1\d{12}\b/g, at => String(Number(at) + by)),
  );
}

function fourCharts(charts: EvidenceChart[]): EvidenceChart[] {
  const [memory] = charts;
  const kinds = ['Requests', 'Failed requests', 'Latency, p95'] as const;
  return [
    memory,
    ...kinds.map((title, index) => ({
      ...memory,
      id: title,
      title,
      unit: ['1/s', '1', 's'][index],
      thresholds: [],
      band: [],
      lines: memory.lines.map(line => ({
        ...line,
        points: line.points.map(([t], i): [number, number] => [
          t,
          [
            40 + 8 * Math.sin(i / 5),
            i < 32 ? 0.002 : 0.12,
            i < 32 ? 0.08 : 0.9,
          ][index],
        ]),
      })),
    })),
  ];
}

/** What those read who may know of the state alone. */
const inShort = (one: Finding): Finding => ({
  ...one,
  level: 'state',
  evidence: [],
  reasons: [],
  change: undefined,
  ruledOut: [],
  victims: [],
});

/** `?entity=healthy`, `?entity=unknown`, `?entity=outside`, `?entity=state` show other states. */
export function diagnosis(params: URLSearchParams): EntityDiagnosis {
  const now = upToDate(entityDiagnosis);
  const charts = fourCharts(now.charts);
  const calm = { ...now.health, finding: undefined, moreFindings: 0 };
  switch (params.get('entity')) {
    case 'healthy':
      return {
        ...now,
        health: { ...calm, state: 'healthy' },
        findings: [],
        charts,
      };
    case 'unknown':
      return {
        ...now,
        health: { ...calm, state: 'unknown' },
        findings: [],
        charts: [],
      };
    case 'outside':
      return { ...now, health: calm, findings: [], causeOutside: true, charts };
    case 'state':
      return {
        ...now,
        charts: [],
        findings: now.findings.map(inShort),
      };
    default:
      return {
        ...now,
        charts,
        health: { ...now.health, moreFindings: 1 },
        findings: [
          ...now.findings,
          {
            ...now.findings[0],
            id: 'f-2',
            title: 'The liveness probe of checkout answers too late',
            severity: 'warning',
            change: undefined,
          },
        ],
      };
  }
}
