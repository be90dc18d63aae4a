export { StepsCard } from './StepsCard';
