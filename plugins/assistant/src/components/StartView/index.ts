export { type AskedAbout, StartView } from './StartView';
