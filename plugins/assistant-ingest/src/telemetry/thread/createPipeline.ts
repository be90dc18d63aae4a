import { LogTemplateMiner } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { matchesGlob } from '../../mapping/matchesGlob';
import { TelemetryRedactor } from '../../normalize';
import { TelemetryPipeline } from '../TelemetryPipeline';

/** Settings of a pipeline that can be sent to a thread. */
export interface PipelineSettings {
  /** What is taken out beside secrets and personal data. */
  redact: readonly RegExp[];
  environments: {
    default: string;
    instances: Readonly<Record<string, string>>;
    namespaces: ReadonlyArray<{ pattern: string; environment: string }>;
  };
}

export function createPipeline(settings: PipelineSettings): TelemetryPipeline {
  return new TelemetryPipeline({
    redactor: new TelemetryRedactor(settings.redact),
    createMiner: () => LogTemplateMiner.create(),
    environmentOf: environmentOf(settings.environments),
  });
}

/** The environment of a workload: by its namespace, else by its instance, else the default. */
export function environmentOf(
  environments: PipelineSettings['environments'],
): (instance: string, namespace?: string) => string {
  return (instance, namespace) =>
    environments.namespaces.find(
      rule => namespace !== undefined && matchesGlob(rule.pattern, namespace),
    )?.environment ??
    environments.instances[instance] ??
    environments.default;
}
