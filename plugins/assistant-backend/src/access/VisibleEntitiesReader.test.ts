import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  AuthorizeResult,
  type ConditionalPolicyDecision,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { testEntity } from './testUtils/testEntity';
import { VisibleEntitiesReader } from './VisibleEntitiesReader';

const signal = new AbortController().signal;
const colin = mockCredentials.user('user:default/colin');
const petra = mockCredentials.user('user:default/petra');

const ownedBy = (...claims: string[]): ConditionalPolicyDecision => ({
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: {
    rule: 'IS_ENTITY_OWNER',
    resourceType: 'catalog-entity',
    params: { claims },
  },
});

function setUp(maxCached?: number) {
  let time = 0;
  const pages: Entity[][] = [
    [testEntity('component:default/a')],
    [testEntity('component:default/b')],
  ];
  const streamEntities = jest.fn(async function* stream() {
    yield* pages;
  });
  const reader = VisibleEntitiesReader.create({
    catalog: { streamEntities },
    now: () => time,
    maxCached,
  });
  return {
    streamEntities,
    passes: (ms: number) => {
      time += ms;
    },
    read: (decision: PolicyDecision, credentials = colin) =>
      reader.read({ decision, credentials, signal }),
  };
}

describe('VisibleEntitiesReader', () => {
  it('takes a plain decision as it is', async () => {
    const { read, streamEntities } = setUp();
    expect(await read({ result: AuthorizeResult.ALLOW })).toEqual({
      type: 'all',
    });
    expect(await read({ result: AuthorizeResult.DENY })).toEqual({
      type: 'refs',
      refs: new Set(),
    });
    expect(streamEntities).not.toHaveBeenCalled();
  });

  it('asks the catalog as the person where there are conditions', async () => {
    const { read, streamEntities } = setUp();
    expect(await read(ownedBy('group:default/x'))).toEqual({
      type: 'refs',
      refs: new Set(['component:default/a', 'component:default/b']),
    });
    expect(streamEntities).toHaveBeenCalledWith(expect.anything(), {
      credentials: colin,
    });
  });

  it('shares the result of equal conditions, and of no others', async () => {
    const { read, streamEntities } = setUp();
    await read(ownedBy('group:default/x'));
    await read(ownedBy('group:default/x'), petra);
    expect(streamEntities).toHaveBeenCalledTimes(1);
    await read(ownedBy('group:default/y'), petra);
    expect(streamEntities).toHaveBeenCalledTimes(2);
    expect(streamEntities).toHaveBeenLastCalledWith(expect.anything(), {
      credentials: petra,
    });
  });

  it('forgets after 30 seconds, so that a revoked right ends', async () => {
    const { read, streamEntities, passes } = setUp();
    await read(ownedBy('group:default/x'));
    passes(29_999);
    await read(ownedBy('group:default/x'));
    expect(streamEntities).toHaveBeenCalledTimes(1);
    passes(1);
    await read(ownedBy('group:default/x'));
    expect(streamEntities).toHaveBeenCalledTimes(2);
  });

  it('keeps a bounded number of results', async () => {
    const { read, streamEntities } = setUp(2);
    for (const claim of ['x', 'y', 'z', 'x']) {
      await read(ownedBy(claim));
    }
    expect(streamEntities).toHaveBeenCalledTimes(4);
  });

  it('fails closed with a remedy, and does not remember the failure', async () => {
    const { read, streamEntities } = setUp();
    streamEntities.mockImplementationOnce(async function* broken() {
      yield [testEntity('component:default/a')];
      throw new Error('connection refused');
    });
    await expect(read(ownedBy('group:default/x'))).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('nothing is shown'),
    });
    expect(await read(ownedBy('group:default/x'))).toMatchObject({
      type: 'refs',
    });
  });
});
