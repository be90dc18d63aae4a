import type {
  Finding,
  SnapshotInput,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { Recording } from '../../plugins/assistant-ingest/src/systems/replay';

/** Cuts findings to what was asked about: an entity with what it depends on, or namespaces. */
export function restrict(
  findings: readonly Finding[],
  { entityRef, namespaces, entities }: Recording,
  { dependencies }: SnapshotInput,
): Finding[] {
  // without a catalog nobody knows what the entity depends on: then everything may be its cause
  const closure =
    entityRef === undefined || entities.length === 0
      ? undefined
      : closureOf(entityRef, dependencies);
  return findings.filter(({ subject, victims }) => {
    const concerned = [subject, ...victims];
    // what belongs to no entity may well be a shared cause
    const inClosure =
      closure === undefined ||
      subject.entityRef === undefined ||
      concerned.some(
        one => one.entityRef !== undefined && closure.has(one.entityRef),
      );
    const inNamespace =
      namespaces === undefined ||
      namespaces.length === 0 ||
      subject.namespace === undefined ||
      concerned.some(one => namespaces.includes(one.namespace ?? ''));
    return inClosure && inNamespace;
  });
}

function closureOf(
  entityRef: string,
  dependencies: SnapshotInput['dependencies'],
): ReadonlySet<string> {
  const closure = new Set([entityRef]);
  // a set grows while it is walked: this visits what was added as well
  for (const from of closure) {
    dependencies
      .filter(dependency => dependency.from === from)
      .forEach(({ to }) => closure.add(to));
  }
  return closure;
}
