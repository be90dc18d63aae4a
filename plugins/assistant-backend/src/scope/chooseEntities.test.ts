import { EntitySnapshot, toEntityView } from '../access';
import { testEntity } from '../access/testUtils/testEntity';
import type { QuestionClass } from '@smart-assistant/backstage-plugin-assistant-common';
import { chooseEntities } from './chooseEntities';
import { NameIndex } from './entities/NameIndex';
import { DEFAULT_SCOPE_OPTIONS } from './options';
import { readQuestion } from './readQuestion';
import { createTestAsker } from './testUtils/createTestResolver';

const SHOP = 'group:default/shop';
const own = { relations: { ownedBy: [SHOP] } };
const names = Array.from(
  { length: 14 },
  (_, i) => `svc-${'abcdefghijklmn'[i]}`,
);
const snapshot = new EntitySnapshot(
  [
    testEntity('component:default/checkout', own),
    testEntity('component:default/payments'),
    testEntity('system:default/shop', own),
    testEntity('api:default/orders-api', own),
    testEntity('user:default/sam', own),
    testEntity('component:default/secret', own),
    ...names.map(name => testEntity(`component:default/${name}`, own)),
  ].map(toEntityView),
);
let index: NameIndex;
beforeAll(async () => {
  index = await NameIndex.of(snapshot);
});

function choose(
  text: string,
  options: {
    questionClass?: QuestionClass;
    groups?: string[];
    pageRef?: string;
    conversationRefs?: string[];
    goesOn?: boolean;
  } = {},
) {
  const { questionClass = 'diagnose', groups = [SHOP] } = options;
  const isVisible = (ref: string) => ref !== 'component:default/secret';
  const chosen = chooseEntities({
    read: readQuestion(text, {
      index,
      isVisible,
      environments: DEFAULT_SCOPE_OPTIONS.environments,
    }),
    questionClass,
    asker: createTestAsker(snapshot, { groups }),
    snapshot,
    isVisible,
    pageRef: options.pageRef,
    conversationRefs: options.conversationRefs ?? [],
    goesOn: options.goesOn ?? false,
  });
  return { ...chosen, refs: chosen.views.map(({ ref }) => ref) };
}

const CHECKOUT = 'component:default/checkout';
const PAYMENTS = 'component:default/payments';

describe('chooseEntities', () => {
  it.each<[string, string, Parameters<typeof choose>[1], string, string[]]>([
    [
      'what the question names before everything else',
      'why is payments slow',
      { pageRef: CHECKOUT, conversationRefs: [CHECKOUT], goesOn: true },
      'question',
      [PAYMENTS],
    ],
    [
      'the conversation before the page for a question that leans on it',
      'and why',
      { pageRef: CHECKOUT, conversationRefs: [PAYMENTS], goesOn: true },
      'conversation',
      [PAYMENTS],
    ],
    [
      'the page before the conversation for a question that does not',
      'why is it slow',
      { pageRef: CHECKOUT, conversationRefs: [PAYMENTS] },
      'page',
      [CHECKOUT],
    ],
    [
      'the conversation where there is no page',
      'why is it slow',
      { conversationRefs: [PAYMENTS] },
      'conversation',
      [PAYMENTS],
    ],
    [
      'a reference that is written out',
      'why is component:default/payments slow',
      {},
      'question',
      [PAYMENTS],
    ],
    [
      'nothing for somebody who owns nothing',
      'what is down',
      { groups: [] },
      'none',
      [],
    ],
    [
      'nothing owned for a question that needs no entity',
      'how do I drain a node',
      { questionClass: 'how-to' },
      'none',
      [],
    ],
  ])('takes %s', (_, text, options, origin, refs) => {
    expect(choose(text, options)).toMatchObject({ origin, refs });
  });

  it('takes what the person owns, components first, ten at most, no people', () => {
    const { refs, origin, ownsSomething } = choose('what is down');
    expect(origin).toBe('owned');
    expect(ownsSomething).toBe(true);
    expect(refs).toHaveLength(10);
    expect(refs.every(ref => ref.startsWith('component:'))).toBe(true);
    expect(refs).not.toContain('component:default/secret');
  });

  it('does not take what the person owns for a name that nobody knows', () => {
    expect(choose('why is quxwobble down')).toMatchObject({
      origin: 'none',
      refs: [],
    });
    // an alert is no entity, and keeps nobody from being told
    expect(choose('why does KubePodCrashLooping fire').origin).toBe('owned');
  });

  it.each([
    ['may not be seen', 'component:default/secret'],
    ['is not there', 'component:default/nowhere'],
  ])('says the same of a page or reference that %s', (_, ref) => {
    const byPage = choose('what is down', { pageRef: ref });
    expect(byPage).toMatchObject({ unknownEntity: true, origin: 'none' });
    const written = choose(`why is ${ref} down`);
    expect(written).toMatchObject({ unknownEntity: true, origin: 'none' });
    expect([...byPage.refs, ...written.refs]).toEqual([]);
  });

  it('leaves out what of the conversation may not be seen any more', () => {
    expect(
      choose('and why', {
        conversationRefs: ['component:default/secret', CHECKOUT],
        goesOn: true,
      }).refs,
    ).toEqual([CHECKOUT]);
  });
});
