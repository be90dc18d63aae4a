import type { ContainerView } from '../kubernetes/pod';
import type { ProbeKind, ProbeView } from '../kubernetes/probes';

export type ProbeCause =
  | 'probe-port-mismatch'
  | 'probe-protocol-mismatch'
  | 'liveness-probe-too-early'
  | `${ProbeKind}-probe-failing`;

const PROTOCOL =
  /malformed HTTP|HTTP response to HTTPS client|first record does not look like a TLS|HTTP\/0\.9|unexpected EOF|http2: |frame too large|not a TLS|unimplemented|server preface|protocol error/i;
const UNREACHABLE =
  /connection refused|i\/o timeout|context deadline|Client\.Timeout|connect: |EOF/i;
const TOO_EARLY = 20_000;

/** Why a probe fails, by its port, its patience and what the kubelet got as an answer. */
export function causeOfProbeFailure(
  probe: ProbeView,
  message: string,
  container: ContainerView,
): ProbeCause {
  if (PROTOCOL.test(message)) {
    return 'probe-protocol-mismatch';
  }
  const isGrpcPort = /grpc/i.test(probe.portName ?? '');
  if (isGrpcPort && (probe.type === 'http' || probe.type === 'https')) {
    return 'probe-protocol-mismatch';
  }
  const unreachable = message === '' || UNREACHABLE.test(message);
  if (unreachable && (!probe.declared || probe.unknownPortName)) {
    return 'probe-port-mismatch';
  }
  if (
    probe.kind === 'liveness' &&
    UNREACHABLE.test(message) &&
    probe.patience <= TOO_EARLY &&
    container.spec.startupProbe === undefined
  ) {
    return 'liveness-probe-too-early';
  }
  return `${probe.kind}-probe-failing`;
}
