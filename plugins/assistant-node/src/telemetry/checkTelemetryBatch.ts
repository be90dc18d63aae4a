import { InputError } from '@backstage/errors';
import type { TelemetryBatch } from './TelemetryBatch';

/** Times that a `Date` can hold. */
const LATEST = 8_640_000_000_000_000;

/**
 * Refuses what a base would refuse in the middle of a commit, or keep wrongly.
 *
 * @throws InputError that names the first wrong value.
 * @public
 */
export function checkTelemetryBatch(batch: TelemetryBatch): void {
  for (const { seriesKey, at, value } of batch.points) {
    if (!Number.isFinite(value)) {
      throw wrong(batch, `a value of series ${seriesKey} is ${value}`);
    }
    checkTime(batch, at, 'a point');
  }
  for (const { bucket, count, sample } of batch.windows) {
    checkTime(batch, bucket, 'a window');
    checkTime(batch, sample.at, 'a sample');
    if (!Number.isSafeInteger(count) || count < 1) {
      throw wrong(batch, `a window counts ${count} lines`);
    }
  }
  for (const { validFrom, name } of batch.resources) {
    checkTime(batch, validFrom, `the object ${name.slice(0, 100)}`);
  }
  for (const { at, id } of batch.changes) {
    checkTime(batch, at, `the change ${id.slice(0, 100)}`);
  }
  for (const { at } of batch.deadLetters) {
    checkTime(batch, at, 'a dead letter');
  }
  for (const at of [
    batch.newestAt,
    batch.listedAt,
    batch.gap?.from,
    batch.gap?.to,
  ]) {
    if (at !== undefined) {
      checkTime(batch, at, 'the batch');
    }
  }
}

function checkTime(batch: TelemetryBatch, at: number, what: string) {
  if (!Number.isSafeInteger(at) || Math.abs(at) > LATEST) {
    throw wrong(batch, `the time of ${what} is ${at}`);
  }
}

function wrong(batch: TelemetryBatch, detail: string): InputError {
  return new InputError(
    `A batch of ${batch.source} was not stored: ${detail}; drop such records before they are committed`,
  );
}
