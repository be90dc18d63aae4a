import { resourceEvidence } from '../../findings/evidence';
import {
  calledAddresses,
  serviceOfHost,
  type CalledAddress,
} from '../../kubernetes/addresses';
import { isUnhealthy } from '../../kubernetes/health';
import { podSetsOf, type PodSet } from '../../kubernetes/podSets';
import { podSetsOfNamespace } from '../../kubernetes/services';
import { asNumber, asObjects, dig } from '../../snapshot/json';
import { toRef } from '../../snapshot/owners';
import { listCommand, quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import type { ResourceVersion } from '../../snapshot/SnapshotInput';
import type { Analyzer, Candidate } from '../Analyzer';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'caller-port-mismatch': [
    'calls a service on a port that the service does not have',
    'обращается к сервису по порту, которого у сервиса нет',
  ],
  'caller-address-unresolved': [
    'calls a service by a name that does not exist',
    'обращается к сервису по несуществующему имени',
  ],
});

const ADDRESS_NAME =
  /(_ADDR|_ADDRESS|_HOST|_HOSTNAME|_URL|_URI|_ENDPOINT|_SERVICE|_SERVER|_BROKERS?|_BOOTSTRAP_SERVERS|_DSN)$/i;

/** Addresses in the environment of containers, held against the services that exist. */
export const callerAddresses: Analyzer = {
  id: 'kubernetes/caller-addresses',
  causes: causes.descriptions,
  *analyze(snapshot) {
    for (const podSet of podSetsOf(snapshot)) {
      if (snapshot.isRecorded(podSet.holder.instance, 'Service')) {
        for (const address of calledAddresses(podSet)) {
          const candidate = judge(snapshot, podSet, address);
          if (candidate) {
            yield candidate;
          }
        }
      }
    }
  },
};

function judge(
  snapshot: Snapshot,
  podSet: PodSet,
  address: CalledAddress,
): Candidate | undefined {
  const { host, port, from } = address;
  const service = serviceOfHost(snapshot, podSet.holder, host);
  if (service) {
    const asked = port ?? portBeside(podSet, address);
    const ports = asObjects(dig(service.body, 'spec', 'ports')).map(one =>
      asNumber(one.port),
    );
    return asked !== undefined && ports.length > 0 && !ports.includes(asked)
      ? describe(podSet, address, {
          cause: 'caller-port-mismatch',
          detail: `${from}=${address.value}; ${service.name}: ${ports.join(
            ', ',
          )}`,
          service,
        })
      : undefined;
  }
  // an outside host has dots; a bare name is a service's, and one that does not exist cannot be called
  const inCluster = !host.includes('.') || /\.svc(\.|$)/.test(host);
  return ADDRESS_NAME.test(from) &&
    inCluster &&
    !OWN.has(host) &&
    isNamespaceRecorded(snapshot, podSet, host) &&
    (port !== undefined || isUnhealthy(snapshot, podSet.top))
    ? describe(podSet, address, {
        cause: 'caller-address-unresolved',
        detail: `${from}=${address.value}`,
      })
    : undefined;
}

const OWN = new Set([
  'localhost',
  'true',
  'false',
  'none',
  'kubernetes',
  'default',
]);

/** Of a namespace that nobody recorded nothing is known, as in a recording of one namespace. */
function isNamespaceRecorded(
  snapshot: Snapshot,
  { holder, namespace: own }: PodSet,
  host: string,
): boolean {
  const namespace = host.split('.')[1] ?? own;
  return (
    namespace === own ||
    snapshot
      .list('Service')
      .some(
        service =>
          service.instance === holder.instance &&
          service.namespace === namespace,
      ) ||
    podSetsOfNamespace(snapshot, holder.instance, namespace).length > 0
  );
}

/** `DB_HOST` and `DB_PORT` belong together. */
function portBeside(
  podSet: PodSet,
  { from, container, value }: CalledAddress,
): number | undefined {
  const stem = /^(.*)_(?:HOST|HOSTNAME|ADDR|ADDRESS|SERVER|SERVICE)$/i.exec(
    from,
  )?.[1];
  if (!stem || /\s|,/.test(value)) {
    return undefined;
  }
  const own = podSet.containers.find(({ name }) => name === container);
  const beside = asObjects(own?.env).find(
    ({ name }) => name === `${stem}_PORT`,
  );
  const port = Number(beside?.value);
  return Number.isInteger(port) && port > 0 ? port : undefined;
}

function describe(
  podSet: PodSet,
  { from, container }: CalledAddress,
  told: {
    cause: Parameters<typeof causes.title>[0];
    detail: string;
    service?: ResourceVersion;
  },
): Candidate {
  const detail = quote(told.detail, 160);
  const title = causes.title(told.cause, podSet.top.name, say(detail, detail));
  const state = resourceEvidence(podSet.holder, title);
  const states = told.service
    ? [
        state,
        resourceEvidence(
          told.service,
          say(
            `ports of service ${told.service.name}: ${detail}`,
            `порты сервиса ${told.service.name}: ${detail}`,
          ),
        ),
      ]
    : [state];
  return {
    cause: told.cause,
    subject: toRef(podSet.holder),
    title,
    severity: 'error',
    directness: 'inferred',
    reasons: [{ text: title, evidence: [state.id] }],
    evidence: states,
    activeWhile: 'always',
    explains: [
      'crash-loop',
      'readiness-probe-failing',
      'liveness-probe-failing',
      'dependency-unreachable',
      'dns-resolution-failing',
      'dependency-timeout',
      'pod-not-ready',
    ],
    nextChecks: [
      {
        text: say(
          'Compare the address with the services that exist.',
          'Сравнить адрес с существующими сервисами.',
        ),
        command: listCommand('service', podSet.namespace),
      },
    ],
    values: { variable: from, container },
  };
}
