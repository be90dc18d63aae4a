import { formatAge } from '../Age';

const MINUTE_MS = 60_000;

/** Seconds since a moment, if that is less than a minute ago; a clock that goes wrong counts as now. */
function secondsSince(at: string, now: number): number | undefined {
  const age = Math.max(0, now - Date.parse(at));
  return age < MINUTE_MS ? Math.floor(age / 1000) : undefined;
}

/** How long ago, to the second at first: who looks at what fails wants to know whether it is of now. */
export function formatFreshness(options: {
  at: string;
  now: number;
  tag: string;
  /** Words for seconds; the languages of browsers have only long ones. */
  seconds(seconds: number): string;
}): string {
  const { at, now, tag, seconds } = options;
  const age = secondsSince(at, now);
  return age === undefined ? formatAge(at, now, tag) : seconds(age);
}
