export { StartView } from './StartView';
