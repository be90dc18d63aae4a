import { lexicon } from './Lexicon';
import { mendKeyboardLayout } from './mendKeyboardLayout';
import { mendTransliteration } from './mendTransliteration';

const names = new Set([
  'checkout',
  'чекаут',
  'платеж',
  'платежи',
  'платежах',
  'платежей',
  'events',
  'ingest',
  'витрина',
]);
const knows = (word: string) => names.has(word) || lexicon.knows(word);
const resembles = (word: string) => word === 'chekout';
const mend = (text: string) => mendKeyboardLayout(text, { knows, resembles });

describe('mendKeyboardLayout', () => {
  it.each([
    ['ыефегы чекаут', 'status чекаут'],
    ['xtrfen gflftn', 'чекаут падает'],
    ['rfr jnrfnbnm gkfnt;b', 'как откатить платежи'],
    ['xnj yjdjuj d gkfnt;f[ pf xfc', 'что нового в платежах за час'],
    ['kfu e events-ingest hfccjcfkcz?', 'лаг у events-ingest рассосался?'],
    ['срусплщге is down', 'срусплщге is down'],
    ['срусщге', 'срусщге'],
    ['срулщге returns 500', 'chekout returns 500'],
    ['цшдд checkout restart', 'will checkout restart'],
  ])('%s becomes %s', (typed, meant) => {
    expect(mend(typed)).toBe(meant);
  });

  it.each([
    'why is checkout down?',
    'чекаут падает по OOM после релиза',
    'what does PSI mean',
    'kubectl get pods -n shop',
    'сколько rps у поиска',
    'java.lang.OutOfMemoryError: Java heap space',
    'https://grafana.example/d/abc',
    'frobnicator is down',
    'Зверушка тормозит',
    '🙂',
    '',
  ])('leaves good text alone: %s', text => {
    expect(mend(text)).toBe(text);
  });
});

describe('mendTransliteration', () => {
  it.each([
    ['pochemu tormozit vitrina', 'почему тормозит витрина'],
    ['kak perezapustit platezhi', 'как перезапустить платежи'],
    ['chekaut padaet, pochemu', 'чекаут падает, почему'],
    ['rabotaet li seichas checkout', 'работает ли сейчас checkout'],
  ])('%s becomes %s', (typed, meant) => {
    expect(mendTransliteration(typed, knows)).toBe(meant);
  });

  it.each([
    'why is events-ingest slow',
    'restart payments-worker',
    'объясни, за что отвечает payments-worker',
    'a na',
    '',
  ])('leaves other text alone: %s', text => {
    expect(mendTransliteration(text, knows)).toBe(text);
  });
});

describe('lexicon', () => {
  it('tells grammar from words of the trade', () => {
    expect(lexicon.isFunctionWord('почему')).toBe(true);
    expect(lexicon.isOpsWord('топиках')).toBe(true);
    expect(lexicon.isOpsWord('борщ')).toBe(false);
    expect(lexicon.knows('checkout')).toBe(false);
  });

  it('finds words more plausible than noise', () => {
    expect(lexicon.plausibility('consumer')).toBeGreaterThan(
      lexicon.plausibility('xtrfen'),
    );
    expect(lexicon.plausibility('рассосался')).toBeGreaterThan(
      lexicon.plausibility('ыефегы'),
    );
  });
});
