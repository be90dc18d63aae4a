export * from './Engine';
export * from './StoreProblem';
export * from './pglite/openPglite';
export * from './postgres/openPostgres';
export * from './errorCode';
