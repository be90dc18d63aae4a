import { hasWord, technicalWords } from './technicalWords';

describe('technicalWords', () => {
  it.each([
    ['How do I renew the Datadog licence?', ['datadog']],
    ['Cassandra nodes flap', ['cassandra']],
    ['How do I do it', []],
    ['как обновить KServe', ['kserve']],
  ])('names of %s', (question, names) => {
    expect(technicalWords(question).names).toEqual(names);
  });

  it('takes identifiers and Latin words of a Russian sentence along', () => {
    expect(technicalWords('топик orders.events в kafka').all).toEqual(
      new Set(['orders.events', 'kafka']),
    );
  });
});

describe('hasWord', () => {
  it('finds a word between other signs, not inside of another word', () => {
    expect(hasWord('the delta, and more', 'delta')).toBe(true);
    expect(hasWord('deltas of a thedelta (delta)', 'delta')).toBe(true);
    expect(hasWord('deltas of a thedelta', 'delta')).toBe(false);
    expect(hasWord('', 'delta')).toBe(false);
  });
});
