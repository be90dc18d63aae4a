import { mockCredentials } from '@backstage/backend-test-utils';
import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  assistantAskPermission,
  assistantBaseManagePermission,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { ADMINISTRATORS, CONTRACTORS, DemoPolicy } from './DemoPolicy';

const policy = new DemoPolicy();

function as(...groups: string[]) {
  const userEntityRef = 'user:default/somebody';
  return {
    identity: { type: 'user', userEntityRef, ownershipEntityRefs: groups },
    token: 'token',
    credentials: mockCredentials.user(userEntityRef),
    info: { userEntityRef, ownershipEntityRefs: [userEntityRef, ...groups] },
  } as Parameters<DemoPolicy['handle']>[1];
}

describe('DemoPolicy', () => {
  it('lets administrators, and nobody else, manage the bases', async () => {
    const request = { permission: assistantBaseManagePermission };
    expect(await policy.handle(request, as(ADMINISTRATORS))).toEqual({
      result: AuthorizeResult.ALLOW,
    });
    expect(
      await policy.handle(request, as('group:default/team-checkout')),
    ).toEqual({ result: AuthorizeResult.DENY });
    expect(await policy.handle(request, undefined)).toEqual({
      result: AuthorizeResult.DENY,
    });
  });

  it.each([catalogEntityReadPermission, catalogEntityDeletePermission])(
    'binds contractors to what they own: $name',
    async permission => {
      const decision = await policy.handle({ permission }, as(CONTRACTORS));
      expect(decision).toMatchObject({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'catalog',
        conditions: {
          anyOf: [
            {
              rule: 'IS_ENTITY_OWNER',
              params: { claims: ['user:default/somebody', CONTRACTORS] },
            },
            { rule: 'IS_ENTITY_KIND', params: { kinds: ['User', 'Group'] } },
          ],
        },
      });
    },
  );

  it('lets employees read everything and everybody ask', async () => {
    expect(
      await policy.handle(
        { permission: catalogEntityReadPermission },
        as('group:default/team-checkout'),
      ),
    ).toEqual({ result: AuthorizeResult.ALLOW });
    expect(
      await policy.handle(
        { permission: assistantAskPermission },
        as(CONTRACTORS),
      ),
    ).toEqual({ result: AuthorizeResult.ALLOW });
  });
});
