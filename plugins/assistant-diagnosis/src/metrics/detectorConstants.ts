const MINUTE = 60_000;

/**
 * Every figure of the streaming detector, with where it comes from.
 *
 * They were chosen while looking at the Numenta Anomaly Benchmark and are frozen: an "improvement" that is tuned
 * on the same files proves nothing. `bench/results/detect.md` has the sensitivity of each.
 */
export const DETECTOR = Object.freeze({
  /** Width of a slot of the seasonal memory. 7 days of 5 minutes are 2,016 floats, 8 KB a series. */
  slotMs: 5 * MINUTE,
  slotsPerDay: 288,
  /** A week holds each weekday once; 6 days scored 3 points less. */
  days: 7,
  /** Daily peaks wander by some minutes: values up to 2 slots earlier or later count as the same time of day. */
  neighbourSlots: 2,
  /** Points over which the seasonal residual is averaged: single outliers of bursty series are not faults. */
  residualPoints: 5,
  /** Points of the short mean. */
  shortPoints: 10,
  /** Share of a new point in the residual's mean and variance: 2,000 points, a week of 5-minute slots. */
  residualRate: 0.0005,
  /** The same for the short mean. */
  shortRate: 0.002,
  /** Deviations at which either half alone alarms. */
  residualLimit: 5.4,
  shortLimit: 4,
  /** The seasonal half is silent until this much time was observed: 24 and 36 hours scored 1.6 and 0.6 points less. */
  seasonAfterMs: 30 * 60 * MINUTE,
  /** A longer step between two points is a gap, not observed time; so series below 12 points a day have no season. */
  gapMs: 120 * MINUTE,
  /** Points before a mean and a variance say anything. Neutral on the benchmark between 5 and 100. */
  warmUpPoints: 30,
  /** Rates hold for steps of a slot or longer; quicker series learn more slowly per point, at the same pace in time. */
  fullRateStepMs: 5 * MINUTE,
  /** Share of the level below which a deviation is never remarkable: a constant has no variance of its own. */
  levelFloor: 0.005,
  /** Largest magnitude that is taken as a measurement: the seasonal memory holds 32-bit numbers. */
  largestValue: 1e37,
  /** Scores end here, so that a jump of a constant stays a number that JSON can carry. */
  largestScore: 1000,
  /** Standard deviations of single values that the drawn band spans at least. */
  bandDeviations: 3,
});
