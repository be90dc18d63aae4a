import type { Entity } from '@backstage/catalog-model';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isPermission,
} from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import type { BaseDocument } from '@smart-assistant/backstage-plugin-assistant-node';
import { createChunk, createDocument } from '../database/testUtils/documents';

export const ANN = 'user:default/ann';
export const BOB = 'user:default/bob';
export const MUTE = 'user:default/mute';
export const ADMIN = 'user:default/admin';

export const groups: Record<string, string[]> = {
  [ANN]: ['group:default/shop'],
  [BOB]: ['group:default/ml'],
  [MUTE]: [],
  [ADMIN]: ['group:default/admins'],
};

/** Annotations that the catalog wants of entities that a provider brings. */
export const providerAnnotations = {
  test: 'yes',
  'backstage.io/managed-by-location': 'url:http://test/x',
  'backstage.io/managed-by-origin-location': 'url:http://test/x',
};

function component(name: string, owner: string, type = 'service'): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations: providerAnnotations },
    spec: { type, lifecycle: 'production', owner },
  };
}

export const entities = [
  component('checkout', 'group:default/shop'),
  component('recommender', 'group:default/ml', 'ml-model'),
];

/** Everybody reads what their groups own; `mute` may not ask; administrators manage the base. */
export const policy: PermissionPolicy = {
  async handle({ permission }, user) {
    const claims = user?.info.ownershipEntityRefs ?? [];
    if (isPermission(permission, catalogEntityReadPermission)) {
      return createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({ claims }),
      );
    }
    const denied =
      (permission.name === 'assistant.ask' && claims.includes(MUTE)) ||
      (permission.name === 'assistant.base.manage' &&
        !claims.includes('group:default/admins'));
    return { result: denied ? AuthorizeResult.DENY : AuthorizeResult.ALLOW };
  },
};

export const documents: BaseDocument[] = [
  createDocument('checkout/rollback.md', [], {
    title: 'Checkout runbook',
    chunks: [
      createChunk(
        'Roll checkout back after a bad release: run `helm rollback checkout` and watch the pods.',
        {
          headingPath: ['Checkout runbook', 'Roll back a release'],
          anchor: 'roll-back-a-release',
        },
      ),
      createChunk(
        'Откатите checkout после неудачного релиза командой `helm rollback checkout` и следите за подами.',
        {
          ordinal: 1,
          headingPath: ['Checkout runbook', 'Откат релиза'],
          anchor: 'otkat',
        },
      ),
    ],
  }),
  createDocument('recommender/slow.md', [], {
    entityRef: 'component:default/recommender',
    title: 'Recommender secret-page',
    chunks: [
      createChunk(
        'When the recommender answers slowly after a bad release, roll back the secret-model.',
        {
          headingPath: ['Recommender secret-page', 'Slow answers'],
        },
      ),
    ],
  }),
];
