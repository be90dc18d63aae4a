import { InputError } from '@backstage/errors';
import type { AskRequest } from '@smart-assistant/backstage-plugin-assistant-common';

/** Clocks of browsers differ a little from ours. */
const CLOCK_SKEW_MS = 5 * 60_000;
const MAX_WINDOW_DAYS = 366;
const DAY_MS = 24 * 3600_000;

/**
 * Refuses a picked time that no base can say anything about.
 *
 * @throws InputError
 */
export function checkWindow({ at, from, to }: AskRequest, now: Date) {
  const latest = now.getTime() + CLOCK_SKEW_MS;
  const begin = at ?? from;
  if (begin && Date.parse(begin) > latest) {
    throw new InputError(
      'The time lies in the future. Choose one that has passed.',
    );
  }
  if (
    from &&
    to &&
    Date.parse(to) - Date.parse(from) > MAX_WINDOW_DAYS * DAY_MS
  ) {
    throw new InputError(
      `The time window is longer than ${MAX_WINDOW_DAYS} days. Choose a shorter one.`,
    );
  }
}
