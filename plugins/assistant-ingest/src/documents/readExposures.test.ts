import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { readExposuresFrom } from './readExposures';

const SHOP = 'system:default/shop';
const { signal } = new AbortController();

function entity(exposure?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: {
      name: 'shop',
      annotations: exposure ? { 'assistant/exposure': exposure } : undefined,
    },
  };
}

function create(...answers: Array<Array<Entity | undefined>>) {
  let reads = 0;
  const getEntitiesByRefs = jest.fn(
    async (_request: { entityRefs: string[] }) => {
      reads += 1;
      return { items: answers[Math.min(reads, answers.length) - 1] };
    },
  );
  const read = readExposuresFrom({
    catalog: { getEntitiesByRefs },
    auth: mockServices.auth(),
    pollMs: 1,
    polls: 3,
  });
  return { read, getEntitiesByRefs };
}

describe('readExposuresFrom', () => {
  it('reads each entity once, by its annotation', async () => {
    const { read, getEntitiesByRefs } = create([
      entity('none'),
      entity('metadata'),
      entity(),
    ]);
    const exposureOf = await read(['a:b/c', SHOP, 'd:e/f', SHOP], { signal });
    expect(['a:b/c', SHOP, 'd:e/f'].map(exposureOf)).toEqual([
      'none',
      'metadata',
      'full',
    ]);
    expect(getEntitiesByRefs).toHaveBeenCalledTimes(1);
    expect(getEntitiesByRefs.mock.calls[0][0].entityRefs).toHaveLength(3);
  });

  it('waits for an entity that a catalog at its start does not have yet', async () => {
    const { read } = create([undefined], [entity('none')]);
    expect((await read([SHOP], { signal }))(SHOP)).toBe('none');
  });

  it('goes on when the entity stays missing', async () => {
    const { read, getEntitiesByRefs } = create([undefined]);
    expect((await read([SHOP], { signal }))(SHOP)).toBe('full');
    expect(getEntitiesByRefs).toHaveBeenCalledTimes(3);
  });

  it('fails when the catalog does: what was kept may not go away for it', async () => {
    const read = readExposuresFrom({
      catalog: { getEntitiesByRefs: jest.fn().mockRejectedValue(Error('no')) },
      auth: mockServices.auth(),
    });
    await expect(read([SHOP], { signal })).rejects.toThrow('no');
  });
});
