export * from './shared';
export * from './askRequest';
export * from './citation';
export * from './answerEvent';
export * from './conversation';
export * from './baseVersion';
export * from './overview';
