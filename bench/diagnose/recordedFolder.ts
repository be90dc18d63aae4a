import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A recorded folder in memory: lists by their path, and `incident.json`. */
export type Folder = ReadonlyMap<string, FolderFile>;
export interface FolderFile {
  items?: Item[];
  [key: string]: unknown;
}
export interface Item {
  kind?: string;
  apiVersion?: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    [key: string]: unknown;
  };
  [key: string]: unknown;
}

export async function readFolder(folder: string): Promise<Folder> {
  const names = await readdir(join(folder, 'kubernetes'));
  const paths = ['incident.json', ...names.map(name => `kubernetes/${name}`)];
  return new Map(
    await Promise.all(
      paths.map(
        async (path): Promise<[string, FolderFile]> => [
          path,
          JSON.parse(await readFile(join(folder, path), 'utf8')),
        ],
      ),
    ),
  );
}

export async function writeFolder(
  folder: string,
  files: Folder,
): Promise<void> {
  for (const [path, file] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), JSON.stringify(file));
  }
}

/** Both states at once, as of one cluster; undefined when they disagree about a node. */
export function mergeFolders(a: Folder, b: Folder): Folder | undefined {
  const merged = new Map(a);
  for (const [path, file] of b) {
    const known = merged.get(path);
    if (file.items !== undefined) {
      const items = new Map((known?.items ?? []).map(one => [keyOf(one), one]));
      for (const item of file.items) {
        const same = items.get(keyOf(item));
        if (same && JSON.stringify(same.spec) !== JSON.stringify(item.spec)) {
          return undefined;
        }
        items.set(keyOf(item), item);
      }
      merged.set(path, { ...file, items: [...items.values()] });
    }
  }
  return merged;
}

const keyOf = ({ kind, metadata: { namespace, name } }: Item) =>
  [kind, namespace, name].join('|');
