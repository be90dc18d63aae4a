import type { EnvironmentRules, ResourceRef } from './SnapshotInput';

/** Whether a glob with `*` fits; linear in the length of both. */
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

/** The environment that an object belongs to, by {@link EnvironmentRules}. */
export function environmentOf(
  ref: ResourceRef,
  rules: EnvironmentRules,
): { name: string; production: boolean } {
  const rule = rules.namespaces.find(({ pattern }) =>
    matchesGlob(pattern, ref.namespace ?? ''),
  );
  const name =
    (ref.namespace !== undefined ? rule?.environment : undefined) ??
    (Object.prototype.hasOwnProperty.call(rules.instances, ref.instance)
      ? rules.instances[ref.instance]
      : rules.default);
  return { name, production: rules.production.includes(name) };
}
