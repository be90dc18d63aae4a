export * from './decodeText';
export * from './FileTree';
export * from './limits';
export { LocalTreeReader } from './LocalTreeReader';
export * from './mapConcurrently';
export { UrlTreeReader } from './UrlTreeReader';
