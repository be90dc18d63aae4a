import type {
  AnswerEventBody,
  Finding,
} from '@smart-assistant/backstage-plugin-assistant-common';
import {
  citations,
  citedFinding,
  graph,
  memoryChart,
  timeline,
} from '../src/testUtils/diagnosedAnswer';

const russian: Partial<Finding> = {
  title: 'checkout падает с 14:02: не хватает памяти',
  reasons: [
    { text: '14 остановок с причиной OOMKilled', evidence: ['e-pod'] },
    {
      text: 'перед каждой память доходила до предела',
      evidence: ['e-memory'],
    },
    {
      text: 'прямо перед первой предел снизили вдвое',
      evidence: ['e-change'],
    },
  ],
  change: {
    ...citedFinding.change!,
    text: 'релиз v2.14',
    detail: 'предел памяти 512Mi → 256Mi',
  },
  ruledOut: ['нехватка ресурсов узла', 'всплеск нагрузки'],
};

const hostile = '<img src=x onerror=alert(1)> [x](javascript:alert(1)) **b**';

/** Further findings: what their owners keep to themselves, and one that is not sure, in stage, with hostile names. */
const others: Finding[] = [
  {
    ...citedFinding,
    id: 'f-state',
    title: 'storefront: a share of requests fails',
    severity: 'error',
    level: 'state',
    reasons: [],
    evidence: [],
    victims: [],
    withheldVictims: 0,
    change: undefined,
    ruledOut: [],
    nextChecks: [],
  },
  {
    ...citedFinding,
    id: 'f-hostile',
    title: `Image cannot be pulled: ${hostile}`,
    severity: 'warning',
    production: false,
    subject: { ...citedFinding.subject, environment: 'stage' },
    state: 'muted',
    chronic: true,
    confidence: 'possible',
    since: '2026-11-12T08:00:00Z',
    change: undefined,
    withheldVictims: 0,
    handling: {
      by: 'user:default/anna',
      at: '2026-11-20T13:00:00Z',
      reason: hostile,
      until: '2026-11-21T09:00:00Z',
    },
  },
];

/** A diagnosed answer, in the language of the question. */
export function scriptDiagnosis(language: 'en' | 'ru'): AnswerEventBody[] {
  const text =
    language === 'ru'
      ? '**checkout падает с 14:02: не хватает памяти.** За две минуты до этого релиз v2.14 снизил лимит с 512 до 256 МиБ.[^1][^2][^3]'
      : '**checkout is killed for lack of memory since 14:02**, two minutes after release v2.14 lowered its limit from 512 to 256 MiB.[^1][^2][^3]';
  const [memory] = [memoryChart];
  return [
    ...citations.map(
      citation => ({ type: 'citation-available', citation } as const),
    ),
    { type: 'text-start', blockId: 'd', origin: 'evidence', role: 'verdict' },
    { type: 'text-delta', blockId: 'd', text },
    { type: 'text-end', blockId: 'd' },
    { type: 'timeline-available', timeline },
    { type: 'graph-available', graph },
    {
      type: 'finding-available',
      finding:
        language === 'ru' ? { ...citedFinding, ...russian } : citedFinding,
    },
    { type: 'chart-available', chart: memory },
    ...others.map(finding => ({ type: 'finding-available', finding } as const)),
    {
      type: 'chart-available',
      chart: {
        ...memory,
        id: 'errors',
        title: 'Failed requests of storefront',
        unit: '1',
        findingId: undefined,
        evidenceId: undefined,
        band: [],
        thresholds: [],
        markers: memory.markers.slice(0, 1),
        lines: ['GET /cart', 'POST /pay'].map((name, line) => ({
          name,
          points: memory.lines[0].points.map(([t], i): [number, number] => [
            t,
            i < 32 ? 0.002 : Math.min(0.12, (i - 32) * 0.01) / (line + 1),
          ]),
        })),
      },
    },
  ];
}
