export { EvidenceChart } from './EvidenceChart';
export { formatClock } from './formatClock';
export { type Tone, toneColor } from './tones';
