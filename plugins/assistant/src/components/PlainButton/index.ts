export { PlainButton } from './PlainButton';
