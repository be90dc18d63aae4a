import { resourceEvidence } from '../../findings/evidence';
import { podSetsOfNamespace } from '../../kubernetes/services';
import { asNumber, asTexts, dig } from '../../snapshot/json';
import { toRef } from '../../snapshot/owners';
import { describeCommand, listNames, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import { selects, type PodSet } from '../../kubernetes/podSets';
import type { ResourceVersion } from '../../snapshot/SnapshotInput';
import type { Analyzer, Candidate } from '../Analyzer';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'drain-blocked': [
    'its disruption budget lets no pod go, so nodes cannot be drained',
    'бюджет прерываний не отпускает ни одного пода, поэтому узлы не удаётся освободить',
  ],
});

/**
 * Budgets that never let a pod go although all are well. That is an oddity until somebody drains a
 * node: then the drain waits for ever.
 */
export const disruptionBudgets: Analyzer = {
  id: 'kubernetes/disruption-budgets',
  causes: causes.descriptions,
  *analyze(snapshot) {
    for (const budget of snapshot.list('PodDisruptionBudget')) {
      if (letsNobodyGo(budget)) {
        yield describe(snapshot, budget);
      }
    }
  },
};

function letsNobodyGo({ body }: ResourceVersion): boolean {
  const read = (name: string) => asNumber(dig(body, 'status', name));
  const expected = read('expectedPods') ?? 0;
  return (
    read('disruptionsAllowed') === 0 &&
    expected > 0 &&
    // with an ill pod among them the budget does what it is for
    (read('currentHealthy') ?? 0) >= expected &&
    (read('desiredHealthy') ?? 0) >= expected
  );
}

function describe(snapshot: Snapshot, budget: ResourceVersion): Candidate {
  const selector = asTexts(dig(budget.body, 'spec', 'selector', 'matchLabels'));
  const sets = podSetsOfNamespace(
    snapshot,
    budget.instance,
    budget.namespace,
  ).filter(({ labels }) => selects(selector, labels));
  const held = cordonedNodesOf(snapshot, sets);
  const names = listNames(held.map(({ name }) => name));
  const desired = asNumber(dig(budget.body, 'status', 'desiredHealthy'));
  const state = resourceEvidence(
    budget,
    say(
      `PodDisruptionBudget ${budget.name}: ${desired} pods must stay, no disruption is allowed`,
      `PodDisruptionBudget ${budget.name}: должно оставаться подов: ${desired}, прерывания не разрешены`,
    ),
  );
  const nodes = held.map(node =>
    resourceEvidence(
      node,
      say(`Node ${node.name} is cordoned`, `Узел ${node.name} закрыт (cordon)`),
    ),
  );
  return {
    cause: 'drain-blocked',
    subject: toRef(budget),
    title: causes.title(
      'drain-blocked',
      budget.name,
      held.length > 0
        ? say(`${names} still holds its pods`, `его поды ещё на ${names}`)
        : undefined,
    ),
    severity: held.length > 0 ? 'warning' : 'info',
    directness: 'inferred',
    reasons: [
      {
        text: say(
          'All its pods are healthy, and still no disruption is allowed.',
          'Все его поды здоровы, и всё же прерывания не разрешены.',
        ),
        evidence: [state.id],
      },
    ],
    evidence: [state, ...nodes],
    activeWhile: 'always',
    nextChecks: [
      {
        text: say(
          'Compare minAvailable with the number of replicas.',
          'Сравнить minAvailable с числом реплик.',
        ),
        command: describeCommand(budget),
      },
    ],
    values: { name: budget.name },
  };
}

function cordonedNodesOf(
  snapshot: Snapshot,
  sets: readonly PodSet[],
): ResourceVersion[] {
  const names = new Set(
    sets.flatMap(({ pods }) =>
      pods.map(pod => dig(pod.body, 'spec', 'nodeName')),
    ),
  );
  const [first] = sets;
  return snapshot
    .list('Node')
    .filter(
      ({ instance, name, body }) =>
        instance === first?.holder.instance &&
        names.has(name) &&
        dig(body, 'spec', 'unschedulable') === true,
    );
}
