import type { ProcessedPage } from '../TelemetryPipeline';
import type { PageInput } from '../readPage';

/** To the thread. */
export type PipelineRequest =
  | { id: number; page: PageInput }
  | { id: number; retract: true };

/** From the thread. */
export type PipelineReply =
  | { id: number; processed?: ProcessedPage }
  | { id: number; error: string };
