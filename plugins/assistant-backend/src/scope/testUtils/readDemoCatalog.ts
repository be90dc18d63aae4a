import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { parseEntityYaml } from '@backstage/plugin-catalog-node';

/** Relations that the catalog makes of fields, with the kind that a short reference means. */
const RELATIONS: ReadonlyArray<readonly [string, string, string, string]> = [
  ['owner', 'Group', 'ownedBy', 'ownerOf'],
  ['system', 'System', 'partOf', 'hasPart'],
  ['domain', 'Domain', 'partOf', 'hasPart'],
  ['dependsOn', 'Component', 'dependsOn', 'dependencyOf'],
  ['parent', 'Group', 'childOf', 'parentOf'],
  ['memberOf', 'Group', 'memberOf', 'hasMember'],
];

function readFile(file: string): Entity[] {
  const location = { type: 'file', target: file };
  return Array.from(parseEntityYaml(readFileSync(file), location)).flatMap(
    result => {
      if (result.type === 'error') {
        throw result.error;
      }
      return result.type === 'entity' ? [result.entity] : [];
    },
  );
}

function targetsOf(entity: Entity): string[] {
  const targets = entity.kind === 'Location' ? entity.spec?.targets : undefined;
  return Array.isArray(targets) ? targets.map(String) : [];
}

/** Adds the relations of `spec`, as stitching would. */
export function addRelations(entities: Entity[]): Entity[] {
  const relations = new Map<string, NonNullable<Entity['relations']>>();
  const add = (from: string, type: string, targetRef: string) => {
    relations.set(from, [...(relations.get(from) ?? []), { type, targetRef }]);
  };
  for (const entity of entities) {
    const ref = stringifyEntityRef(entity);
    for (const [field, defaultKind, there, back] of RELATIONS) {
      const value = entity.spec?.[field];
      for (const target of Array.isArray(value) ? value : [value]) {
        if (typeof target === 'string') {
          const targetRef = stringifyEntityRef(
            parseEntityRef(target, {
              defaultKind,
              defaultNamespace: 'default',
            }),
          );
          add(ref, there, targetRef);
          add(targetRef, back, ref);
        }
      }
    }
  }
  return entities.map(entity => ({
    ...entity,
    relations: relations.get(stringifyEntityRef(entity)) ?? [],
  }));
}

/** The demo catalog as it is after processing. */
export function readDemoCatalog(repository: string): Entity[] {
  const root = resolve(repository, 'examples/catalog/all.yaml');
  const files = readFile(root)
    .flatMap(targetsOf)
    .map(target => resolve(dirname(root), target));
  return addRelations(files.flatMap(readFile));
}
