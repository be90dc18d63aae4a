import type { EnvironmentRules, ResourceRef } from './SnapshotInput';

/** Whether a text fits a pattern in which `*` stands for any run of characters. @public */
export function matchesGlob(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) {
    return pattern === text;
  }
  const first = parts[0];
  const last = parts[parts.length - 1];
  if (
    text.length < first.length + last.length ||
    !text.startsWith(first) ||
    !text.endsWith(last)
  ) {
    return false;
  }
  let position = first.length;
  const end = text.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, position);
    if (found < 0 || found + part.length > end) {
      return false;
    }
    position = found + part.length;
  }
  return true;
}

/** Name of the environment of a place, by {@link EnvironmentRules}. @public */
export function environmentNameOf(
  { instance, namespace }: Pick<ResourceRef, 'instance' | 'namespace'>,
  rules: Omit<EnvironmentRules, 'production'>,
): string {
  const rule = rules.namespaces.find(
    ({ pattern }) => namespace !== undefined && matchesGlob(pattern, namespace),
  );
  return (
    rule?.environment ??
    (Object.prototype.hasOwnProperty.call(rules.instances, instance)
      ? rules.instances[instance]
      : rules.default)
  );
}

/** The environment that an object belongs to, and whether that is production. */
export function environmentOf(
  ref: ResourceRef,
  rules: EnvironmentRules,
): { name: string; production: boolean } {
  const name = environmentNameOf(ref, rules);
  return { name, production: rules.production.includes(name) };
}
