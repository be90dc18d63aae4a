import { resourceEvidence } from '../../findings/evidence';
import { calledAddresses, serviceOfHost } from '../../kubernetes/addresses';
import { podSetsOf, selects, type PodSet } from '../../kubernetes/podSets';
import { podSetsBehind } from '../../kubernetes/services';
import { asList, asObjects, asTexts, dig } from '../../snapshot/json';
import { toRef } from '../../snapshot/owners';
import { getCommand, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import type { JsonObject, ResourceVersion } from '../../snapshot/SnapshotInput';
import type { Analyzer, Candidate } from '../Analyzer';

const causes = defineCauses({
  'network-policy-blocks': [
    'no network policy lets a caller in',
    'ни одна сетевая политика не пропускает вызывающего',
  ],
});

/**
 * Calls that policies forbid, by proof only: the callee is selected for ingress, and no rule of any
 * policy that selects it could let the caller in. A rule that is not understood lets everybody in.
 */
export const networkPolicies: Analyzer = {
  id: 'kubernetes/network-policies',
  causes: causes.descriptions,
  *analyze(snapshot) {
    const policies = snapshot.list('NetworkPolicy');
    if (policies.length === 0) {
      return;
    }
    for (const caller of podSetsOf(snapshot)) {
      for (const { host } of calledAddresses(caller)) {
        const service = serviceOfHost(snapshot, caller.holder, host);
        for (const callee of service ? podSetsBehind(snapshot, service) : []) {
          const own = policies.filter(policy =>
            restrictsIngress(policy, callee),
          );
          if (own.length > 0 && !own.some(policy => admits(policy, caller))) {
            yield describe(own[0], caller, callee);
          }
        }
      }
    }
  },
};

function restrictsIngress(
  policy: ResourceVersion,
  { holder, namespace, labels }: PodSet,
): boolean {
  const types = asList(dig(policy.body, 'spec', 'policyTypes'));
  return (
    policy.instance === holder.instance &&
    policy.namespace === namespace &&
    (types.length === 0 || types.includes('Ingress')) &&
    fits(dig(policy.body, 'spec', 'podSelector'), labels) === true
  );
}

function admits(policy: ResourceVersion, caller: PodSet): boolean {
  return asObjects(dig(policy.body, 'spec', 'ingress')).some(rule => {
    const from = asObjects(rule.from);
    return from.length === 0 || from.some(peer => mayBe(policy, peer, caller));
  });
}

function mayBe(
  policy: ResourceVersion,
  peer: JsonObject,
  caller: PodSet,
): boolean {
  if (peer.ipBlock !== undefined) {
    return true;
  }
  // labels of namespaces are not always recorded: then nothing is proven
  if (
    peer.namespaceSelector === undefined &&
    caller.namespace !== policy.namespace
  ) {
    return false;
  }
  return (
    peer.podSelector === undefined ||
    fits(peer.podSelector, caller.labels) !== false
  );
}

/** An empty selector selects everything; expressions are not judged. */
function fits(
  selector: JsonObject[string],
  labels: ReadonlyMap<string, string>,
): boolean | undefined {
  if (asList(dig(selector, 'matchExpressions')).length > 0) {
    return undefined;
  }
  const pairs = asTexts(dig(selector, 'matchLabels'));
  return pairs.length === 0 || selects(pairs, labels);
}

function describe(
  policy: ResourceVersion,
  caller: PodSet,
  callee: PodSet,
): Candidate {
  const text = say(
    `${caller.top.name} may not reach ${callee.top.name}`,
    `${caller.top.name} не может обратиться к ${callee.top.name}`,
  );
  const state = resourceEvidence(
    policy,
    say(
      `NetworkPolicy ${policy.name} selects ${callee.top.name}`,
      `NetworkPolicy ${policy.name} действует на ${callee.top.name}`,
    ),
  );
  return {
    cause: 'network-policy-blocks',
    subject: toRef(policy),
    title: causes.title('network-policy-blocks', policy.name, text),
    severity: 'error',
    directness: 'inferred',
    reasons: [
      {
        text: say(
          `${text.en}: the policy selects its pods and no rule names the caller.`,
          `${text.ru}: политика действует на его поды, и ни одно правило не называет вызывающего.`,
        ),
        evidence: [state.id],
      },
    ],
    evidence: [state],
    activeWhile: 'always',
    affects: [caller.top],
    nextChecks: [
      {
        text: say(
          'Read the rules of the policy.',
          'Прочитать правила политики.',
        ),
        command: getCommand(policy),
      },
    ],
    values: { caller: caller.top.name, callee: callee.top.name },
  };
}
