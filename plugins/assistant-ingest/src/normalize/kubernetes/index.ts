export * from './kubernetesRecords';
export * from './trimObject';
