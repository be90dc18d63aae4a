import { StreamingDetector } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { Series } from './readSeries';

/** One pass, one score a row. */
export function scoreSeries({ times, values }: Series): number[] {
  const detector = StreamingDetector.create();
  return values.map((value, i) => detector.push(times[i], value));
}
