export {
  createOutgoingFetch,
  type OutgoingFetchOptions,
} from './createOutgoingFetch';
