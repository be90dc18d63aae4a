import { EntitySnapshot, type EntityView } from '../access';
import { OverviewReader } from './OverviewReader';
import type { Asker } from './stages';

const view = (ref: string, more: Partial<EntityView> = {}): EntityView => ({
  ref,
  kind: ref.split(':')[0],
  name: ref.split('/')[1],
  namespace: 'default',
  owners: [],
  systems: [],
  dependsOn: [],
  parts: [],
  consumesApis: [],
  providesApis: [],
  parents: [],
  annotations: new Map(),
  ...more,
});

const team = 'group:default/shop';
const snapshot = new EntitySnapshot([
  view(team, { title: 'Shop team' }),
  view('user:default/ann', { title: 'Ann', owners: [team] }),
  view('component:default/zeta', { owners: [team], type: 'service' }),
  view('component:default/alpha', {
    owners: [team],
    type: 'service',
    title: 'Alpha',
  }),
  view('component:default/hidden', { owners: [team], type: 'service' }),
  view('component:default/other', { type: 'model' }),
]);

const asker: Asker = {
  userRef: 'user:default/ann',
  principals: ['user:default/ann', team],
  filter: { entities: { type: 'all' }, principals: [] },
  levelOf: ref => (ref.endsWith('/hidden') ? 'none' : 'full'),
};

describe('OverviewReader', () => {
  const reader = new OverviewReader({ environments: ['prod', 'stage'] });
  const request = {
    asker,
    snapshot,
    language: 'en',
    canManageBase: false,
  } as const;

  it('lists what the person owns and may see, sorted, without people', () => {
    expect(reader.read(request)).toMatchObject({
      user: { title: 'Ann' },
      groups: [{ entityRef: team, title: 'Shop team' }],
      owned: [{ title: 'Alpha' }, { title: 'zeta' }],
      ownedTotal: 2,
      environments: ['prod', 'stage'],
    });
  });

  it('suggests questions on the open page, or on what is owned, never on what is hidden', () => {
    expect(
      reader.read({ ...request, entityRef: 'component:default/other' })
        .suggestions[0],
    ).toContain('other');
    const suggestions = reader.read({
      ...request,
      entityRef: 'component:default/hidden',
    }).suggestions;
    expect(suggestions.join()).toContain('Alpha');
    expect(suggestions.join()).not.toContain('hidden');
  });

  it('keeps the list short and counts the rest', () => {
    const many = new EntitySnapshot(
      Array.from({ length: 120 }, (_, i) =>
        view(`component:default/c${i}`, { owners: [team] }),
      ),
    );
    const overview = reader.read({ ...request, snapshot: many });
    expect(overview.owned).toHaveLength(50);
    expect(overview.ownedTotal).toBe(120);
    expect(overview.suggestions).toHaveLength(4);
  });
});
