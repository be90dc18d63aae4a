export * from './options';
export * from './ScopeResolver';
