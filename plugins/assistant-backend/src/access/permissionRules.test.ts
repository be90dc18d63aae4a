import {
  assistantConditions,
  assistantPermissionRules,
  toPermissionResource,
} from './permissionRules';
import type { ruleParams } from './ruleParams';
import { EntitySnapshot } from './EntitySnapshot';
import { testEntity } from './testUtils/testEntity';
import { toEntityView } from './toEntityView';

const { isOwner, isSystemOwner, hasAnnotation } = assistantPermissionRules;
const snapshot = new EntitySnapshot(
  [
    testEntity('component:default/checkout', {
      annotations: { 'assistant/exposure': 'metadata' },
      relations: {
        ownedBy: ['group:default/a'],
        partOf: ['system:default/shop'],
      },
    }),
    testEntity('system:default/shop', {
      relations: { ownedBy: ['group:default/b'] },
    }),
  ].map(toEntityView),
);

function checkout() {
  const resource = toPermissionResource('component:default/checkout', snapshot);
  if (!resource) {
    throw new Error('checkout is missing');
  }
  return resource;
}

describe('permission rules', () => {
  it('refuses wrong parameters and describes the right ones', () => {
    const schema = isOwner.paramsSchema as {
      '~standard': ReturnType<typeof ruleParams>['~standard'];
    };
    const { validate, jsonSchema } = schema['~standard'];
    expect(validate({ claims: ['group:default/a'] })).toEqual({
      value: { claims: ['group:default/a'] },
    });
    expect(validate({ claims: 'group:default/a' })).toEqual({
      issues: [{ message: expect.stringContaining('array') }],
    });
    expect(jsonSchema.input()).toMatchObject({ required: ['claims'] });
  });

  it('knows nothing of what is not there', () => {
    expect(
      toPermissionResource('component:default/absent', snapshot),
    ).toBeUndefined();
  });

  it('tells owners from owners of the System', () => {
    expect(isOwner.apply(checkout(), { claims: ['group:default/a'] })).toBe(
      true,
    );
    expect(isOwner.apply(checkout(), { claims: ['group:default/b'] })).toBe(
      false,
    );
    expect(
      isSystemOwner.apply(checkout(), { claims: ['group:default/b'] }),
    ).toBe(true);
    expect(
      isSystemOwner.apply(checkout(), { claims: ['group:default/a'] }),
    ).toBe(false);
  });

  it('judges annotations by key, and by value if one is given', () => {
    const annotation = 'assistant/exposure';
    expect(hasAnnotation.apply(checkout(), { annotation })).toBe(true);
    expect(
      hasAnnotation.apply(checkout(), { annotation, value: 'metadata' }),
    ).toBe(true);
    expect(hasAnnotation.apply(checkout(), { annotation, value: 'none' })).toBe(
      false,
    );
    expect(hasAnnotation.apply(checkout(), { annotation: 'other' })).toBe(
      false,
    );
  });

  it('says the same as a filter on columns', () => {
    const claims = ['group:default/a'];
    expect(isOwner.toQuery({ claims })).toEqual({
      column: 'owners',
      anyOf: claims,
    });
    expect(isSystemOwner.toQuery({ claims })).toEqual({
      column: 'system_owners',
      anyOf: claims,
    });
    expect(hasAnnotation.toQuery({ annotation: 'k', value: 'v' })).toEqual({
      column: 'annotations',
      key: 'k',
      value: 'v',
    });
  });

  it('makes conditions for policies', () => {
    expect(
      assistantConditions.isOwner({ claims: ['group:default/a'] }),
    ).toEqual({
      rule: 'IS_OWNER',
      resourceType: 'assistant-entity',
      params: { claims: ['group:default/a'] },
    });
  });
});
