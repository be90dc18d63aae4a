import { titleOf } from './titleOf';

describe('titleOf', () => {
  it('keeps a short question on one line', () => {
    expect(titleOf('  Why is\n checkout slow? ')).toBe('Why is checkout slow?');
  });

  it('cuts a long one between words and never inside a symbol', () => {
    const title = titleOf('слово '.repeat(60));
    expect(title).toMatch(/^слово .*слово…$/);
    expect(Array.from(title).length).toBeLessThanOrEqual(81);
    expect(titleOf('😀'.repeat(200))).toBe(`${'😀'.repeat(80)}…`);
  });
});
