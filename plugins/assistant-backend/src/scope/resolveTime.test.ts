import { resolveTime } from './resolveTime';

const now = new Date('2026-11-24T14:20:00Z');
const resolve = (
  text: string,
  request: Parameters<typeof resolveTime>[0]['request'] = {},
  language: 'en' | 'ru' = 'en',
) => resolveTime({ text, request, now, language, timeZone: 'UTC' });
const picked = {
  from: '2026-11-23T10:00:00Z',
  to: '2026-11-23T11:00:00Z',
};

describe('resolveTime', () => {
  it('means now, without a window, where nothing is said', () => {
    expect(resolve('why is checkout slow')).toEqual({ asOf: now });
  });

  it('takes the window that was picked', () => {
    expect(resolve('why is checkout slow', picked)).toEqual({
      window: { from: new Date(picked.from), to: new Date(picked.to) },
      asOf: new Date(picked.to),
    });
  });

  it('looks before and a little behind the moment that a link names', () => {
    const { window, asOf } = resolve('why', { at: '2026-11-24T03:00:00Z' });
    expect(asOf).toEqual(new Date('2026-11-24T03:00:00Z'));
    expect(window).toEqual({
      from: new Date('2026-11-24T02:30:00Z'),
      to: new Date('2026-11-24T03:05:00Z'),
    });
  });

  it('lets the words of the question win over what was picked', () => {
    const { asOf } = resolve('what happened at 03:00 today', picked);
    expect(asOf).toEqual(new Date('2026-11-24T03:00:00Z'));
  });

  it.each([
    [
      'en',
      { from: '2025-12-01T00:00:00Z', to: '2026-11-20T00:00:00Z' },
      /longer than 92 days/,
    ],
    [
      'ru',
      { from: '2025-12-01T00:00:00Z', to: '2026-11-20T00:00:00Z' },
      /длиннее 92 дней/,
    ],
    [
      'en',
      { from: '2026-11-24T14:00:00Z', to: '2026-11-24T18:00:00Z' },
      /up to now/,
    ],
    [
      'ru',
      { from: '2026-11-24T14:00:00Z', to: '2026-11-24T18:00:00Z' },
      /до текущего момента/,
    ],
  ] as const)(
    'remarks in %s on what is cut: %j',
    (language, request, words) => {
      const { window, notes } = resolve('why', request, language);
      expect(notes).toEqual([expect.stringMatching(words)]);
      expect(window?.to.getTime()).toBeLessThanOrEqual(now.getTime());
      expect(Number(window?.to) - Number(window?.from)).toBeLessThanOrEqual(
        92 * 86_400_000,
      );
    },
  );
});
