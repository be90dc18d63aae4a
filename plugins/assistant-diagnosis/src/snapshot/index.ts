export * from './SnapshotInput';
export * from './Snapshot';
