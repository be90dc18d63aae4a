export { Question } from './Question';
export { Suggestions } from './Suggestions';
export { Thread } from './Thread';
