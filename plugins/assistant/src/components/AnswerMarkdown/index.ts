export { AnswerMarkdown } from './AnswerMarkdown';
export { safeLink } from './safeLink';
