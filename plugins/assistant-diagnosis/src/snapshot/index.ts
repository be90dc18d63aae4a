export * from './SnapshotInput';
export * from './Snapshot';
export { createSnapshot } from './createSnapshot';
export { viewEvent } from './events';
export type { EventView } from './events';
export { environmentNameOf, matchesGlob } from './environments';
