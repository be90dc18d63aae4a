export * from './MappingRules';
export * from './OwnerIndex';
export * from './mapWorkloads';
export * from './workloadOf';
export * from './entityMapping';
