import type { Dependency } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { EntitySnapshot } from '../access';

const known = new WeakMap<EntitySnapshot, readonly Dependency[]>();

/**
 * Who needs whom, by the relations of the catalog: `dependsOn`, and APIs by who provides them. Being a
 * part of something is no need. Computed once for each state of the catalog.
 */
export function dependenciesOf(
  snapshot: EntitySnapshot,
): readonly Dependency[] {
  let dependencies = known.get(snapshot);
  if (!dependencies) {
    dependencies = collect(snapshot);
    known.set(snapshot, dependencies);
  }
  return dependencies;
}

function collect(snapshot: EntitySnapshot): Dependency[] {
  const providers = new Map<string, string[]>();
  for (const { ref, providesApis } of snapshot.all()) {
    for (const api of providesApis) {
      providers.set(api, [...(providers.get(api) ?? []), ref]);
    }
  }
  const dependencies: Dependency[] = [];
  for (const { ref, dependsOn, consumesApis } of snapshot.all()) {
    const targets = new Set([
      ...dependsOn,
      ...consumesApis.flatMap(api => providers.get(api) ?? []),
    ]);
    targets.delete(ref);
    targets.forEach(to => dependencies.push({ from: ref, to }));
  }
  return dependencies;
}

/** The entities with everything that they need, over any number of steps; cycles end. */
export function closureOf(
  entityRefs: readonly string[],
  dependencies: readonly Dependency[],
  options: { limit: number },
): string[] {
  const needs = new Map<string, string[]>();
  for (const { from, to } of dependencies) {
    needs.set(from, [...(needs.get(from) ?? []), to]);
  }
  const closure = new Set(entityRefs);
  // a set grows while it is walked: this visits what was added as well
  for (const ref of closure) {
    if (closure.size >= options.limit) {
      break;
    }
    needs.get(ref)?.forEach(to => closure.add(to));
  }
  return [...closure];
}
