import { ServiceUnavailableError } from '@backstage/errors';
import type { Knex } from 'knex';
import { errorCode } from './engine/errorCode';

/** Runs a statement and gives its rows; the type says what the statement selects. */
export async function selectRows<Row>(
  knex: Knex,
  statement: string,
  bindings: Knex.RawBinding[] | Knex.ValueDict = [],
): Promise<Row[]> {
  const { rows } = await knex.raw<{ rows: Row[] }>(statement, bindings);
  return rows;
}

/** Gives up waiting when the signal says so; what the database began runs to its end. */
export async function untilAborted<T>(
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    if (stop) {
      signal.removeEventListener('abort', stop);
    }
  }
}

/** A generation that was pruned has no tables any more: the caller opens the base again. */
export async function readGeneration<T>(
  generation: number,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (errorCode(error) === '42P01') {
      throw new ServiceUnavailableError(
        `Version ${generation} of the document base is no longer kept; ask again`,
        error,
      );
    }
    throw error;
  }
}

/** PostgreSQL takes neither NUL characters nor halves of surrogate pairs. */
export function storableText(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\u0000', '');
}

/** Text form of a vector for pgvector. */
export function vectorText(vector: Float32Array): string {
  return `[${vector.join(',')}]`;
}

/** Ids come from links; what is none is found nowhere, and PostgreSQL would refuse it with an error. */
export function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}
