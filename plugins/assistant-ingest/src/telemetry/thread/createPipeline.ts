import {
  type EnvironmentRules,
  LogTemplateMiner,
  environmentNameOf,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { TelemetryRedactor } from '../../normalize';
import { TelemetryPipeline } from '../TelemetryPipeline';

/** Settings of a pipeline that can be sent to a thread. */
export interface PipelineSettings {
  /** What is taken out beside secrets and personal data. */
  redact: readonly RegExp[];
  environments: Omit<EnvironmentRules, 'production'>;
}

export function createPipeline(settings: PipelineSettings): TelemetryPipeline {
  return new TelemetryPipeline({
    redactor: new TelemetryRedactor(settings.redact),
    createMiner: () => LogTemplateMiner.create(),
    environmentOf: (instance, namespace) =>
      environmentNameOf({ instance, namespace }, settings.environments),
  });
}
