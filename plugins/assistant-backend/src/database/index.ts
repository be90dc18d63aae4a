export * from './AssistantDatabase';
export * from './stores';
export * from './limits/DatabaseQuestionLimiter';
export * from './lexicalText';
