export { LocalEmbedder, type LocalEmbedderOptions } from './LocalEmbedder';
