import type { Config } from '@backstage/config';

export interface DecisionsOptions {
  url: string;
  entityRef: string;
}

export interface FlagsOptions {
  url: string;
  cluster: string;
}

export function readDecisionsOptions(
  config: Config,
): DecisionsOptions | undefined {
  const decisions = config.getOptionalConfig('decisions');
  return (
    decisions && {
      url: decisions.getString('url').replace(/\/$/, ''),
      entityRef: decisions.getString('entityRef').toLocaleLowerCase('en-US'),
    }
  );
}

export function readFlagsOptions(config: Config): FlagsOptions | undefined {
  const flags = config.getOptionalConfig('featureFlags');
  return (
    flags && {
      url: flags.getString('url'),
      cluster: flags.getString('cluster'),
    }
  );
}
