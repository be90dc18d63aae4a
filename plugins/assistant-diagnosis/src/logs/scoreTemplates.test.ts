import { scoreTemplates } from './scoreTemplates';

const STEADY = [100, 96, 104, 101, 99, 98, 103];

describe('scoreTemplates', () => {
  it('finds a vanished template as suspicious as a rising one', () => {
    const [gone, more, same] = scoreTemplates([
      { id: 'same', history: STEADY, count: 101 },
      { id: 'gone', history: STEADY, count: 0 },
      { id: 'more', history: STEADY, count: 300 },
    ]);
    expect(gone).toMatchObject({ id: 'gone', direction: 'vanished' });
    expect(more).toMatchObject({ id: 'more', direction: 'rising' });
    expect(same).toMatchObject({ id: 'same', direction: 'steady' });
    expect(gone.z).toBeLessThan(-10);
    expect(more.z).toBeGreaterThan(10);
    expect(Math.abs(same.z)).toBeLessThan(1);
  });

  it('damps what always comes in bursts', () => {
    const [steady, bursty] = scoreTemplates([
      { id: 'bursty', history: [0, 400, 3, 250, 0, 0, 310], count: 400 },
      { id: 'steady', history: STEADY, count: 180 },
    ]);
    expect(steady.id).toBe('steady');
    expect(bursty.z).toBeLessThan(3);
  });

  it('puts the new and the severe first where counts are alike', () => {
    const order = scoreTemplates([
      { id: 'old', history: [0, 1, 0, 0, 0], count: 3, severity: 1 },
      { id: 'info', history: [0, 0, 0, 0, 0], count: 3, severity: 1 },
      { id: 'error', history: [0, 0, 0, 0, 0], count: 3, severity: 3 },
    ]);
    expect(order.map(({ id }) => id)).toEqual(['error', 'info', 'old']);
    expect(order[0].direction).toBe('new');
  });

  it('does not let severity outdo a real change', () => {
    const [first] = scoreTemplates([
      { id: 'severe', history: [3, 3, 3, 3], count: 3, severity: 4 },
      { id: 'changed', history: STEADY, count: 20, severity: 0 },
    ]);
    expect(first).toMatchObject({ id: 'changed', direction: 'falling' });
  });

  it('has no opinion on a template that was never seen', () => {
    const [never] = scoreTemplates([
      { id: 'x', history: [], count: 0, severity: 4 },
    ]);
    expect(never).toEqual({ id: 'x', direction: 'steady', z: 0, score: 0 });
  });

  it('gives numbers for bad ones', () => {
    const all = scoreTemplates([
      { id: 'a', history: [NaN, Infinity, -1], count: NaN },
      { id: 'b', history: [], count: -5, severity: 99 },
    ]);
    expect(all.every(({ score }) => Number.isFinite(score))).toBe(true);
    expect(scoreTemplates([])).toEqual([]);
  });
});
