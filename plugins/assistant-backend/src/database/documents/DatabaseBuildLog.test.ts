import type { BuildProgress } from '@smart-assistant/backstage-plugin-assistant-common';
import { ProcessRegistry } from '../ProcessRegistry';
import { eachEngine } from '../testUtils/eachEngine';
import { DatabaseBuildLog } from './DatabaseBuildLog';

function progressOf(buildId: string, options: Partial<BuildProgress> = {}) {
  const progress: BuildProgress = {
    buildId,
    trigger: 'test',
    state: 'running',
    phase: 'reading',
    done: 0,
    total: 0,
    startedAt: '2026-11-24T12:00:00.000Z',
    problems: [],
    ...options,
  };
  return progress;
}

eachEngine('DatabaseBuildLog', getEngine => {
  async function createReplica(identity: object = {}) {
    const { self } = await ProcessRegistry.create({ exclusive: false });
    const processes = await ProcessRegistry.create({ exclusive: false });
    Object.assign(processes, {
      self: JSON.stringify({ ...JSON.parse(self), ...identity }),
    });
    return new DatabaseBuildLog({ engine: getEngine(), processes });
  }

  let first: DatabaseBuildLog;
  let second: DatabaseBuildLog;

  beforeEach(async () => {
    await getEngine().knex('base_build').delete();
    [first, second] = [await createReplica(), await createReplica()];
  });

  it('lets one replica build, and tells the others which build that is', async () => {
    const claims = await Promise.all([
      first.claimBuild(progressOf('b1')),
      second.claimBuild(progressOf('b2')),
    ]);
    const winner = claims[0] === undefined ? 'b1' : 'b2';
    expect(claims.filter(claim => claim === undefined)).toHaveLength(1);
    expect(claims.find(claim => claim)).toEqual(progressOf(winner));
    await expect(second.readLastBuild()).resolves.toEqual(progressOf(winner));
    await expect(first.readBuild(winner)).resolves.toEqual(progressOf(winner));
  });

  it('shows how it goes and how it ended everywhere, then lets the next one', async () => {
    await first.claimBuild(progressOf('b1'));
    const halfway = progressOf('b1', { phase: 'embedding', done: 5, total: 9 });
    await expect(first.reportBuild(halfway)).resolves.toEqual({
      held: true,
      cancelRequested: false,
    });
    await expect(second.readBuild('b1')).resolves.toEqual(halfway);
    const unchanged = progressOf('b1', { state: 'unchanged', phase: 'done' });
    await first.reportBuild(unchanged);
    const restarted = await createReplica();
    await expect(restarted.readBuild('b1')).resolves.toEqual(unchanged);
    const next = progressOf('b2', { startedAt: '2026-11-24T13:00:00.000Z' });
    await expect(second.claimBuild(next)).resolves.toBeUndefined();
    await expect(first.readLastBuild()).resolves.toEqual(next);
    await expect(first.readBuild('b3')).resolves.toBeUndefined();
  });

  it('carries the wish to cancel to whoever builds', async () => {
    await first.claimBuild(progressOf('b1'));
    await second.requestBuildCancel('b1');
    await expect(first.reportBuild(progressOf('b1'))).resolves.toEqual({
      held: true,
      cancelRequested: true,
    });
    // nobody else may say how it goes
    await expect(second.reportBuild(progressOf('b1'))).resolves.toMatchObject({
      held: false,
    });
  });

  it.each([
    ['whose process is gone', { pid: 2 ** 22 + 1 }, 'now()'],
    [
      'that was silent for more than a minute',
      { host: 'elsewhere' },
      `now() - interval '61 s'`,
    ],
  ])('gives up a build %s', async (_, identity, seenAt) => {
    const dead = await createReplica(identity);
    await dead.claimBuild(progressOf('b1'));
    const { knex } = getEngine();
    await knex('base_build').update({ owner_seen_at: knex.raw(seenAt) });
    await expect(second.claimBuild(progressOf('b2'))).resolves.toBeUndefined();
    await expect(second.readBuild('b1')).resolves.toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('start it again'),
    });
    await expect(dead.reportBuild(progressOf('b1'))).resolves.toMatchObject({
      held: false,
    });
  });

  it('leaves a build alone that gives signs of life, at the start of others too', async () => {
    const elsewhere = await createReplica({ host: 'elsewhere' });
    await elsewhere.claimBuild(progressOf('b1'));
    await second.recoverBuilds();
    await expect(second.claimBuild(progressOf('b2'))).resolves.toMatchObject({
      buildId: 'b1',
      state: 'running',
    });
  });

  it('is not held up by a build whose end could not be written', async () => {
    await first.claimBuild(progressOf('b1'));
    await first.recoverBuilds();
    await expect(first.readBuild('b1')).resolves.toMatchObject({
      state: 'running',
    });
    await expect(first.claimBuild(progressOf('b2'))).resolves.toBeUndefined();
    await expect(first.readBuild('b1')).resolves.toMatchObject({
      state: 'failed',
    });
  });

  it('remembers the last hundred', async () => {
    for (let n = 0; n < 105; n++) {
      const startedAt = new Date(Date.UTC(2026, 10, 24, 12, n)).toISOString();
      await first.claimBuild(progressOf(`b${n}`, { startedAt }));
      await first.reportBuild(
        progressOf(`b${n}`, { startedAt, state: 'complete' }),
      );
    }
    await expect(first.readBuild('b4')).resolves.toBeUndefined();
    await expect(first.readBuild('b5')).resolves.toMatchObject({
      state: 'complete',
    });
  });
});
