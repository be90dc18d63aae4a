import { classifyQuestion, type ClassifyOptions } from './classifyQuestion';
import {
  classTokensOf,
  compilePattern,
  matchesPattern,
  toClassTokens,
} from './patterns';
import { tokenize } from '../text/tokenize';

/** `@` stands for an entity, as it does in the tables. */
function classify(text: string, options: Partial<ClassifyOptions> = {}) {
  const tokens = tokenize(text.replace(/@/g, 'ENTITY'));
  const entities = tokens.flatMap(({ surface }, position) =>
    surface === 'ENTITY' ? [{ first: position, last: position }] : [],
  );
  return classifyQuestion({
    tokens: toClassTokens(tokens, entities),
    text,
    hasContext: false,
    ...options,
  });
}

describe('classifyQuestion', () => {
  it.each([
    ['why did @ restart', 'diagnose'],
    ['TargetDown @', 'diagnose'],
    ['@ keeps timing out after the upgrade', 'diagnose'],
    ['отчего @ снова упал', 'diagnose'],
    ['@ не поднимается', 'diagnose'],
    ['is @ healthy', 'state'],
    ['health of @', 'state'],
    ['@ в порядке?', 'state'],
    ['есть ли проблемы у @', 'state'],
    ['@', 'state'],
    ['how should I drain a node', 'how-to'],
    ['which command restarts @', 'how-to'],
    ['как увеличить квоту @', 'how-to'],
    ['что предпринять при потере брокера', 'how-to'],
    ['what is a readiness probe', 'explain'],
    ['meaning of exit code 143', 'explain'],
    ['what is @ responsible for', 'explain'],
    ['для чего нужен @', 'explain'],
    ['расскажи про @', 'explain'],
    ['what was released to @ today', 'what-changed'],
    ['recent deploys of @', 'what-changed'],
    ['что выкатывали в @', 'what-changed'],
    ['кто обновлял @ вчера', 'what-changed'],
    ['average cpu of @', 'metric'],
    ['how much memory does @ use', 'metric'],
    ['какая задержка у @', 'metric'],
    ['покажи нагрузку @', 'metric'],
    ['hello', 'small-talk'],
    ['thanks a lot', 'small-talk'],
    ['здравствуйте', 'small-talk'],
    ['кто ты такой', 'small-talk'],
    ['hi, why is @ down?', 'diagnose'],
    ['спасибо, а как откатить @?', 'how-to'],
    ['tell me a joke', 'out-of-scope'],
    ['какая завтра погода', 'out-of-scope'],
    ['asdf qwer zxcv', 'out-of-scope'],
    ['🙂', 'small-talk'],
  ])('%s is %s', (text, expected) => {
    expect(classify(text)).toBe(expected);
  });

  it('does not refuse everyday words that stand beside words of the trade', () => {
    expect(classify('why is the weather @ down')).toBe('diagnose');
    expect(classify('how do I restart the movie pod')).toBe('how-to');
  });

  it('takes the class of the question before where nothing is said', () => {
    expect(classify('и @?', { previous: 'metric', hasContext: true })).toBe(
      'metric',
    );
    expect(
      classify('а почему?', { previous: 'metric', hasContext: true }),
    ).toBe('diagnose');
  });

  it('stays quick with a pasted log', () => {
    const startedAt = process.cpuUsage();
    expect(
      classify(`why?\n${'ERROR java.lang.OutOfMemoryError heap '.repeat(200)}`),
    ).toBe('diagnose');
    expect(process.cpuUsage(startedAt).user).toBeLessThan(500_000);
  });
});

describe('patterns', () => {
  it.each([
    ['deploy', 'who deployed it', true],
    ['=дай', 'дайте лог', false],
    ['=дай', 'дай лог', true],
    ['меня*', 'что меняли', true],
    ['^ status', 'the status', false],
    ['=how $', 'renew it, how?', true],
    ['what ... broken', 'what part of it is broken', true],
    ['what ... broken', 'what one two three four five broken', false],
    ['как <inf>', 'как откатить', true],
    ['как <inf>', 'как откат', false],
    ['как _ <inf>', 'как быстро откатить', true],
    ['<error>', 'got NullPointerException', true],
    ['<error>', 'got nothing', false],
    ['какой ... <metric>', 'какой был лаг', true],
    ['^ what is <term> $', 'what is backpressure', true],
    ['^ what is <term> $', 'what is it', false],
  ])('%s in %s: %s', (pattern, text, expected) => {
    expect(matchesPattern(compilePattern(pattern), classTokensOf(text))).toBe(
      expected,
    );
  });
});
