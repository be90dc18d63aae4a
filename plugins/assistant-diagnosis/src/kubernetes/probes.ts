import { asNumber, asObjects, asText, dig } from '../snapshot/json';
import { viewEvent, type EventView } from '../snapshot/events';
import type {
  Json,
  JsonObject,
  ResourceVersion,
} from '../snapshot/SnapshotInput';
import type { Snapshot } from '../snapshot/Snapshot';

export type ProbeKind = 'liveness' | 'readiness' | 'startup';

const FAILED = /^(Liveness|Readiness|Startup) probe (?:failed|errored)/i;
const KILLING = /failed (liveness|startup) probe/i;

export interface ProbeFailure {
  kind: ProbeKind;
  event: EventView;
  killed: boolean;
  /** By the event's field path, where it tells. */
  container?: string;
}

/** What events say of failing probes of a pod, oldest first. */
export function probeFailures(
  snapshot: Snapshot,
  pod: ResourceVersion,
): ProbeFailure[] {
  return snapshot.eventsOf(pod).flatMap(version => {
    const event = viewEvent(version);
    const killing =
      event.reason === 'Killing' ? KILLING.exec(event.message) : null;
    const failed =
      event.reason === 'Unhealthy' || event.reason === 'ProbeWarning'
        ? FAILED.exec(event.message)
        : null;
    const kind = (killing ?? failed)?.[1].toLowerCase() as
      | ProbeKind
      | undefined;
    return kind
      ? [
          {
            kind,
            event,
            killed: killing !== null,
            container: /\{([^}]+)\}/.exec(event.involved.fieldPath ?? '')?.[1],
          },
        ]
      : [];
  });
}

export interface ProbeView {
  kind: ProbeKind;
  type: 'http' | 'https' | 'tcp' | 'grpc' | 'exec';
  port?: number;
  /** Name of the port as written, when it is one that the container does not have. */
  unknownPortName?: string;
  declared: boolean;
  /** Milliseconds from the start of the container until the probe gives up. */
  patience: number;
  portName?: string;
}

export function viewProbe(
  container: JsonObject,
  kind: ProbeKind,
): ProbeView | undefined {
  const probe = dig(container, `${kind}Probe`);
  if (probe === undefined) {
    return undefined;
  }
  const [type, port] = target(probe);
  const ports = asObjects(container.ports);
  const byName = ports.find(({ name }) => name === port);
  const number = asNumber(port) ?? asNumber(byName?.containerPort);
  const declared = ports.find(one => one.containerPort === number);
  return {
    kind,
    type,
    port: number,
    unknownPortName:
      asText(port) && !byName && !/^\d+$/.test(asText(port) ?? '')
        ? asText(port)
        : undefined,
    declared: ports.length === 0 || declared !== undefined,
    portName: asText(declared?.name),
    patience:
      ((asNumber(dig(probe, 'initialDelaySeconds')) ?? 0) +
        (asNumber(dig(probe, 'periodSeconds')) ?? 10) *
          (asNumber(dig(probe, 'failureThreshold')) ?? 3)) *
      1000,
  };
}

function target(probe: Json): [ProbeView['type'], Json | undefined] {
  if (dig(probe, 'httpGet')) {
    const https = /https/i.test(asText(dig(probe, 'httpGet', 'scheme')) ?? '');
    return [https ? 'https' : 'http', dig(probe, 'httpGet', 'port')];
  }
  if (dig(probe, 'tcpSocket')) {
    return ['tcp', dig(probe, 'tcpSocket', 'port')];
  }
  if (dig(probe, 'grpc')) {
    return ['grpc', dig(probe, 'grpc', 'port')];
  }
  return ['exec', undefined];
}
