import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { loadAll } from 'js-yaml';
import { isObject } from '../../normalize';
import type { Frame, Recording } from './Recording';
import { parseIncident } from './incidentFile';
import { readInstance } from './readInstance';

/** Instance of what lies in no folder of a cluster. */
const DEFAULT_INSTANCE = 'default';
const MAX_FILE_BYTES = 500_000_000;

/**
 * Reads a recorded incident from a folder.
 *
 * Files that may be missing are not asked for; unknown ones are named in `warnings`.
 *
 * @throws InputError that names file and line of what is broken.
 */
export async function readIncident(folder: string): Promise<Recording> {
  const tree = new IncidentFolder(folder);
  const text = await tree.read('incident.json');
  if (text === undefined) {
    throw new NotFoundError(
      `${folder} holds no incident.json, so it is no recorded incident`,
    );
  }
  const incident = parseIncident(text, join(folder, 'incident.json'));
  const defaultInstance =
    Object.keys(incident.environments).length === 1
      ? Object.keys(incident.environments)[0]
      : DEFAULT_INSTANCE;
  const warnings: string[] = [];
  const frames: Frame[] = [];
  const instances = [
    { instance: defaultInstance, path: '' },
    ...(await tree.folders('clusters')).map(name => ({
      instance: name,
      path: join('clusters', name),
    })),
  ];
  for (const { instance, path } of instances) {
    frames.push(
      ...(await readInstance({ tree, path, instance, incident, warnings })),
    );
  }
  warnings.push(...(await unknownFolders(tree)));
  frames.sort((a, b) => a.at - b.at);
  const first = frames[0]?.at ?? incident.now;
  const { title, question, entityRef, namespaces, environments, now } =
    incident;
  return {
    folder,
    title: title || basename(folder),
    from: incident.from ?? first,
    to: Math.max(incident.to ?? now, now),
    now,
    question,
    entityRef,
    namespaces,
    environments,
    frames,
    entities: await readCatalog(tree),
    warnings,
  };
}

const KNOWN = new Set([
  'catalog',
  'kubernetes',
  'logs',
  'prometheus',
  'clusters',
]);

async function unknownFolders(tree: IncidentFolder): Promise<string[]> {
  const names = await tree.folders('');
  return names
    .filter(name => !KNOWN.has(name))
    .map(name => `${name}/ is not read: no source here reads that system`);
}

async function readCatalog(tree: IncidentFolder): Promise<Entity[]> {
  const entities: Entity[] = [];
  for (const file of await tree.files('catalog', /\.ya?ml$/)) {
    const text = (await tree.read(file)) ?? '';
    let documents: unknown[];
    try {
      documents = loadAll(text);
    } catch (error) {
      throw new InputError(`${tree.nameOf(file)} is no YAML: ${String(error)}`);
    }
    for (const document of documents) {
      if (
        isObject(document) &&
        isObject(document.metadata) &&
        typeof document.kind === 'string'
      ) {
        entities.push(document as unknown as Entity);
      }
    }
  }
  return entities;
}

/** Files below the folder of an incident; paths are relative to it, and what is missing is empty. */
export class IncidentFolder {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  nameOf(path: string): string {
    return relative(process.cwd(), join(this.#root, path));
  }

  async read(path: string): Promise<string | undefined> {
    const full = join(this.#root, path);
    const size = await stat(full).then(
      found => found.size,
      () => undefined,
    );
    if (size === undefined) {
      return undefined;
    }
    if (size > MAX_FILE_BYTES) {
      throw new InputError(
        `${full} has ${size} bytes; the limit of one file is ${MAX_FILE_BYTES}`,
      );
    }
    return readFile(full, 'utf8');
  }

  async files(path: string, pattern = /./): Promise<string[]> {
    return (await this.#entries(path))
      .filter(entry => entry.isFile() && pattern.test(entry.name))
      .map(entry => join(path, entry.name))
      .sort();
  }

  async folders(path: string): Promise<string[]> {
    return (await this.#entries(path))
      .filter(entry => entry.isDirectory())
      .map(entry => entry.name)
      .sort();
  }

  async #entries(path: string) {
    return readdir(join(this.#root, path), { withFileTypes: true }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
          return [];
        }
        throw error;
      },
    );
  }
}
