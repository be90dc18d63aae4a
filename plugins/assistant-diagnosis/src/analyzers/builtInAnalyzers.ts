import { admission } from './kubernetes/admission';
import { autoscalers } from './kubernetes/autoscalers';
import { callerAddresses } from './kubernetes/callerAddresses';
import { conditions } from './kubernetes/conditions';
import { containerExits } from './kubernetes/containerExits';
import { imagePulls } from './kubernetes/imagePulls';
import { jobs } from './kubernetes/jobs';
import { nodes } from './kubernetes/nodes';
import { podLifecycle } from './kubernetes/podLifecycle';
import { probes } from './kubernetes/probes';
import { references } from './kubernetes/references';
import { rollouts } from './kubernetes/rollouts';
import { scheduling } from './kubernetes/scheduling';
import { services } from './kubernetes/services';
import { storage } from './kubernetes/storage';
import type { Analyzer } from './Analyzer';

/** Everything that the engine looks for by itself. @public */
export const builtInAnalyzers: readonly Analyzer[] = [
  admission,
  autoscalers,
  callerAddresses,
  conditions,
  containerExits,
  imagePulls,
  jobs,
  nodes,
  podLifecycle,
  probes,
  references,
  rollouts,
  scheduling,
  services,
  storage,
];
