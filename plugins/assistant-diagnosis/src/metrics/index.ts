export { AlarmHoldDown } from './AlarmHoldDown';
export { compareSiblings, type SiblingOutlier } from './compareSiblings';
export { findChangePoint, type ChangePoint } from './findChangePoint';
export {
  forecastSaturation,
  type SaturationForecast,
} from './forecastSaturation';
export { robustDeviation } from './robustDeviation';
export { StreamingDetector, type ExpectedBand } from './StreamingDetector';
