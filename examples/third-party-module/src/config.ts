import type { Config } from '@backstage/config';

export interface DecisionsOptions {
  url: string;
  entityRef: string;
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
