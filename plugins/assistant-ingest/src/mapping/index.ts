export * from './MappingRules';
export * from './OwnerIndex';
export * from './mapWorkloads';
export * from './matchesGlob';
export * from './workloadOf';
export * from './entityMapping';
