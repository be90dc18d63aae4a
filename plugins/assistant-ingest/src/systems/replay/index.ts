export * from './Recording';
export * from './ReplaySource';
export * from './readIncident';
