export * from './createCanaryCatalog';
export * from './findLeaks';
export type { Leak } from './LeakScanner';
export type { LeakKitUser } from './LeakUser';
export * from './RecordingLanguageModel';
