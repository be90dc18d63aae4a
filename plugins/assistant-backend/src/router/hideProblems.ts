import type {
  BuildProgress,
  DocumentBaseStatus,
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
