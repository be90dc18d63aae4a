export { CitationChip } from './CitationChip';
