import type { DateTime } from 'luxon';

/** What the words say: a stretch of time, or one moment. */
export type FoundTime =
  | { type: 'window'; from: DateTime; to: DateTime }
  | { type: 'moment'; at: DateTime };
