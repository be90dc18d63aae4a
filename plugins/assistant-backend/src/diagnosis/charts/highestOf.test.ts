import type { Series } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { highestOf } from './highestOf';

const series = (pod: string, points: Array<[number, number]>): Series => ({
  id: pod,
  name: 'memory',
  labels: { pod },
  instance: 'prod',
  step: 1,
  times: Float64Array.from(points, ([time]) => time),
  values: Float64Array.from(points, ([, value]) => value),
});

describe('highestOf', () => {
  it('is at each time as high as the highest, also of pods that came or went', () => {
    const { times, values } = highestOf([
      series('old', [
        [1, 5],
        [2, 6],
      ]),
      series('new', [
        [2, 4],
        [3, 7],
        [4, NaN],
      ]),
    ]);
    expect([...times]).toEqual([1, 2, 3]);
    expect([...values]).toEqual([5, 6, 7]);
  });
});
