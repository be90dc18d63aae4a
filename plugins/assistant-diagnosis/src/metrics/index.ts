export { AlarmHoldDown } from './AlarmHoldDown';
export { StreamingDetector, type ExpectedBand } from './StreamingDetector';
