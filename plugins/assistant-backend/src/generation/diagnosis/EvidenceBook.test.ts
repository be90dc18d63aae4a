import { AnswerBuilder } from '../AnswerBuilder';
import { checkoutOutOfMemory } from '../testUtils/diagnosis';
import { EvidenceBook } from './EvidenceBook';
import { wordsOf } from './words/wordsOf';

function setup() {
  const builder = new AnswerBuilder({ entities: [] });
  return {
    builder,
    book: new EvidenceBook({ builder, words: wordsOf('ru') }),
  };
}

describe('EvidenceBook', () => {
  it('gives a thing that two findings rest on one number', () => {
    const { book, builder } = setup();
    const first = book.number(checkoutOutOfMemory('ru'));
    const second = book.number(checkoutOutOfMemory('ru', { id: 'other' }));
    expect(second.evidence).toEqual(first.evidence);
    expect(builder.build().citations).toHaveLength(4);
  });

  it('numbers twelve of forty pods, those that reasons name first', () => {
    const { book } = setup();
    const evidence = Array.from({ length: 40 }, (_, i) => ({
      id: `e${i}`,
      source: 'event' as const,
      at: '2026-11-24T14:00:00Z',
      text: `pod ${i}`,
    }));
    const finding = book.number(
      checkoutOutOfMemory('ru', {
        evidence,
        change: undefined,
        reasons: [{ text: 'r', evidence: ['e39', 'e38', 'e37', 'e36'] }],
      }),
    );
    expect(
      finding.evidence.filter(({ citation }) => citation !== undefined),
    ).toHaveLength(12);
    expect(finding.evidence[39].citation).toBe(1);
    expect(book.marks(['e39', 'e38', 'e37', 'e36'])).toBe('[^1][^2][^3]');
    expect(book.marks(['unknown'])).toBe('');
  });

  it('names what has no name by its kind, in the language of the answer', () => {
    const { book, builder } = setup();
    book.number(checkoutOutOfMemory('ru'));
    expect(builder.build().citations.map(({ title }) => title)).toEqual([
      'Pod checkout-586bdddb84-k8598',
      'Deployment checkout',
      'Событие',
      'Deployment checkout',
    ]);
  });
});
