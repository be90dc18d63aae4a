import { readRows } from './readRows';
import { selectRows } from './sql';
import { openTemporaryPostgres } from './testUtils/eachEngine';
import { postgresUrl } from './testUtils/postgresUrl';

jest.setTimeout(60_000);

const url = postgresUrl();
(url ? describe : describe.skip)('readRows on a server', () => {
  let opened: Awaited<ReturnType<typeof openTemporaryPostgres>>;
  const getEngine = () => opened.engine;

  beforeAll(async () => {
    opened = await openTemporaryPostgres(String(url));
  });

  afterAll(async () => {
    await opened?.dispose();
  });

  const never = new AbortController().signal;
  const reasonOf = async (work: Promise<unknown>) => {
    const startedAt = Date.now();
    const error = await work.then(
      () => undefined,
      (caught: Error) => caught,
    );
    return { error, tookMs: Date.now() - startedAt };
  };

  async function isSleeping() {
    const rows = await selectRows(
      getEngine().knex,
      `select 1 from pg_stat_activity where datname = current_database() and state = 'active' and query like 'select pg_sleep%'`,
    );
    return rows.length > 0;
  }

  it('cancels the statement in the server with the signal', async () => {
    if (getEngine().kind === 'pglite') {
      return; // one session, which cannot be interrupted
    }
    const leaving = new AbortController();
    const read = reasonOf(
      readRows(getEngine(), 'select pg_sleep(60)', [], {
        signal: leaving.signal,
      }),
    );
    const until = Date.now() + 10_000;
    while (!(await isSleeping()) && Date.now() < until) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    expect(await isSleeping()).toBe(true);
    leaving.abort(new Error('gone'));
    const { error, tookMs } = await read;
    expect(error?.message).toBe('gone');
    expect(tookMs).toBeLessThan(15_000);
    expect(await isSleeping()).toBe(false);
  });

  it('cancels as many at once as the pool holds, and the pool goes on', async () => {
    if (getEngine().kind === 'pglite') {
      return;
    }
    const leaving = new AbortController();
    const reads = Array.from({ length: 4 }, () =>
      reasonOf(
        readRows(getEngine(), 'select pg_sleep(60)', [], {
          signal: leaving.signal,
        }),
      ),
    );
    setTimeout(() => leaving.abort(new Error('gone')), 300);
    for (const { error } of await Promise.all(reads)) {
      expect(error?.message).toBe('gone');
    }
    const after = Array.from({ length: 8 }, (_, n) =>
      readRows(getEngine(), 'select ?::int as n', [n], { signal: never }),
    );
    await expect(Promise.all(after)).resolves.toHaveLength(8);
    expect(await isSleeping()).toBe(false);
  });

  it('ends a search that takes too long, with words for the reader', async () => {
    if (getEngine().kind === 'pglite') {
      return;
    }
    const { error } = await reasonOf(
      readRows(getEngine(), 'select pg_sleep(60)', [], {
        signal: never,
        timeoutMs: 300,
      }),
    );
    expect(error).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('took longer than 0.3 s'),
    });
    expect(await isSleeping()).toBe(false);
  });

  it('gives every connection a time-out for whatever else runs', async () => {
    if (getEngine().kind === 'pglite') {
      return;
    }
    const shown = await Promise.all(
      Array.from({ length: 3 }, () =>
        selectRows<{ statement_timeout: string }>(
          getEngine().knex,
          'show statement_timeout',
        ),
      ),
    );
    expect(new Set(shown.map(([row]) => row.statement_timeout))).toEqual(
      new Set(['2min']),
    );
  });
});
