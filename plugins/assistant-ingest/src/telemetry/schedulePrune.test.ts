import { mockServices } from '@backstage/backend-test-utils';
import type { TelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node';
import { InMemoryTelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { schedulePrune } from './schedulePrune';

describe('schedulePrune', () => {
  it('prunes on one replica every five minutes, and outlives a failure', async () => {
    const scheduler = mockServices.scheduler.mock();
    const logger = mockServices.logger.mock();
    const base: TelemetryBase = new InMemoryTelemetryBase();
    const prune = jest.fn<Promise<number>, [{ now: number }]>(async () => 0);
    base.prune = prune;
    const { signal } = new AbortController();
    await schedulePrune({ base, scheduler, logger, signal });

    const [task] = scheduler.scheduleTask.mock.calls[0];
    expect(task).toMatchObject({
      frequency: { minutes: 5 },
      scope: 'global',
      signal,
    });
    const before = Date.now();
    await task.fn(signal);
    expect(prune.mock.calls[0][0].now).toBeGreaterThanOrEqual(before);
    expect(logger.warn).not.toHaveBeenCalled();

    prune.mockRejectedValueOnce(new Error('disk full'));
    await task.fn(signal);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/tried again in 5 minutes.*disk full/),
    );
  });
});
