import { admission } from './kubernetes/admission';
import { autoscalers } from './kubernetes/autoscalers';
import { callerAddresses } from './kubernetes/callerAddresses';
import { conditions } from './kubernetes/conditions';
import { containerExits } from './kubernetes/containerExits';
import { daemonSets } from './kubernetes/daemonSets';
import { disruptionBudgets } from './kubernetes/disruptionBudgets';
import { imagePulls } from './kubernetes/imagePulls';
import { jobs } from './kubernetes/jobs';
import { networkPolicies } from './kubernetes/networkPolicies';
import { nodes } from './kubernetes/nodes';
import { podLifecycle } from './kubernetes/podLifecycle';
import { probes } from './kubernetes/probes';
import { quotas } from './kubernetes/quotas';
import { references } from './kubernetes/references';
import { rollouts } from './kubernetes/rollouts';
import { scheduling } from './kubernetes/scheduling';
import { services } from './kubernetes/services';
import { storage } from './kubernetes/storage';
import { logMessages } from './logs/logMessages';
import { alerts } from './metrics/alerts';
import { metricAnomalies } from './metrics/metricAnomalies';
import { sourceGaps } from './sources/sourceGaps';
import type { Analyzer } from './Analyzer';

/** Everything that the engine looks for by itself. @public */
export const builtInAnalyzers: readonly Analyzer[] = [
  admission,
  alerts,
  autoscalers,
  callerAddresses,
  conditions,
  containerExits,
  daemonSets,
  disruptionBudgets,
  imagePulls,
  jobs,
  logMessages,
  metricAnomalies,
  networkPolicies,
  nodes,
  podLifecycle,
  probes,
  quotas,
  references,
  rollouts,
  scheduling,
  services,
  sourceGaps,
  storage,
];
