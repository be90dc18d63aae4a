export { TechDocsSource, type TechDocsSourceOptions } from './TechDocsSource';
export { waitForSteadyCatalog } from './waitForSteadyCatalog';
