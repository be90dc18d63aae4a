/** What a cause does to its object, as the verdict says it in one verb. */
export type Trouble =
  | 'memory'
  | 'crashes'
  | 'restarts'
  | 'cannot-start'
  | 'unreachable'
  | 'trouble';

const TROUBLES: Record<Exclude<Trouble, 'trouble'>, string> = {
  memory: 'container-oom-killed',
  crashes:
    'application-out-of-memory crash-loop segmentation-fault process-aborted container-completes container-killed container-terminated',
  restarts:
    'liveness-probe-failing liveness-probe-too-early startup-probe-failing',
  'cannot-start':
    'image-access-denied image-disk-full image-name-invalid image-never-pulled image-not-found image-platform-mismatch ' +
    'image-pull-failing image-rate-limited registry-certificate-invalid registry-name-unresolved registry-unreachable ' +
    'secret-key-missing secret-missing configmap-key-missing configmap-missing container-config-error container-start-error ' +
    'command-not-executable command-not-found init-container-failing init-container-hanging service-account-missing ' +
    'priority-class-missing volume-mount-failing pvc-missing pvc-unbound insufficient-cpu insufficient-memory ' +
    'insufficient-resource host-port-conflict node-affinity-unsatisfied pod-affinity-unsatisfied pod-anti-affinity-unsatisfied ' +
    'taint-not-tolerated too-many-pods topology-spread-unsatisfied unschedulable volume-limit-reached ' +
    'volume-node-affinity-conflict nodes-cordoned scheduling-gated scheduler-not-running quota-exceeded limit-range-violated ' +
    'pod-security-violation admission-webhook-denied admission-webhook-unreachable create-forbidden object-invalid ' +
    'pods-not-created pod-sandbox-failing pod-start-stuck model-load-failed serving-runtime-missing',
  unreachable:
    'service-without-endpoints service-selector-mismatch service-port-mismatch readiness-probe-failing ' +
    'probe-port-mismatch probe-protocol-mismatch scaled-to-zero',
};

const BY_CAUSE = new Map(
  Object.entries(TROUBLES).flatMap(([trouble, causes]) =>
    causes.split(' ').map(cause => [cause, trouble as Trouble] as const),
  ),
);

/** A cause of somebody else's analyzer is simply trouble; its title says the rest. */
export function troubleOf(cause: string): Trouble {
  return BY_CAUSE.get(cause) ?? 'trouble';
}
