import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { PermissionRuleset } from '@backstage/plugin-permission-node';
import { AskerResolver } from './AskerResolver';
import { EntityIndex } from './EntityIndex';
import { DEFAULT_ACCESS_OPTIONS, type AccessOptions } from './options';
import {
  assistantConditions,
  type AssistantEntityFilter,
  type AssistantEntityResource,
  assistantPermissionRules,
  createAssistantConditionalDecision,
} from './permissionRules';
import { testEntity } from './testUtils/testEntity';
import { VisibleEntitiesReader } from './VisibleEntitiesReader';
import { assistantTelemetryReadPermission } from '@smart-assistant/backstage-plugin-assistant-common';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const CONDITIONAL: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: { rule: 'ANY', resourceType: 'catalog-entity', params: {} },
};

const checkout = 'component:default/checkout';
const payments = 'component:default/payments';
const entities = [
  testEntity(checkout, {
    relations: {
      ownedBy: ['group:default/checkout'],
      partOf: ['system:default/shop'],
    },
  }),
  testEntity(payments, {
    annotations: { 'assistant/exposure': 'none' },
    relations: {
      ownedBy: ['group:default/payments'],
      partOf: ['system:default/shop'],
    },
  }),
  testEntity('system:default/shop', {
    relations: { ownedBy: ['group:default/store'] },
  }),
  testEntity('group:default/checkout', {
    relations: { childOf: ['group:default/payments'] },
  }),
];

const ruleset: PermissionRuleset<
  AssistantEntityResource,
  AssistantEntityFilter
> = {
  getRuleByName: name => {
    const rule = Object.values(assistantPermissionRules).find(
      candidate => candidate.name === name,
    );
    if (!rule) {
      throw new Error(`No rule ${name}`);
    }
    return rule as ReturnType<typeof ruleset.getRuleByName>;
  },
};

function setUp(options: {
  access?: Partial<AccessOptions>;
  groups?: string[];
  visible?: string[];
  decisions?: PolicyDecision[];
  opened?: string[];
}) {
  const userEntityRef = 'user:default/guest';
  const ownershipEntityRefs = [userEntityRef, ...(options.groups ?? [])];
  const permissions = mockServices.permissions.mock({
    authorizeConditional: async () =>
      options.decisions ?? [options.visible ? CONDITIONAL : ALLOW, ALLOW],
  });
  const credentials = mockCredentials.user(userEntityRef);
  const resolver = new AskerResolver({
    access: { ...DEFAULT_ACCESS_OPTIONS, ...options.access },
    permissions,
    userInfo: mockServices.userInfo({ ownershipEntityRefs }),
    index: EntityIndex.create({
      catalog: {
        async *streamEntities() {
          yield entities;
        },
      },
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
    }),
    visibleEntities: VisibleEntitiesReader.create({
      catalog: {
        async *streamEntities() {
          yield (options.visible ?? []).map(ref => testEntity(ref));
        },
      },
    }),
    ruleset,
    readOpened: async () => new Set(options.opened),
  });
  return {
    permissions,
    resolve: async () =>
      (
        await resolver.resolve({
          credentials,
          signal: new AbortController().signal,
        })
      ).asker,
  };
}

describe('AskerResolver', () => {
  it('gives owners everything, other readers the state, and the rest nothing', async () => {
    const { resolve, permissions } = setUp({
      groups: ['group:default/checkout'],
      visible: [checkout, payments],
    });
    const asker = await resolve();
    expect(asker.userRef).toBe('user:default/guest');
    expect(asker.levelOf(checkout)).toBe('full');
    expect(asker.levelOf(payments)).toBe('state');
    expect(asker.levelOf('system:default/shop')).toBe('none');
    expect(asker.filter.entities).toEqual({
      type: 'refs',
      refs: new Set([checkout, payments]),
    });
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(1);
  });

  it('asks that an entity exists even of somebody who may see all', async () => {
    const asker = await setUp({}).resolve();
    expect(asker.levelOf(checkout)).toBe('state');
    expect(asker.levelOf('component:default/absent')).toBe('none');
  });

  it('counts owners of the System as owners of its parts', async () => {
    const asker = await setUp({ groups: ['group:default/store'] }).resolve();
    expect(asker.levelOf(checkout)).toBe('full');
  });

  it('follows parents of groups only where configured', async () => {
    const groups = ['group:default/checkout'];
    expect((await setUp({ groups }).resolve()).levelOf(payments)).toBe('state');
    const asker = await setUp({
      groups,
      access: { parentGroups: true },
    }).resolve();
    expect(asker.levelOf(payments)).toBe('full');
    expect(asker.principals).toContain('group:default/payments');
    expect(asker.filter.principals).toEqual(asker.principals);
  });

  it('widens for operators and readers by configuration, within what may be read', async () => {
    const operators = await setUp({
      groups: ['group:default/ops'],
      visible: [payments],
      access: { operators: ['group:default/ops'] },
    }).resolve();
    expect(operators.levelOf(payments)).toBe('full');
    expect(operators.levelOf(checkout)).toBe('none');
    const readers = await setUp({ access: { telemetry: 'readers' } }).resolve();
    expect(readers.levelOf(payments)).toBe('full');
  });

  it('shows in full what somebody on call opened, within what may be read', async () => {
    const opened = [payments, checkout];
    const asker = await setUp({ opened, visible: [payments] }).resolve();
    expect(asker.levelOf(payments)).toBe('full');
    expect(asker.levelOf(checkout)).toBe('none');
    const denied = await setUp({
      opened,
      decisions: [ALLOW, { result: AuthorizeResult.DENY }],
    }).resolve();
    expect(denied.levelOf(payments)).toBe('state');
  });

  it('narrows by assistant.telemetry.read', async () => {
    const groups = ['group:default/checkout', 'group:default/payments'];
    const denied = await setUp({
      groups,
      decisions: [ALLOW, { result: AuthorizeResult.DENY }],
    }).resolve();
    expect(denied.levelOf(checkout)).toBe('state');
    const notExposed = createAssistantConditionalDecision(
      assistantTelemetryReadPermission,
      {
        not: assistantConditions.hasAnnotation({
          annotation: 'assistant/exposure',
          value: 'none',
        }),
      },
    );
    const conditional = await setUp({
      groups,
      decisions: [ALLOW, notExposed],
    }).resolve();
    expect(conditional.levelOf(checkout)).toBe('full');
    expect(conditional.levelOf(payments)).toBe('state');
  });

  it.each([
    ['the permission system fails', () => Promise.reject(new Error('down'))],
    ['it leaves a question unanswered', () => Promise.resolve([ALLOW])],
  ])('fails closed when %s', async (_, answer) => {
    const { resolve, permissions } = setUp({});
    permissions.authorizeConditional.mockImplementation(answer);
    await expect(resolve()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('nothing is shown'),
    });
  });
});
