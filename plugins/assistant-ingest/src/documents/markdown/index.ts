export { MarkdownSource, type MarkdownFolder } from './MarkdownSource';
