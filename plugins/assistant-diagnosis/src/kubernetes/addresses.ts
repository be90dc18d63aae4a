import { asList, asObjects, asText } from '../snapshot/json';
import type { PodSet } from './podSets';
import type { ResourceVersion } from '../snapshot/SnapshotInput';
import type { Snapshot } from '../snapshot/Snapshot';

/** An address by which a container calls another one. */
export interface CalledAddress {
  /** Name of the environment variable, or `args`. */
  from: string;
  container: string;
  value: string;
  host: string;
  port?: number;
}

const HOST = /^([a-z0-9]([-a-z0-9.]{0,250}[a-z0-9])?)(?::([0-9]{1,5}))?$/i;
const MAX_VALUE = 500;

/** Host and port of `host`, `host:port`, a URL, a JDBC URL or a list of those. */
export function parseAddresses(
  value: string,
): ReadonlyArray<{ host: string; port?: number }> {
  return value
    .slice(0, MAX_VALUE)
    .split(/[\s,;]+/)
    .flatMap(part => {
      const withoutScheme = part.replace(/^(?:[a-z][a-z0-9+.-]*:)+\/\//i, '');
      const authority = withoutScheme.split(/[/?#]/)[0];
      const match = HOST.exec(authority.slice(authority.lastIndexOf('@') + 1));
      // a bare number is a port or a count, never a host
      if (!match || /^[0-9.]+$/.test(match[1])) {
        return [];
      }
      return [
        {
          host: match[1].toLowerCase(),
          port: match[3] ? +match[3] : undefined,
        },
      ];
    });
}

const known = new WeakMap<PodSet, readonly CalledAddress[]>();

export function calledAddresses(podSet: PodSet): readonly CalledAddress[] {
  let addresses = known.get(podSet);
  if (!addresses) {
    addresses = podSet.containers.flatMap(container => {
      const name = asText(container.name) ?? '';
      const env = asObjects(container.env).flatMap(one => {
        const value = asText(one.value);
        return value ? [{ from: asText(one.name) ?? '', value }] : [];
      });
      const args = [...asList(container.args), ...asList(container.command)]
        .map(asText)
        .flatMap(value =>
          value ? [{ from: 'args', value: value.replace(/^-[^=]*=/, '') }] : [],
        );
      return [...env, ...args].flatMap(({ from, value }) =>
        parseAddresses(value).map(address => ({
          from,
          container: name,
          value,
          ...address,
        })),
      );
    });
    known.set(podSet, addresses);
  }
  return addresses;
}

/** The service that a host name means when asked from a namespace. */
export function serviceOfHost(
  snapshot: Snapshot,
  from: { system: string; instance: string; namespace?: string },
  host: string,
): ResourceVersion | undefined {
  const parts = host.toLowerCase().replace(/\.$/, '').split('.');
  const [name, namespace, suffix] = parts;
  if (parts.length > 1 && parts.length > 2 && suffix !== 'svc') {
    return undefined;
  }
  return snapshot.get({
    system: 'kubernetes',
    instance: from.instance,
    kind: 'Service',
    namespace: namespace ?? from.namespace,
    name,
  });
}
