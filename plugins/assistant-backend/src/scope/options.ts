/** One environment, read from `assistant.environments`. */
export interface EnvironmentOptions {
  name: string;
  /** Words by which people call it, in any language; inflections follow by themselves. */
  words: readonly string[];
  /** Kubernetes cluster of this environment, in place of the one that the entity names. */
  kubernetesCluster?: string;
}

/** One line of the reviewed glossary, read from `assistant.glossary`. */
export interface GlossaryTerm {
  term: string;
  means: readonly string[];
}

/** How questions are read. */
export interface ScopeOptions {
  /** Environment that is meant when nobody says one; entities name its cluster. */
  defaultEnvironment?: string;
  environments: readonly EnvironmentOptions[];
  glossary: readonly GlossaryTerm[];
  /** IANA zone in which clock times of a question are read. */
  timeZone: string;
}

/** What holds unless the configuration says otherwise. */
export const DEFAULT_SCOPE_OPTIONS: ScopeOptions = {
  defaultEnvironment: 'prod',
  environments: [
    {
      name: 'prod',
      words: ['prod', 'production', 'прод', 'продакшен', 'продакшн'],
    },
    {
      name: 'stage',
      words: ['stage', 'staging', 'стейдж', 'стейджинг'],
    },
  ],
  glossary: [],
  timeZone: 'UTC',
};
