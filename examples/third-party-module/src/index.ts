export { shopModule as default } from './module';
