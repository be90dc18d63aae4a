export { Checked } from './Checked';
export { HealthLine } from './HealthLine';
export { StateDot } from './StateDot';
export { useFreshness } from './useFreshness';
export { useHealthWords } from './useHealthWords';
