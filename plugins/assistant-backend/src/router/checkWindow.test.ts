import { checkWindow } from './checkWindow';

const now = new Date('2026-03-01T12:00:00Z');
const check = (times: { at?: string; from?: string; to?: string }) => () =>
  checkWindow({ question: 'x', ...times }, now);

describe('checkWindow', () => {
  it('accepts the past, a clock that is a little ahead, and a window that reaches beyond now', () => {
    expect(check({})).not.toThrow();
    expect(check({ at: '2026-03-01T12:04:00Z' })).not.toThrow();
    expect(
      check({ from: '2026-03-01T11:00:00Z', to: '2026-03-01T13:00:00Z' }),
    ).not.toThrow();
    expect(
      check({ from: '2025-03-01T12:00:00Z', to: '2026-03-01T12:00:00Z' }),
    ).not.toThrow();
  });

  it('refuses the future and a window of ten years', () => {
    expect(check({ at: '2026-03-02T00:00:00Z' })).toThrow(/in the future/);
    expect(
      check({ from: '2027-03-01T00:00:00Z', to: '2027-03-02T00:00:00Z' }),
    ).toThrow(/in the future/);
    expect(
      check({ from: '2016-03-01T00:00:00Z', to: '2026-03-01T00:00:00Z' }),
    ).toThrow(/longer than 366 days/);
  });
});
