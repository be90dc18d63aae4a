import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock, stamp } from './clock.mjs';

const DAY = 86_400_000;
const WALL = Date.parse('2026-11-24T12:00:00Z');

test('a second is a second between jumps', () => {
  const clock = new Clock(WALL - 9 * DAY, WALL);
  assert.equal(stamp(clock.now(WALL + 5000)), '2026-11-15T12:00:05.000Z');
});

test('stamps move by the stretch in which they were written', () => {
  const clock = new Clock(WALL - 9 * DAY, WALL);
  clock.jump(WALL - DAY, WALL + 60_000);
  clock.jump(WALL + 120_000, WALL + 120_000);
  assert.deepEqual(
    clock.move({
      metadata: { creationTimestamp: '2026-11-24T12:00:30Z', name: 'a' },
      list: ['2026-11-24T12:01:10.123456Z', 7, null, 'at 2026-11-24T12:00:30Z'],
      after: '2026-11-24T12:02:00Z',
    }),
    {
      metadata: { creationTimestamp: '2026-11-15T12:00:30Z', name: 'a' },
      list: ['2026-11-23T12:00:10.123456Z', 7, null, 'at 2026-11-24T12:00:30Z'],
      after: '2026-11-24T12:02:00Z',
    },
  );
});

test('the clock never goes back', () => {
  const clock = new Clock(WALL - DAY, WALL);
  clock.jump(WALL - DAY / 2, WALL + 1000);
  assert.throws(() => clock.jump(WALL - DAY, WALL + 2000), /cannot go back/);
});
