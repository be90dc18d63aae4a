import type { ResourceRef } from '../snapshot/SnapshotInput';

/** RFC 1123 subdomain, the grammar of most names; a name that breaks it never reaches a command. */
const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const KIND = /^[A-Za-z][A-Za-z0-9]{0,62}$/;

const CLUSTER_WIDE = new Set([
  'Node',
  'PersistentVolume',
  'StorageClass',
  'Namespace',
]);

/** A name fit for a command, else a placeholder that the reader sees. */
export function safeName(
  name: string | undefined,
  placeholder: string,
): string {
  return name !== undefined && NAME.test(name) ? name : `<${placeholder}>`;
}

function scope(ref: ResourceRef): string {
  return CLUSTER_WIDE.has(ref.kind)
    ? ''
    : ` -n ${safeName(ref.namespace, 'namespace')}`;
}

function target(ref: ResourceRef): string {
  const kind = KIND.test(ref.kind) ? ref.kind.toLowerCase() : '<kind>';
  return `${kind} ${safeName(ref.name, 'name')}`;
}

/** `kubectl describe …`: state and events of an object. */
export function describeCommand(ref: ResourceRef): string {
  return `kubectl describe ${target(ref)}${scope(ref)}`;
}

/** `kubectl get … -o yaml`. */
export function getCommand(ref: ResourceRef): string {
  return `kubectl get ${target(ref)}${scope(ref)} -o yaml`;
}

/** `kubectl get <kinds>` of a namespace. */
export function listCommand(kinds: string, namespace?: string): string {
  return `kubectl get ${kinds} -n ${safeName(namespace, 'namespace')} -o wide`;
}

export function logsCommand(
  pod: ResourceRef,
  container: string | undefined,
  options: { previous?: boolean } = {},
): string {
  return [
    `kubectl logs ${safeName(pod.name, 'pod')}${scope(pod)}`,
    `-c ${safeName(container, 'container')}`,
    ...(options.previous ? ['--previous'] : []),
    '--tail=200',
  ].join(' ');
}
