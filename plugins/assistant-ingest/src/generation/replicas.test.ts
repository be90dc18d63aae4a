import { mockServices } from '@backstage/backend-test-utils';
import { InMemoryDocumentBase } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { FakeEmbedder } from '../testUtils/FakeEmbedder';
import { ScriptedSource } from '../testUtils/ScriptedSource';
import { GenerationBuilder } from './GenerationBuilder';

const { signal } = new AbortController();
const logger = mockServices.logger.mock();
logger.child.mockReturnValue(logger);

/** Two replicas on one base. The first one reads until it is let go. */
function setUp() {
  const documents = new InMemoryDocumentBase();
  const create = () => {
    const source = new ScriptedSource();
    source.setSites({ a: ['1'] });
    const builder = new GenerationBuilder({
      sources: [source],
      embedder: new FakeEmbedder(),
      documents,
      gate: { sizeChange: 0.3 },
      keep: 3,
      timeoutMs: 60_000,
      nextBuildAt: () => undefined,
      logger,
      heartbeatMs: 20,
    });
    return { source, builder };
  };
  const [first, second] = [create(), create()];
  let letGo = () => {};
  const held = new Promise<void>(resolve => {
    letGo = resolve;
  });
  first.source.before = () => held;
  return { documents, first, second, letGo: () => letGo() };
}

describe('two replicas', () => {
  it('build once: the second one gets the build of the first, and how it goes', async () => {
    const { documents, first, second, letGo } = setUp();
    const { buildId } = await first.builder.start({ trigger: 'one' });
    await expect(second.builder.start({ trigger: 'two' })).resolves.toEqual(
      expect.objectContaining({ buildId, trigger: 'one', state: 'running' }),
    );
    await expect(second.builder.get(buildId)).resolves.toMatchObject({
      state: 'running',
    });
    await expect(second.builder.current()).resolves.toMatchObject({ buildId });
    const followed = second.builder.runToEnd({ trigger: 'two', signal });
    letGo();
    await expect(followed).resolves.toMatchObject({
      buildId,
      state: 'complete',
      generation: 1,
    });
    expect((await documents.status()).generations).toHaveLength(1);
    // and the lease is free again
    const next = await second.builder.runToEnd({ trigger: 'three', signal });
    expect(next).toMatchObject({ state: 'unchanged', trigger: 'three' });
    expect(next.buildId).not.toBe(buildId);
    await expect(first.builder.get(next.buildId)).resolves.toEqual(next);
  });

  it('cancel the build of the other one', async () => {
    const { documents, first, second, letGo } = setUp();
    const { buildId } = await first.builder.start({ trigger: 'one' });
    const cancelled = second.builder.cancel(buildId);
    setTimeout(letGo, 100);
    await expect(cancelled).resolves.toMatchObject({
      buildId,
      state: 'cancelled',
    });
    expect((await documents.status()).generations).toEqual([]);
  });

  it('give up a build that was taken for dead, and say so', async () => {
    const { documents, first, letGo } = setUp();
    const { buildId } = await first.builder.start({ trigger: 'one' });
    documents.giveUp(buildId);
    const ended = first.builder.runToEnd({ trigger: 'one', signal });
    setTimeout(letGo, 100);
    await expect(ended).resolves.toMatchObject({
      buildId,
      state: 'failed',
      failure: expect.stringContaining('no sign of life'),
    });
    expect((await documents.status()).active).toBeUndefined();
  });

  it('start nothing when the base cannot be asked who builds', async () => {
    const { documents, first } = setUp();
    jest
      .spyOn(documents, 'claimBuild')
      .mockRejectedValueOnce(new Error('no database'));
    await expect(first.builder.start({ trigger: 'one' })).rejects.toThrow(
      'no database',
    );
    await expect(first.builder.current()).resolves.toBeUndefined();
  });

  it('tries again to write how a build ended', async () => {
    const { documents, second } = setUp();
    const report = jest.spyOn(documents, 'reportBuild');
    report.mockRejectedValueOnce(new Error('busy'));
    const { buildId } = await second.builder.runToEnd({
      trigger: 'one',
      signal,
    });
    await expect(documents.readBuild(buildId)).resolves.toMatchObject({
      state: 'complete',
    });
  });
});
