import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { TelemetryPipeline } from '../TelemetryPipeline';
import { type PipelineSettings, createPipeline } from './createPipeline';
import type { PipelineReply, PipelineRequest } from './messages';

/**
 * Entry of the pipeline's thread. wasm/build.mjs bundles it to assets/telemetry/worker.cjs, which is what runs: so the
 * same file works in tests, in development and in the published package.
 */
function serve(port: MessagePort, settings: PipelineSettings) {
  const pipeline = createPipeline(settings);
  port.on('message', (request: PipelineRequest) => {
    port.postMessage(answer(pipeline, request));
  });
}

function answer(
  pipeline: TelemetryPipeline,
  request: PipelineRequest,
): PipelineReply {
  const { id } = request;
  try {
    if ('page' in request) {
      return { id, processed: pipeline.process(request.page) };
    }
    pipeline.retract();
    return { id };
  } catch (error) {
    return { id, error: String(error) };
  }
}

if (parentPort) {
  serve(parentPort, workerData as PipelineSettings);
}
