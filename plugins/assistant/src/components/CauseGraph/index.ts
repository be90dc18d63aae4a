export { CauseGraph } from './CauseGraph';
