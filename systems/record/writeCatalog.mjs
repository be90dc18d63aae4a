// writeCatalog.mjs FOLDER...: puts the demo's catalog into recordings, so that they can be judged away from the portal.
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import yaml from 'js-yaml';

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));
const KINDS = new Set(['Component', 'Resource', 'System', 'API', 'Group']);
/** What leads to files of the demo means nothing elsewhere. */
const LOCAL = /^backstage\.io\/(techdocs-ref|source-location)$/;

export async function readShopCatalog(examples = EXAMPLES) {
  const folders = await readdir(join(examples, 'documents'), {
    withFileTypes: true,
  });
  const files = [
    ...(await readdir(join(examples, 'catalog'))).map(name =>
      join(examples, 'catalog', name),
    ),
    ...folders
      .filter(folder => folder.isDirectory())
      .map(({ name }) =>
        join(examples, 'documents', name, 'catalog-info.yaml'),
      ),
  ].sort();
  const entities = [];
  for (const file of files) {
    entities.push(...yaml.loadAll(await readFile(file, 'utf8')));
  }
  return entities.filter(entity => KINDS.has(entity?.kind)).map(withoutLocal);
}

function withoutLocal(entity) {
  const { annotations = {}, ...metadata } = entity.metadata;
  const kept = Object.entries(annotations).filter(([key]) => !LOCAL.test(key));
  return {
    ...entity,
    metadata: {
      ...metadata,
      ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }),
    },
  };
}

export async function writeCatalog(folder) {
  const entities = await readShopCatalog();
  await mkdir(join(folder, 'catalog'), { recursive: true });
  await writeFile(
    join(folder, 'catalog', 'shop.yaml'),
    entities.map(entity => yaml.dump(entity, { lineWidth: 120 })).join('---\n'),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const folder of process.argv.slice(2)) {
    await writeCatalog(folder);
  }
}
