export { LogTemplateMiner, type LogTemplate } from './LogTemplateMiner';
export { maskLine, VARIABLE } from './maskLine';
