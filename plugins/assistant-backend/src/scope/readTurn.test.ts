import { EntitySnapshot, toEntityView } from '../access';
import { testEntity } from '../access/testUtils/testEntity';
import { NameIndex } from './entities/NameIndex';
import { DEFAULT_SCOPE_OPTIONS } from './options';
import { readQuestion } from './readQuestion';
import { readTurn } from './readTurn';

let index: NameIndex;
beforeAll(async () => {
  index = await NameIndex.of(
    new EntitySnapshot([
      toEntityView(testEntity('component:default/checkout')),
      toEntityView(testEntity('component:default/prod-kafka')),
    ]),
  );
});

const { environments } = DEFAULT_SCOPE_OPTIONS;
const read = (text: string, isVisible: (ref: string) => boolean = () => true) =>
  readQuestion(text, { index, isVisible, environments });
const turn = (question: string, last?: string, more = {}) =>
  readTurn({
    request: { question, ...more },
    last: last === undefined ? undefined : { question: last },
    read,
  });

describe('readTurn', () => {
  it('wants the same as before where the question leans on the turn before', () => {
    const before = 'why is checkout slow?';
    expect(turn('and since yesterday?', before)).toMatchObject({
      questionClass: turn(before).questionClass,
      goesOn: true,
      previous: before,
    });
  });

  it('stands alone where it says enough, and where nothing was before', () => {
    expect(
      turn('how do I drain a node?', 'why is checkout slow?'),
    ).toMatchObject({
      goesOn: false,
      previous: undefined,
      questionClass: 'how-to',
    });
    expect(turn('and why?')).toMatchObject({ goesOn: false });
  });

  it('answers in the language of the question, and by the portal’s only in a tie', () => {
    expect(
      turn('почему checkout лежит?', undefined, { language: 'en' }),
    ).toMatchObject({ language: 'ru' });
    expect(
      turn('why is checkout down?', undefined, { language: 'ru' }),
    ).toMatchObject({ language: 'en' });
    expect(turn('checkout?', undefined, { language: 'ru' }).language).toBe(
      'ru',
    );
  });
});

describe('readQuestion', () => {
  it('reads a question that was typed in the wrong layout', () => {
    // «почему checkout» typed with English letters
    const { text, matches } = read('gjxtve checkout kt;bn');
    expect(text).toBe('почему checkout лежит');
    expect(
      matches.flatMap(({ views }) => views.map(({ name }) => name)),
    ).toEqual(['checkout']);
  });

  it('takes the environment out of the names, but not a part of a name', () => {
    expect(read('is checkout down in prod?').environment).toBe('prod');
    const kafka = read('is prod-kafka down?');
    expect(kafka.environment).toBeUndefined();
    expect(kafka.matches[0].views[0].name).toBe('prod-kafka');
  });

  it('finds references that are written out, whatever their case, and no names in them', () => {
    const { writtenRefs, matches } = read(
      'why is Component:default/Checkout down?',
    );
    expect(writtenRefs).toEqual(['component:default/checkout']);
    expect(matches).toEqual([]);
  });

  it('matches nothing that may not be seen', () => {
    expect(read('why is checkout down?', () => false).matches).toEqual([]);
  });
});
