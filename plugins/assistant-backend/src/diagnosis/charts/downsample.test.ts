import { type Point, downsample } from './downsample';

describe('downsample', () => {
  it('leaves short lines alone', () => {
    const points: Point[] = [
      [1, 1],
      [2, 2],
    ];
    expect(downsample(points, 300)).toEqual(points);
  });

  it('keeps peaks, order and the limit', () => {
    const points = Array.from(
      { length: 10_000 },
      (_, i): Point => [i, i === 4321 ? 1_000 : Math.sin(i / 50)],
    );
    points[7777][1] = -1_000;
    const kept = downsample(points, 300);
    expect(kept.length).toBeLessThanOrEqual(300);
    expect(kept).toContainEqual([4321, 1_000]);
    expect(kept).toContainEqual([7777, -1_000]);
    expect(kept.map(([at]) => at)).toEqual(
      kept.map(([at]) => at).sort((a, b) => a - b),
    );
  });
});
