/**
 * Mean and variance that forget slowly: the first points count alike, later ones with a fixed share.
 *
 * @internal
 */
export class SlowMoments {
  count = 0;
  mean = 0;
  variance = 0;

  constructor(private readonly rate: number) {}

  add(value: number, pace: number): void {
    this.count++;
    const share = Math.max(this.rate * pace, 1 / this.count);
    const delta = value - this.mean;
    this.mean += share * delta;
    this.variance = (1 - share) * (this.variance + share * delta * delta);
  }

  /** What {@link SlowMoments.restore} needs. */
  toNumbers(): number[] {
    return [this.count, this.mean, this.variance];
  }

  restore(take: () => number): void {
    this.count = take();
    this.mean = take();
    this.variance = take();
  }

  deviation(floor: number): number {
    return Math.max(Math.sqrt(this.variance), floor);
  }
}
