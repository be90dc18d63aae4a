export { BaseNotice } from './BaseNotice';
export { BuildProgressBar } from './BuildProgressBar';
export { FailedState } from './FailedState';
export { LoadingState } from './LoadingState';
export { useFailureWords } from './useFailureWords';
