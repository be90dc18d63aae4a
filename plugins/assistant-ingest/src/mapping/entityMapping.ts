import { ASSISTANT_ANNOTATIONS } from '@smart-assistant/backstage-plugin-assistant-common';
import {
  type Entity,
  getCompoundEntityRef,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Dependency } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { MappedEntity } from './MappingRules';

/** What the mapping looks at of an entity. */
export function toMappedEntity(entity: Entity): MappedEntity {
  const annotations = entity.metadata.annotations ?? {};
  const owner = entity.spec?.owner;
  return {
    entityRef: stringifyEntityRef(entity),
    kind: entity.kind.toLocaleLowerCase('en-US'),
    name: entity.metadata.name,
    ...(typeof owner === 'string' && { owner: refOf(owner, entity, 'group') }),
    aliases: (annotations[ASSISTANT_ANNOTATIONS.aliases] ?? '')
      .split(',')
      .map(alias => alias.trim())
      .filter(alias => alias !== ''),
    annotations,
  };
}

/** Who needs whom, by what the specifications of entities say: `dependsOn`, and APIs by their providers. */
export function dependenciesOf(entities: readonly Entity[]): Dependency[] {
  const providers = new Map<string, string>();
  for (const entity of entities) {
    for (const api of textsOf(entity.spec?.providesApis)) {
      providers.set(refOf(api, entity, 'api'), stringifyEntityRef(entity));
    }
  }
  return entities.flatMap(entity => {
    const from = stringifyEntityRef(entity);
    const direct = textsOf(entity.spec?.dependsOn).map(ref =>
      refOf(ref, entity, 'component'),
    );
    const overApis = textsOf(entity.spec?.consumesApis).flatMap(
      api => providers.get(refOf(api, entity, 'api')) ?? [],
    );
    return [...direct, ...overApis]
      .filter(to => to !== from)
      .map(to => ({ from, to }));
  });
}

function refOf(ref: string, entity: Entity, defaultKind: string): string {
  return stringifyEntityRef(
    parseEntityRef(ref, {
      defaultKind,
      defaultNamespace: getCompoundEntityRef(entity).namespace,
    }),
  );
}

const textsOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : [];
