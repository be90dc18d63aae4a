export { lastStackTrace, type RootException } from './lastStackTrace';
export { LogTemplateMiner, type LogTemplate } from './LogTemplateMiner';
export { maskLine, VARIABLE } from './maskLine';
export {
  scoreTemplates,
  type TemplateCounts,
  type TemplateSuspicion,
} from './scoreTemplates';
