import {
  type Bilingual,
  type Finding,
  type ResourceRef,
  type Snapshot,
  refKey,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { Holder } from './Holder';
import { HolderIndex } from './HolderIndex';

/**
 * A finding with what is needed to cut it to a reader's rights later, when its snapshot is gone.
 */
export interface JudgedFinding extends Finding {
  /** Whose the objects are that it speaks of, by `refKey`. */
  holders: Readonly<Record<string, Holder>>;
  /** Objects that its sentences name, as keys of `holders`; in the order of the sentences. */
  mentions: {
    reasons: ReadonlyArray<readonly string[]>;
    ruledOut: ReadonlyArray<readonly string[]>;
    nextChecks: ReadonlyArray<readonly string[]>;
  };
  /** What made a metric or a log template, for links, by evidence id. */
  queries: Readonly<Record<string, string>>;
}

/** Kinds whose names are looked for in sentences. */
const NAMED_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'InferenceService',
  'SparkApplication',
  'Job',
  'CronJob',
  'Service',
  'Pod',
  'ConfigMap',
  'Secret',
  'Node',
  'ResourceQuota',
];
const MAX_MENTIONS = 20;

/** Adds to findings whose everything is that they speak of. */
export function withHolders(
  findings: readonly Finding[],
  snapshot: Snapshot,
  index: HolderIndex = new HolderIndex(snapshot),
): JudgedFinding[] {
  if (findings.length === 0) {
    return [];
  }
  const byName = namesOf(snapshot);
  const queries = new Map<string, string>([
    ...snapshot.input.series.map(
      ({ id, query, name }) => [`metric:${id}`, query ?? name] as const,
    ),
    ...snapshot.input.logs.map(
      ({ id, template }) => [`log:${id}`, template] as const,
    ),
  ]);
  return findings.map(finding => judged(finding, { byName, index, queries }));
}

/** Findings of an older version of this package have nothing of it: then nothing is told in full. */
export function judgedOf(finding: Finding): JudgedFinding {
  return 'holders' in finding
    ? (finding as JudgedFinding)
    : {
        ...finding,
        holders: {},
        mentions: { reasons: [], ruledOut: [], nextChecks: [] },
        queries: {},
      };
}

function judged(
  finding: Finding,
  options: {
    byName: ReadonlyMap<string, readonly ResourceRef[]>;
    index: HolderIndex;
    queries: ReadonlyMap<string, string>;
  },
): JudgedFinding {
  const { byName, index, queries } = options;
  const holders: Record<string, Holder> = {};
  const hold = (ref: ResourceRef) => {
    const key = refKey(ref);
    holders[key] ??= index.of(ref);
    return key;
  };
  const { subject } = finding;
  hold(subject);
  finding.victims.forEach(hold);
  finding.evidence.forEach(one => hold(one.subject));
  if (finding.change) {
    hold(finding.change.subject);
  }
  const mentionsOf = (...texts: Array<string | undefined>) => {
    const words = texts.flatMap(text => text?.match(NAME) ?? []);
    const refs = [...new Set(words)]
      .filter(word => word !== subject.name && word !== subject.namespace)
      .flatMap(word => byName.get(word) ?? [])
      .filter(ref => ref.instance === subject.instance);
    return refs.slice(0, MAX_MENTIONS).map(hold);
  };
  const inBoth = ({ en, ru }: Bilingual) => mentionsOf(en, ru);
  return {
    ...finding,
    mentions: {
      reasons: finding.reasons.map(({ text }) => inBoth(text)),
      ruledOut: finding.ruledOut.map(inBoth),
      nextChecks: finding.nextChecks.map(({ text, command }) =>
        mentionsOf(text.en, text.ru, command),
      ),
    },
    queries: Object.fromEntries(
      finding.evidence.flatMap(({ id }) => {
        const query = queries.get(id);
        return query === undefined ? [] : [[id, query.slice(0, 500)]];
      }),
    ),
    holders,
  };
}

/** A name of Kubernetes within a sentence. */
const NAME = /[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?/g;

function namesOf(snapshot: Snapshot): Map<string, ResourceRef[]> {
  const byName = new Map<string, ResourceRef[]>();
  for (const kind of NAMED_KINDS) {
    for (const { system, instance, namespace, name } of snapshot.list(kind)) {
      const ref = { system, instance, kind, namespace, name };
      byName.set(name, [...(byName.get(name) ?? []), ref]);
    }
  }
  return byName;
}
