export { FindingCard } from './FindingCard';
export { formatDuration } from './formatDuration';
export { severityTone } from './severityTone';
export { detailOfChange } from './changeWords';
