/**
 * Makes one alarm of a burst: after an alarm, the next ones are swallowed for a while.
 *
 * The while runs from the alarm that was let through and is not prolonged by swallowed ones, so an anomaly that
 * lasts is reported again.
 *
 * @public
 */
export class AlarmHoldDown {
  private lastAlarm = -Infinity;

  private constructor(
    private readonly holdMs: number,
    private readonly limit: number,
  ) {}

  /** `limit` is the score from which on a point alarms, 1 unless given. */
  static create(options: { holdMs: number; limit?: number }): AlarmHoldDown {
    return new AlarmHoldDown(options.holdMs, options.limit ?? 1);
  }

  /** Whether this point is an alarm worth telling. */
  accept(timeMs: number, score: number): boolean {
    const isAlarm = score >= this.limit;
    // A clock that went back behind the last alarm has no hold to wait for
    const isHeld =
      timeMs >= this.lastAlarm && timeMs - this.lastAlarm <= this.holdMs;
    if (!isAlarm || isHeld) {
      return false;
    }
    this.lastAlarm = timeMs;
    return true;
  }
}
