export * from './countWords';
export * from './detectLanguage';
export * from './flattenBlocks';
export * from './parseBlocks';
export * from './splitFrontMatter';
