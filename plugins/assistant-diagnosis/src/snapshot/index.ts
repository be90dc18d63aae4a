export * from './SnapshotInput';
export * from './Snapshot';
export { createSnapshot } from './createSnapshot';
