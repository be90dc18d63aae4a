import { type Exposure, readExposuresFrom } from '../access';
import { EntitySnapshot } from '../access/EntitySnapshot';
import { testEntity } from '../access/testUtils/testEntity';
import { toEntityView } from '../access/toEntityView';
import { type Material, PromptPolicy, toSent } from './PromptPolicy';

const ALL: Material[] = [
  'question',
  'documents',
  'names',
  'earlier-questions',
  'states',
  'findings',
  'earlier-answers',
  'log-text',
  'values',
];

function allowed(dataPolicy: Exposure, exposure: Exposure) {
  const policy = new PromptPolicy({ dataPolicy, exposureOf: () => exposure });
  return ALL.filter(material => policy.allows(material, ['component:a/b']));
}

describe('PromptPolicy', () => {
  it.each<[Exposure, Exposure, Material[]]>([
    ['none', 'full', ['question', 'documents']],
    [
      'metadata',
      'full',
      [
        'question',
        'documents',
        'names',
        'earlier-questions',
        'states',
        'findings',
      ],
    ],
    ['full', 'full', ALL],
    ['none', 'metadata', ['question']],
    ['full', 'metadata', ['question', 'names', 'earlier-questions', 'states']],
    ['full', 'none', ['question']],
  ])(
    'lets a model with policy %s have of an entity with exposure %s: %j',
    (dataPolicy, exposure, materials) => {
      expect(allowed(dataPolicy, exposure)).toEqual(materials);
    },
  );

  it('keeps out what one of several entities does not allow', () => {
    const policy = new PromptPolicy({
      dataPolicy: 'full',
      exposureOf: ref => (ref === 'component:a/shy' ? 'metadata' : 'full'),
    });
    expect(policy.allows('earlier-answers', ['component:a/b'])).toBe(true);
    expect(
      policy.allows('earlier-answers', ['component:a/b', 'component:a/shy']),
    ).toBe(false);
    expect(policy.allows('earlier-answers', [])).toBe(true);
  });

  it('tells the reader each kind once, in one order', () => {
    expect(
      toSent(['values', 'log-text', 'states', 'names', 'question']),
    ).toEqual(['question', 'names', 'findings', 'telemetry']);
  });
});

describe('readExposuresFrom', () => {
  it('reads the catalog of this moment; of what is not there nothing may be given', async () => {
    const shy = testEntity('component:default/shy', {
      annotations: { 'assistant/exposure': 'metadata' },
    });
    const plain = testEntity('component:default/plain');
    const read = readExposuresFrom({
      current: async () =>
        new EntitySnapshot([shy, plain].map(entity => toEntityView(entity))),
    });
    const exposureOf = await read({ signal: new AbortController().signal });
    expect(
      ['shy', 'plain', 'gone'].map(name =>
        exposureOf(`component:default/${name}`),
      ),
    ).toEqual(['metadata', 'full', 'none']);
  });
});
