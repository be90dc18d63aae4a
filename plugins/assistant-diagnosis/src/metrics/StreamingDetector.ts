import { DETECTOR } from './detectorConstants';
import { readDetectorState, writeDetectorState } from './detectorState';
import { MovingMean } from './MovingMean';
import { SeasonalMemory } from './SeasonalMemory';
import { SlowMoments } from './SlowMoments';

/**
 * What a series is expected to be at a moment, for charts.
 * @public
 */
export interface ExpectedBand {
  lower: number;
  expected: number;
  upper: number;
}

/**
 * Says of each value of one series how unusual it is, while the series arrives.
 *
 * Two questions are asked of each point, and the worse answer counts. Seasonal: how far is the value from the
 * closest one of the same time of day in the last week, averaged over some points, against how far it usually is?
 * Short: how far is the mean of the last points from where it usually is? A score of 1 or more is an alarm; a
 * single anomaly is evidence, not an incident ({@link AlarmHoldDown} makes one alarm of a burst).
 *
 * One pass, no look-ahead, no clock. About 8 KB a series. Values that are not finite are gaps; a time that goes
 * back is taken as it comes.
 *
 * @public
 */
export class StreamingDetector {
  private readonly memory = new SeasonalMemory();
  private readonly smoothedResidual = new MovingMean(DETECTOR.residualPoints);
  private readonly shortMean = new MovingMean(DETECTOR.shortPoints);
  private readonly residuals = new SlowMoments(DETECTOR.residualRate);
  private readonly shorts = new SlowMoments(DETECTOR.shortRate);
  private readonly rawResiduals = new SlowMoments(DETECTOR.residualRate);
  private readonly raws = new SlowMoments(DETECTOR.shortRate);
  private lastTime = NaN;
  private observedMs = 0;

  private constructor() {}

  static create(): StreamingDetector {
    return new StreamingDetector();
  }

  /**
   * Takes the next point and returns its score; 1 or more is an alarm.
   *
   * @param timeMs - milliseconds since 1970
   */
  push(timeMs: number, value: number): number {
    // Written so that NaN fails it too
    const usable = Math.abs(value) <= DETECTOR.largestValue;
    if (!usable || !Number.isFinite(timeMs)) {
      return 0;
    }
    const pace = this.advance(timeMs);
    const score = Math.max(
      this.scoreSeason(timeMs, value, pace),
      this.scoreShort(value, pace),
    );
    this.memory.write(timeMs, value);
    return Math.min(score, DETECTOR.largestScore);
  }

  /**
   * What would be normal at a moment, by all that was pushed so far: ask before pushing the point of that moment.
   * Nothing while the series is too young.
   */
  bandAt(timeMs: number): ExpectedBand | undefined {
    const { shorts, raws, floor } = this;
    if (shorts.count < DETECTOR.warmUpPoints) {
      return undefined;
    }
    const shortReach = Math.max(
      DETECTOR.shortLimit * shorts.deviation(floor),
      DETECTOR.bandDeviations * raws.deviation(floor),
    );
    const short = {
      lower: shorts.mean - shortReach,
      expected: shorts.mean,
      upper: shorts.mean + shortReach,
    };
    const season = this.seasonBandAt(timeMs);
    if (!season) {
      return short;
    }
    const lower = Math.max(season.lower, short.lower);
    const upper = Math.min(season.upper, short.upper);
    // Both halves can alarm. Where a daily peak leaves what the short half knows, only the season is worth drawing
    return lower <= season.expected && season.expected <= upper
      ? { lower, expected: season.expected, upper }
      : season;
  }

  /** The whole state in about 8 KB; {@link StreamingDetector.restore} goes on from there with the same scores. */
  serialize(): Uint8Array {
    return writeDetectorState({
      numbers: [
        this.lastTime,
        this.observedMs,
        ...this.memory.toNumbers(),
        ...this.parts.flatMap(part => part.toNumbers()),
      ],
      ring: this.memory.ring,
    });
  }

  /** Nothing if the state is damaged or was written by another version: then the series begins anew. */
  static restore(state: Uint8Array): StreamingDetector | undefined {
    const detector = new StreamingDetector();
    const read = readDetectorState(state, {
      numbers: 4 + detector.parts.flatMap(part => part.toNumbers()).length,
      ring: detector.memory.ring.length,
    });
    if (!read) {
      return undefined;
    }
    let next = 0;
    const take = () => read.numbers[next++];
    detector.lastTime = take();
    detector.observedMs = take();
    detector.memory.restore(take, read.ring);
    detector.parts.forEach(part => part.restore(take));
    return detector;
  }

  private seasonBandAt(timeMs: number): ExpectedBand | undefined {
    const range = this.hasSeason ? this.memory.range(timeMs) : undefined;
    const { residuals, rawResiduals, floor } = this;
    if (!range || residuals.count < DETECTOR.warmUpPoints) {
      return undefined;
    }
    const reach = Math.max(
      residuals.mean + DETECTOR.residualLimit * residuals.deviation(floor),
      rawResiduals.mean +
        DETECTOR.bandDeviations * rawResiduals.deviation(floor),
    );
    return {
      lower: range.low - reach,
      expected: range.middle,
      upper: range.high + reach,
    };
  }

  /** Notes the time and returns the share of a full step that has passed. */
  private advance(timeMs: number): number {
    const step = Number.isNaN(this.lastTime)
      ? DETECTOR.fullRateStepMs
      : timeMs - this.lastTime;
    if (step > 0 && step <= DETECTOR.gapMs) {
      this.observedMs += step;
    }
    this.lastTime = timeMs;
    return Math.min(1, Math.max(0, step / DETECTOR.fullRateStepMs));
  }

  private scoreSeason(timeMs: number, value: number, pace: number): number {
    if (!this.hasSeason) {
      return 0;
    }
    const residual = this.memory.distance(timeMs, value);
    if (Number.isNaN(residual)) {
      return 0;
    }
    const smooth = this.smoothedResidual.add(residual);
    const { residuals } = this;
    const score =
      residuals.count >= DETECTOR.warmUpPoints
        ? Math.abs(smooth - residuals.mean) /
          residuals.deviation(this.floor) /
          DETECTOR.residualLimit
        : 0;
    residuals.add(smooth, pace);
    this.rawResiduals.add(residual, pace);
    return score;
  }

  private scoreShort(value: number, pace: number): number {
    const mean = this.shortMean.add(value);
    const { shorts } = this;
    const score =
      shorts.count >= DETECTOR.warmUpPoints
        ? Math.abs(mean - shorts.mean) /
          shorts.deviation(this.floor) /
          DETECTOR.shortLimit
        : 0;
    shorts.add(mean, pace);
    this.raws.add(value, pace);
    return score;
  }

  private get parts() {
    return [
      this.smoothedResidual,
      this.shortMean,
      this.residuals,
      this.shorts,
      this.rawResiduals,
      this.raws,
    ];
  }

  private get hasSeason(): boolean {
    return this.observedMs >= DETECTOR.seasonAfterMs;
  }

  private get floor(): number {
    return Math.max(
      DETECTOR.levelFloor * Math.abs(this.shorts.mean),
      Number.MIN_VALUE,
    );
  }
}
