export type SchedulingCause =
  | 'insufficient-cpu'
  | 'insufficient-memory'
  | 'insufficient-resource'
  | 'too-many-pods'
  | 'taint-not-tolerated'
  | 'node-not-ready'
  | 'node-affinity-unsatisfied'
  | 'pod-affinity-unsatisfied'
  | 'pod-anti-affinity-unsatisfied'
  | 'nodes-cordoned'
  | 'host-port-conflict'
  | 'volume-node-affinity-conflict'
  | 'volume-limit-reached'
  | 'pvc-unbound'
  | 'pvc-missing'
  | 'topology-spread-unsatisfied'
  | 'unschedulable';

export interface SchedulingPart {
  cause: SchedulingCause;
  /** How many nodes were left out for this. */
  nodes: number;
  text: string;
  /** Resource, taint or claim that the part names. */
  what?: string;
}

/** `3/5 nodes are available: 1 Insufficient cpu, 2 node(s) had … . preemption: …` */
export interface SchedulingMessage {
  available: number;
  total: number;
  parts: readonly SchedulingPart[];
}

const HEAD = /^(\d+)\/(\d+) nodes are available:?\s*/;

const GRAMMAR: ReadonlyArray<[SchedulingCause, RegExp]> = [
  ['insufficient-cpu', /^Insufficient (cpu)$/i],
  ['insufficient-memory', /^Insufficient (memory)$/i],
  ['too-many-pods', /^(?:Too many pods|Insufficient pods)/i],
  ['insufficient-resource', /^Insufficient (\S+)/i],
  ['nodes-cordoned', /unschedulable(?!\S)/i],
  [
    'node-not-ready',
    /taint.*\{?node\.kubernetes\.io\/(?:not-ready|unreachable)/i,
  ],
  ['nodes-cordoned', /taint.*node\.kubernetes\.io\/unschedulable/i],
  [
    'taint-not-tolerated',
    /taint(?:\(s\))?s? *(?:\{([^}]*)\})?|didn't tolerate/i,
  ],
  [
    'volume-node-affinity-conflict',
    /volume node affinity conflict|no available volume zone|volume zone/i,
  ],
  ['volume-limit-reached', /max(?:imum)? volume count|exceed max volume/i],
  [
    'pvc-missing',
    /persistentvolumeclaim "([^"]+)" (?:not found|is being deleted)/i,
  ],
  [
    'pvc-unbound',
    /unbound immediate PersistentVolumeClaims?|didn't find available persistent volumes|did not have enough free storage|node\(s\) unavailable due to .*PersistentVolume|persistentvolumeclaim "([^"]+)" bound to non-existent/i,
  ],
  ['pod-anti-affinity-unsatisfied', /anti-?affinity/i],
  ['pod-affinity-unsatisfied', /pod affinity|inter-?pod affinity/i],
  [
    'node-affinity-unsatisfied',
    /node affinity|node selector|nodeselector|affinity\/selector|PodAffinity plugin|NodeName/i,
  ],
  ['host-port-conflict', /free ports|host ?ports?/i],
  ['topology-spread-unsatisfied', /topology spread/i],
];

/**
 * Reads the scheduler's message by its grammar: a count, then parts of `<n> <reason>` set apart by
 * commas, up to the words on preemption. Parts in words that are new stay as `unschedulable`.
 */
export function parseSchedulingMessage(message: string): SchedulingMessage {
  const text = message
    .slice(0, 4_000)
    .split(/\bpreemption:/)[0]
    .trim();
  const head = HEAD.exec(text);
  const rest = (head ? text.slice(head[0].length) : text).replace(
    /[.\s]+$/,
    '',
  );
  return {
    available: head ? Number(head[1]) : 0,
    total: head ? Number(head[2]) : 0,
    parts: rest === '' ? [] : split(rest).map(parsePart),
  };
}

/** At commas before a count, so that a comma inside of a taint or a reason stays. */
function split(text: string): string[] {
  return text
    .split(/,\s*(?=\d+ )|\.\s+(?=\d+ )/)
    .map(part => part.trim())
    .filter(part => part !== '');
}

function parsePart(part: string): SchedulingPart {
  const counted = /^(\d+) (?:node\(s\) |nodes? )?(.*)$/s.exec(part);
  const text = (counted?.[2] ?? part).replace(/\.$/, '').trim();
  for (const [cause, pattern] of GRAMMAR) {
    const match = pattern.exec(text);
    if (match) {
      return { cause, nodes: Number(counted?.[1] ?? 0), text, what: match[1] };
    }
  }
  return { cause: 'unschedulable', nodes: Number(counted?.[1] ?? 0), text };
}
