import { waitFor } from './waitFor';

const never = new Promise<string>(() => undefined);

describe('waitFor', () => {
  it('returns what the work returns, and its error', async () => {
    const options = { signal: new AbortController().signal, timeoutMs: 1000 };
    await expect(waitFor(Promise.resolve('done'), options)).resolves.toBe(
      'done',
    );
    await expect(
      waitFor(Promise.reject(new Error('broken')), options),
    ).rejects.toThrow('broken');
  });

  it('gives up after its time', async () => {
    await expect(
      waitFor(never, { signal: new AbortController().signal, timeoutMs: 5 }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('stops when its caller does', async () => {
    const controller = new AbortController();
    const waiting = waitFor(never, {
      signal: controller.signal,
      timeoutMs: 1000,
    });
    controller.abort(new Error('client left'));
    await expect(waiting).rejects.toThrow('client left');
    await expect(
      waitFor(never, { signal: controller.signal, timeoutMs: 1000 }),
    ).rejects.toThrow('client left');
  });
});
