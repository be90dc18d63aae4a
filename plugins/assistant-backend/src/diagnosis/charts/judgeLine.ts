import {
  type Series,
  StreamingDetector,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';

export interface JudgedLine {
  /** Expected range within the window: time, lower, upper. */
  band: Array<[number, number, number]>;
  /** Stretches of time that the detector calls unusual. */
  anomalies: Array<{ at: number; to: number }>;
}

/** Alarms that lie closer together than this are one. */
const JOINED_MS = 5 * 60_000;

/** What was to be expected of a series, and where it was not so; learned from all that came before. */
export function judgeLine(
  { times, values }: Pick<Series, 'times' | 'values'>,
  window: { from: number; to: number },
): JudgedLine {
  const detector = StreamingDetector.create();
  const band: JudgedLine['band'] = [];
  const anomalies: JudgedLine['anomalies'] = [];
  for (let i = 0; i < times.length && times[i] <= window.to; i++) {
    const at = times[i];
    const inside = at >= window.from;
    const expected = inside ? detector.bandAt(at) : undefined;
    if (expected) {
      band.push([at, expected.lower, expected.upper]);
    }
    if (detector.push(at, values[i]) >= 1 && inside) {
      const last = anomalies.at(-1);
      if (last && at - last.to <= JOINED_MS) {
        last.to = at;
      } else {
        anomalies.push({ at, to: at });
      }
    }
  }
  return { band, anomalies };
}
