import type { DisclosureLevel } from '../../ask/stages';
import { type Holder, levelOfHolder } from './Holder';

const OWN = 'component:default/own';
const READ = 'component:default/read';
const HIDDEN = 'component:default/hidden';
const levels: Record<string, DisclosureLevel> = {
  [OWN]: 'full',
  [READ]: 'state',
};

const viewer = (principals: string[] = []) => ({
  operators: ['group:default/sre'],
  asker: {
    userRef: 'user:default/ann',
    principals,
    filter: { entities: { type: 'all' as const }, principals },
    levelOf: (ref: string) => levels[ref] ?? ('none' as const),
  },
});
const holder = (
  entityRefs: string[],
  users: string[] = [],
  namespaced = true,
): Holder => ({ entityRefs, users, namespaced });

describe('levelOfHolder', () => {
  it.each([
    ['own', holder([OWN]), 'full'],
    ['own and hidden together', holder([HIDDEN, OWN]), 'full'],
    ['read', holder([READ]), 'state'],
    ['hidden', holder([HIDDEN]), 'none'],
    ['a secret that only own things use', holder([], [OWN]), 'full'],
    ['a quota that others use too', holder([], [OWN, HIDDEN]), 'state'],
    ['a node with an own workload', holder([], [OWN], false), 'state'],
    ['a node with read workloads alone', holder([], [READ], false), 'none'],
    ['nobody’s', holder([]), 'none'],
    ['unknown', undefined, 'none'],
    ['of a group that is not theirs', holder(['group:default/shop']), 'none'],
  ])('%s', (_, held, level) => {
    expect(levelOfHolder(held, viewer())).toBe(level);
  });

  it('gives the things of a namespace to the group that owns it', () => {
    expect(
      levelOfHolder(
        holder(['group:default/shop']),
        viewer(['group:default/shop']),
      ),
    ).toBe('full');
  });

  it('gives what belongs to nobody to operators, but no entity that they may not read', () => {
    const operator = viewer(['group:default/sre']);
    expect(levelOfHolder(holder([]), operator)).toBe('full');
    expect(levelOfHolder(undefined, operator)).toBe('full');
    expect(levelOfHolder(holder([HIDDEN]), operator)).toBe('none');
  });
});
