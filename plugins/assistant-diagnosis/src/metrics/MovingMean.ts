/**
 * Mean of the last few values.
 *
 * @internal
 */
export class MovingMean {
  private readonly values: Float64Array;
  private filled = 0;
  private next = 0;

  constructor(size: number) {
    this.values = new Float64Array(size);
  }

  add(value: number): number {
    this.values[this.next] = value;
    this.next = (this.next + 1) % this.values.length;
    this.filled = Math.min(this.filled + 1, this.values.length);
    // Summed anew each time: a running sum keeps the rounding error of every large value it ever saw
    let sum = 0;
    for (let i = 0; i < this.filled; i++) {
      sum += this.values[i];
    }
    return sum / this.filled;
  }

  /** What {@link MovingMean.restore} needs. */
  toNumbers(): number[] {
    return [this.filled, this.next, ...this.values];
  }

  restore(take: () => number): void {
    this.filled = take();
    this.next = take();
    for (let i = 0; i < this.values.length; i++) {
      this.values[i] = take();
    }
  }
}
