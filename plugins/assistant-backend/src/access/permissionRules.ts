import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_ASSISTANT_ENTITY } from '@smart-assistant/backstage-plugin-assistant-common';
import { z } from 'zod';
import type { EntitySnapshot } from './EntitySnapshot';
import { ruleParams } from './ruleParams';

/**
 * What rules of `assistant-entity` judge.
 * @public
 */
export interface AssistantEntityResource {
  entityRef: string;
  owners: readonly string[];
  /** Owners of the Systems that the entity is a part of. */
  systemOwners: readonly string[];
  annotations: ReadonlyMap<string, string>;
}

/**
 * A condition as a filter on the columns of the assistant's own tables.
 * @public
 */
export type AssistantEntityFilter =
  | { column: 'owners' | 'system_owners'; anyOf: string[] }
  | { column: 'annotations'; key: string; value?: string };

/**
 * Resource type of the permissions that the assistant decides per entity.
 * @public
 */
export const assistantEntityPermissionResourceRef = createPermissionResourceRef<
  AssistantEntityResource,
  AssistantEntityFilter
>().with({
  pluginId: 'assistant',
  resourceType: RESOURCE_TYPE_ASSISTANT_ENTITY,
});

type Ref = typeof assistantEntityPermissionResourceRef;
/** Parameters of the rules about owners. @public */
export type ClaimsParams = { claims: string[] };
/** Parameters of the rule about annotations. @public */
export type AnnotationParams = { annotation: string; value?: string };

const claimsSchema = ruleParams<ClaimsParams>(
  z.object({ claims: z.array(z.string()) }),
  {
    type: 'object',
    properties: {
      claims: {
        type: 'array',
        items: { type: 'string' },
        description:
          'References of users and groups, at least one of which owns',
      },
    },
    required: ['claims'],
  },
);

const annotationSchema = ruleParams<AnnotationParams>(
  z.object({ annotation: z.string(), value: z.string().optional() }),
  {
    type: 'object',
    properties: {
      annotation: {
        type: 'string',
        description: 'Key, such as assistant/exposure',
      },
      value: { type: 'string', description: 'Exact value' },
    },
    required: ['annotation'],
  },
);

const isOwner = createPermissionRule<Ref, ClaimsParams>({
  name: 'IS_OWNER',
  description: 'The entity is owned by one of the claims',
  resourceRef: assistantEntityPermissionResourceRef,
  paramsSchema: claimsSchema,
  apply: ({ owners }, { claims }) =>
    owners.some(owner => claims.includes(owner)),
  toQuery: ({ claims }) => ({ column: 'owners', anyOf: claims }),
});

const isSystemOwner = createPermissionRule<Ref, ClaimsParams>({
  name: 'IS_SYSTEM_OWNER',
  description:
    'A System that the entity is a part of is owned by one of the claims',
  resourceRef: assistantEntityPermissionResourceRef,
  paramsSchema: claimsSchema,
  apply: ({ systemOwners }, { claims }) =>
    systemOwners.some(owner => claims.includes(owner)),
  toQuery: ({ claims }) => ({ column: 'system_owners', anyOf: claims }),
});

const hasAnnotation = createPermissionRule<Ref, AnnotationParams>({
  name: 'HAS_ANNOTATION',
  description: 'The entity has an annotation, with a value if one is given',
  resourceRef: assistantEntityPermissionResourceRef,
  paramsSchema: annotationSchema,
  apply: ({ annotations }, { annotation, value }) =>
    value === undefined
      ? annotations.has(annotation)
      : annotations.get(annotation) === value,
  toQuery: ({ annotation, value }) => ({
    column: 'annotations',
    key: annotation,
    value,
  }),
});

/**
 * Rules that a policy can bind `assistant.telemetry.read` to.
 * @public
 */
export const assistantPermissionRules = {
  isOwner,
  isSystemOwner,
  hasAnnotation,
};

const conditionExports = createConditionExports({
  resourceRef: assistantEntityPermissionResourceRef,
  rules: assistantPermissionRules,
});

/**
 * Conditions for permission policies.
 * @public
 */
export const assistantConditions = conditionExports.conditions;

/**
 * Makes a decision from {@link assistantConditions}.
 * @public
 */
export const createAssistantConditionalDecision =
  conditionExports.createConditionalDecision;

/** What the rules judge of an entity, or `undefined` if there is none of that name. */
export function toPermissionResource(
  entityRef: string,
  snapshot: EntitySnapshot,
): AssistantEntityResource | undefined {
  const view = snapshot.get(entityRef);
  return (
    view && {
      entityRef,
      owners: view.owners,
      systemOwners: view.systems.flatMap(
        system => snapshot.get(system)?.owners ?? [],
      ),
      annotations: view.annotations,
    }
  );
}
