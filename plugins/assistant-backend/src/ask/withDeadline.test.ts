import { withDeadline } from './withDeadline';

const never = () => new Promise<string>(() => undefined);

describe('withDeadline', () => {
  it('hands the result through and leaves no listener behind', async () => {
    const controller = new AbortController();
    const remove = jest.spyOn(controller.signal, 'removeEventListener');
    await expect(
      withDeadline(
        { name: 'x', milliseconds: 1000, signal: controller.signal },
        async () => 'done',
      ),
    ).resolves.toBe('done');
    expect(remove).toHaveBeenCalledTimes(1);
  });

  it('hands an error of the work through', async () => {
    await expect(
      withDeadline(
        { name: 'x', milliseconds: 1000, signal: new AbortController().signal },
        async () => {
          throw new Error('broken');
        },
      ),
    ).rejects.toThrow('broken');
  });

  it('names the stage that took too long and tells it to stop, even if it does not listen', async () => {
    let inner: AbortSignal | undefined;
    await expect(
      withDeadline(
        {
          name: 'Search',
          milliseconds: 20,
          signal: new AbortController().signal,
        },
        s => {
          inner = s;
          return never();
        },
      ),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: 'Search took longer than 0.02 s',
    });
    expect(inner?.aborted).toBe(true);
  });

  it('leaves at once when the client does', async () => {
    const controller = new AbortController();
    const work = withDeadline(
      { name: 'x', milliseconds: 60_000, signal: controller.signal },
      never,
    );
    const startedAt = Date.now();
    controller.abort();
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect(Date.now() - startedAt).toBeLessThan(100);
    await expect(
      withDeadline(
        { name: 'x', milliseconds: 60_000, signal: controller.signal },
        async () => 'no',
      ),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
