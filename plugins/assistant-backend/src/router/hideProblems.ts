import type {
  BuildProgress,
  DocumentBaseStatus,
  TelemetryBaseStatus,
} from '@smart-assistant/backstage-plugin-assistant-common';

/**
 * A build for people who do not manage the base: what went wrong may name pages and entities that
 * they may not see.
 */
export function hideProblems(build: BuildProgress): BuildProgress {
  return { ...build, problems: [], failure: build.failure && 'Failed' };
}

/** The base for people who do not manage it. */
export function hideStatusProblems(
  status: DocumentBaseStatus,
): DocumentBaseStatus {
  return {
    ...status,
    build: status.build && hideProblems(status.build),
    generations: status.generations.map(generation => ({
      ...generation,
      gate: generation.gate.map(({ check, passed }) => ({
        check,
        passed,
        detail: '',
      })),
      failure: generation.failure && 'Failed',
    })),
  };
}

/**
 * The telemetry base for people who do not manage it: names of workloads and of who went back, and
 * what sources said when they failed, are not theirs.
 */
export function hideTelemetryProblems(
  status: TelemetryBaseStatus,
): TelemetryBaseStatus {
  return {
    ...status,
    hidden: status.hidden.map(range => ({ ...range, by: '' })),
    sources: status.sources.map(source => ({
      ...source,
      ...(source.lastError && {
        lastError: { at: source.lastError.at, message: 'Failed', remedy: '' },
      }),
    })),
    mapping: { ...status.mapping, unmapped: [] },
  };
}
