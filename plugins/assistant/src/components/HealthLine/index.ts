export { Checked } from './Checked';
export { formatFreshness, secondsSince } from './formatFreshness';
export { HealthLine } from './HealthLine';
export { StateDot } from './StateDot';
export { useHealthWords } from './useHealthWords';
