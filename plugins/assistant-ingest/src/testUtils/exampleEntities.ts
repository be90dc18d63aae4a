import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import yaml from 'js-yaml';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const EXAMPLES = resolve(__dirname, '../../../../examples');
export const EXAMPLE_DOCUMENTS = join(EXAMPLES, 'documents');

/** Folders of the demo's documents, one per entity. */
export const exampleFolders = (): string[] =>
  readdirSync(EXAMPLE_DOCUMENTS)
    .filter(name => statSync(join(EXAMPLE_DOCUMENTS, name)).isDirectory())
    .map(name => join(EXAMPLE_DOCUMENTS, name));

/** The entity of a folder, located as the catalog would have it. */
export function readEntity(folder: string): Entity {
  const file = join(folder, 'catalog-info.yaml');
  const [entity] = yaml.loadAll(readFileSync(file, 'utf8')) as Entity[];
  const location = `file:${file}`;
  return {
    ...entity,
    metadata: {
      namespace: 'default',
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_SOURCE_LOCATION]: location,
      },
    },
  };
}

export const exampleEntities = (): Entity[] => exampleFolders().map(readEntity);
