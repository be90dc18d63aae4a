import type { AssistantConfig } from './config';
import { DEFAULT_SCOPE_OPTIONS, type ScopeOptions } from './scope';

/** How questions are read, from the configuration; names of environments add to the usual ones. */
export function toScopeOptions(
  config: Pick<AssistantConfig, 'glossary' | 'timeZone'> & {
    environments: Pick<
      AssistantConfig['environments'],
      'default' | 'names' | 'clusters'
    >;
  },
): ScopeOptions {
  const { environments, glossary, timeZone } = config;
  const usual = new Map(
    DEFAULT_SCOPE_OPTIONS.environments.map(({ name, words }) => [name, words]),
  );
  const configured = Object.keys(environments.names);
  const names = new Set([
    environments.default,
    // an organization that lists its environments has no others
    ...(configured.length > 0 ? configured : usual.keys()),
  ]);
  return {
    defaultEnvironment: environments.default,
    environments: [...names].map(name => ({
      name,
      words: [
        ...new Set([
          name,
          ...(usual.get(name) ?? []),
          ...(environments.names[name] ?? []),
        ]),
      ],
      kubernetesCluster: environments.clusters[name],
    })),
    glossary,
    timeZone,
  };
}
