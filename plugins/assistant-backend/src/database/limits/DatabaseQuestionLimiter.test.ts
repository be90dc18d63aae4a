import { randomUUID } from 'node:crypto';
import { eachEngine } from '../testUtils/eachEngine';
import { DatabaseQuestionLimiter } from './DatabaseQuestionLimiter';

const NOON = new Date('2026-11-24T12:00:10Z');

eachEngine('DatabaseQuestionLimiter', getEngine => {
  function create(questionsPerMinute: number, concurrent: number) {
    const limiter = new DatabaseQuestionLimiter({
      knex: getEngine().knex,
      limits: { questionsPerMinute, concurrent },
    });
    const ownerRef = `user:default/${randomUUID()}`;
    return {
      limiter,
      async ask(now = NOON) {
        const leaseId = randomUUID();
        return {
          leaseId,
          ...(await limiter.acquire({ ownerRef, leaseId, now })),
        };
      },
    };
  }

  it('admits no more at once than may be, of thirty', async () => {
    const { ask, limiter } = create(30, 3);
    const results = await Promise.all(Array.from({ length: 30 }, () => ask()));
    const granted = results.filter(result => result.granted);
    expect(granted).toHaveLength(3);
    expect(results.find(result => !result.granted)).toMatchObject({
      reason: 'concurrent',
      retryAfterSeconds: 2,
    });
    await limiter.release(granted[0].leaseId);
    await expect(ask()).resolves.toMatchObject({ granted: true });
    await expect(ask()).resolves.toMatchObject({ granted: false });
  });

  it('counts each minute anew, and says how long to wait', async () => {
    const { ask } = create(2, 10);
    await ask();
    await ask();
    await expect(ask()).resolves.toMatchObject({
      granted: false,
      reason: 'rate',
      retryAfterSeconds: 50,
    });
    await expect(ask(new Date('2026-11-24T12:01:00Z'))).resolves.toMatchObject({
      granted: true,
    });
  });

  it('does not count refused questions', async () => {
    const { ask, limiter } = create(2, 1);
    const first = await ask();
    await ask();
    await ask();
    await limiter.release(first.leaseId);
    await expect(ask()).resolves.toMatchObject({ granted: true });
  });

  it('forgets leases of a process that died', async () => {
    const { ask } = create(10, 1);
    await ask();
    await expect(ask()).resolves.toMatchObject({ granted: false });
    await expect(
      ask(new Date(NOON.getTime() + 4 * 60_000)),
    ).resolves.toMatchObject({ granted: true });
  });
});
