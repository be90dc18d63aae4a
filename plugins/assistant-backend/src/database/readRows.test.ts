import { eachEngine } from './testUtils/eachEngine';
import { readRows } from './readRows';

eachEngine(
  'readRows',
  getEngine => {
    const never = new AbortController().signal;
    it('reads', async () => {
      await expect(
        readRows(getEngine(), 'select ?::int as n', [7], { signal: never }),
      ).resolves.toEqual([{ n: 7 }]);
    });

    it('reads within a transaction', async () => {
      const engine = getEngine();
      await engine.knex.transaction(async tx => {
        await tx.raw('create temporary table held (n int) on commit drop');
        await tx.raw('insert into held values (1)');
        await expect(
          readRows(engine, 'select n from held', [], { signal: never, tx }),
        ).resolves.toEqual([{ n: 1 }]);
      });
    });

    it('begins nothing for somebody who has left', async () => {
      await expect(
        readRows(getEngine(), 'no SQL at all', [], {
          signal: AbortSignal.abort(new Error('gone')),
        }),
      ).rejects.toThrow('gone');
    });
  },
  { migrated: false },
);
