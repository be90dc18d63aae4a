import { DETECTOR } from './detectorConstants';

const { slotMs, slotsPerDay, days, neighbourSlots } = DETECTOR;
const SIZE = slotsPerDay * days;

/**
 * What a series was worth at the same time of day in the last week.
 *
 * A slot keeps its value until the same time a week later brings a new one, so a gap costs no memory. The slot
 * being filled is kept apart: until it closes, its place still holds the value of a week ago.
 *
 * @internal
 */
export class SeasonalMemory {
  readonly ring = new Float32Array(SIZE).fill(NaN);
  private openSlot = NaN;
  private openValue = NaN;

  write(timeMs: number, value: number): void {
    const slot = Math.floor(timeMs / slotMs);
    if (slot !== this.openSlot) {
      if (!Number.isNaN(this.openSlot)) {
        this.ring[placeOf(this.openSlot)] = this.openValue;
      }
      this.openSlot = slot;
    }
    this.openValue = value;
  }

  /** Distance from `value` to the closest one of the same time of day; `NaN` if there is none. */
  distance(timeMs: number, value: number): number {
    const place = placeOf(Math.floor(timeMs / slotMs));
    let best = Infinity;
    for (let day = 0; day < days; day++) {
      // The slots just before this one hold today's values: they are no analogue
      const first = day === 0 ? 0 : -neighbourSlots;
      for (let shift = first; shift <= neighbourSlots; shift++) {
        const distance = Math.abs(value - this.at(place, day, shift));
        if (distance < best) {
          best = distance;
        }
      }
    }
    return best === Infinity ? NaN : best;
  }

  /** Lowest, middle and highest value of the same time of day; nothing if there is none. */
  range(
    timeMs: number,
  ): { low: number; middle: number; high: number } | undefined {
    const place = placeOf(Math.floor(timeMs / slotMs));
    const seen: number[] = [];
    for (let day = 0; day < days; day++) {
      const first = day === 0 ? 0 : -neighbourSlots;
      for (let shift = first; shift <= neighbourSlots; shift++) {
        const value = this.at(place, day, shift);
        if (!Number.isNaN(value)) {
          seen.push(value);
        }
      }
    }
    if (seen.length === 0) {
      return undefined;
    }
    seen.sort((a, b) => a - b);
    return {
      low: seen[0],
      middle: seen[Math.floor(seen.length / 2)],
      high: seen[seen.length - 1],
    };
  }

  /** What {@link SeasonalMemory.restore} needs, besides the ring. */
  toNumbers(): number[] {
    return [this.openSlot, this.openValue];
  }

  restore(take: () => number, ring: Float32Array): void {
    this.openSlot = take();
    this.openValue = take();
    this.ring.set(ring);
  }

  private at(place: number, day: number, shift: number): number {
    let index = place - day * slotsPerDay + shift;
    if (index < 0) {
      index += SIZE;
    } else if (index >= SIZE) {
      index -= SIZE;
    }
    return this.ring[index];
  }
}

function placeOf(slot: number): number {
  return ((slot % SIZE) + SIZE) % SIZE;
}
