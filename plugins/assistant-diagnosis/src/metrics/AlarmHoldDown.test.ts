import { AlarmHoldDown } from './AlarmHoldDown';

describe('AlarmHoldDown', () => {
  it('tells the first alarm of a burst and one again after the hold', () => {
    const gate = AlarmHoldDown.create({ holdMs: 100 });
    const told = [0, 50, 100, 101, 150, 202].filter(t => gate.accept(t, 2));
    expect(told).toEqual([0, 101, 202]);
  });

  it('lets nothing pass below its limit', () => {
    const gate = AlarmHoldDown.create({ holdMs: 0 });
    expect(gate.accept(0, 0.999)).toBe(false);
    expect(gate.accept(1, NaN)).toBe(false);
    expect(gate.accept(2, 1)).toBe(true);
    const strict = AlarmHoldDown.create({ holdMs: 0, limit: 3 });
    expect(strict.accept(0, 2)).toBe(false);
    expect(strict.accept(1, 3)).toBe(true);
  });

  it('does not wait for a time that a corrected clock never reaches', () => {
    const gate = AlarmHoldDown.create({ holdMs: 100 });
    expect(gate.accept(1e15, 2)).toBe(true);
    expect(gate.accept(5, 2)).toBe(true);
    expect(gate.accept(6, 2)).toBe(false);
  });
});
