import { viewEvent } from '../snapshot/events';
import { toRef } from '../snapshot/owners';
import {
  refKey,
  type LogSignal,
  type ResourceVersion,
  type Series,
} from '../snapshot/SnapshotInput';
import { quote, same } from '../wording';
import type { Bilingual, Evidence } from './Finding';

/** The state of an object. */
export function resourceEvidence(
  version: ResourceVersion,
  text: Bilingual,
  at?: number,
): Evidence {
  return {
    id: `resource:${refKey(version)}@${version.validFrom}`,
    source: 'resource',
    at: at ?? version.seenAt ?? version.validFrom,
    text,
    subject: toRef(version),
  };
}

export function eventEvidence(event: ResourceVersion): Evidence {
  const { reason, message, count, last, involved } = viewEvent(event);
  const times = count > 1 ? ` (×${count})` : '';
  return {
    id: `event:${refKey(event)}`,
    source: 'event',
    at: last,
    text: same(`${reason}: ${quote(message)}${times}`),
    subject: {
      system: event.system,
      instance: event.instance,
      kind: involved.kind,
      namespace: involved.namespace,
      name: involved.name,
    },
  };
}

export function logEvidence(signal: LogSignal): Evidence {
  return {
    id: `log:${signal.id}`,
    source: 'log',
    at: signal.sample.at,
    text: same(quote(signal.sample.text)),
    subject: toRef(signal.workload),
  };
}

export function metricEvidence(
  series: Series,
  at: number,
  text: Bilingual,
  subject: Evidence['subject'],
): Evidence {
  return { id: `metric:${series.id}`, source: 'metric', at, text, subject };
}
