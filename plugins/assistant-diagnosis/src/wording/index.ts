export * from './say';
export * from './kubectl';
