import { containerExits } from './kubernetes/containerExits';
import { imagePulls } from './kubernetes/imagePulls';
import { probes } from './kubernetes/probes';
import type { Analyzer } from './Analyzer';

/** Everything that the engine looks for by itself. @public */
export const builtInAnalyzers: readonly Analyzer[] = [
  containerExits,
  imagePulls,
  probes,
];
