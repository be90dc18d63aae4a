import type { Analyzer } from './Analyzer';

/** Everything that the engine looks for by itself. @public */
export const builtInAnalyzers: readonly Analyzer[] = [];
