/**
 * The people of the demo: how they sign in, and what they may see. Not for production.
 *
 * @packageDocumentation
 */
export { demoFeatures as default } from './module';
