export { decisionsModule as default } from './module';
