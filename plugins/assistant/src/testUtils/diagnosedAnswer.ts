import type {
  CauseGraph,
  Citation,
  EvidenceChart,
  Finding,
  IncidentTimeline,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { type AnswerView } from '../conversation/answerView';
import { viewStoredAnswer } from '../conversation/conversationReducer';
import { answerEnd, answerStart, numbered, storedAnswer } from './answers';
import { entityDiagnosis, finding } from './telemetry';

const at = (time: string) => Date.parse(`2026-11-20T${time}:00Z`);

/** The evidence of the out-of-memory finding, as the answer numbers it. */
export const citations: Citation[] = [
  {
    number: 1,
    kind: 'resource',
    title: 'Pod checkout-6c9f-x2kqp',
    headingPath: [],
    snippet: 'OOMKilled, exit 137, restart 5',
    entityRef: 'component:default/checkout',
    entityTitle: 'checkout',
    at: '2026-11-20T14:19:51Z',
  },
  {
    number: 2,
    kind: 'metric',
    title: 'Memory, working set',
    headingPath: [],
    snippet: '256 of 256 MiB, 4 pods',
    at: '2026-11-20T14:19:56Z',
  },
  {
    number: 3,
    kind: 'change',
    title: 'Deployment checkout, revision 41 → 42',
    headingPath: [],
    snippet: 'memory limit 512Mi → 256Mi',
    at: '2026-11-20T14:00:00Z',
  },
];

/** The out-of-memory finding inside of an answer: its evidence carries numbers. */
export const citedFinding: Finding = {
  ...finding,
  evidence: finding.evidence.map(evidence => ({
    ...evidence,
    citation: { 'e-pod': 1, 'e-memory': 2, 'e-change': 3 }[evidence.id],
  })),
  withheldVictims: 2,
  nextChecks: [
    {
      text: 'See how much memory the former release needed.',
      command: 'kubectl -n shop top pod -l app=checkout',
    },
  ],
};

export const memoryChart: EvidenceChart = {
  ...entityDiagnosis.charts[0],
  markers: [
    ...entityDiagnosis.charts[0].markers,
    ...['14:05', '14:09', '14:13', '14:17'].map(time => ({
      at: at(time),
      kind: 'event' as const,
      label: 'OOMKilled',
    })),
  ],
};

export const timeline: IncidentTimeline = {
  from: at('13:30'),
  to: at('14:20'),
  lanes: [
    {
      kind: 'changes',
      label: 'Changes',
      items: [
        { at: at('13:41'), label: 'catalog released' },
        {
          at: at('14:00'),
          label: 'checkout v2.14',
          findingId: 'f-oom',
          evidenceId: 'e-change',
        },
      ],
    },
    {
      kind: 'events',
      label: 'Kills',
      items: ['14:02', '14:05', '14:09', '14:13', '14:17', '14:19'].map(
        time => ({
          at: at(time),
          label: 'OOMKilled',
          severity: 'critical' as const,
          evidenceId: time === '14:19' ? 'e-pod' : undefined,
        }),
      ),
    },
    {
      kind: 'logs',
      label: 'Errors',
      items: [
        {
          at: at('14:03'),
          to: at('14:20'),
          label: 'storefront: upstream connect error',
          severity: 'error',
        },
      ],
    },
    {
      kind: 'alerts',
      label: 'Alerts',
      items: [
        {
          at: at('14:08'),
          to: at('14:20'),
          label: 'KubePodCrashLooping',
          severity: 'warning',
        },
      ],
    },
  ],
};

export const graph: CauseGraph = {
  nodes: [
    {
      id: 'checkout',
      title: 'checkout',
      role: 'cause',
      entityRef: 'component:default/checkout',
      findingId: 'f-oom',
    },
    {
      id: 'storefront',
      title: 'storefront',
      role: 'victim',
      entityRef: 'component:default/storefront',
    },
    { id: 'worker', title: 'payments-worker', role: 'victim' },
    { id: 'orders', title: 'orders', role: 'healthy' },
    { id: 'hidden', title: '', role: 'withheld' },
  ],
  edges: [
    { from: 'storefront', to: 'checkout' },
    { from: 'worker', to: 'checkout' },
    { from: 'checkout', to: 'orders' },
    { from: 'checkout', to: 'hidden' },
  ],
};

/** A complete diagnosis: verdict, finding with its chart, timeline, graph. */
export const diagnosedEvents = numbered(
  { ...answerStart, question: 'Why is checkout failing?' },
  ...citations.map(
    citation => ({ type: 'citation-available', citation } as const),
  ),
  { type: 'text-start', blockId: 'v', origin: 'evidence', role: 'verdict' },
  {
    type: 'text-delta',
    blockId: 'v',
    text: '**checkout is killed for lack of memory since 14:02**, two minutes after release v2.14 lowered its limit from 512 to 256 MiB.[^1][^2][^3]',
  },
  { type: 'text-end', blockId: 'v' },
  { type: 'finding-available', finding: citedFinding },
  { type: 'chart-available', chart: memoryChart },
  { type: 'timeline-available', timeline },
  { type: 'graph-available', graph },
  {
    ...answerEnd,
    basis: {
      ...answerEnd.basis,
      telemetry: { version: 18204, at: '2026-11-20T14:19:58Z' },
    },
  },
);

/** The complete diagnosis as a component gets it, with what a test changes. */
export function diagnosedView(changes: Partial<AnswerView> = {}): AnswerView {
  const stored = storedAnswer({ events: diagnosedEvents });
  return { ...viewStoredAnswer(stored), key: 'k', ...changes };
}
