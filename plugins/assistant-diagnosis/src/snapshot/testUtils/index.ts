export * from './buildSnapshot';
export * from './buildWorkload';
