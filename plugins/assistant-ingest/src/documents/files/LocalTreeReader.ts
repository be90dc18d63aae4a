import { InputError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { lstat, open, opendir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type {
  TreeFile,
  TreeReader,
  TreeReadOptions,
  TreeReadResult,
} from './FileTree';
import {
  MAX_FOLDER_DEPTH,
  MAX_WALKED_ENTRIES,
  type ReadLimits,
} from './limits';

interface Walk {
  files: TreeFile[];
  problems: string[];
  entries: number;
}

/**
 * Reads a folder of this machine.
 *
 * Links are never followed: one that points outside would bring in what nobody meant to publish.
 */
export class LocalTreeReader implements TreeReader {
  readonly #limits: ReadLimits;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
  }

  async read(
    target: string,
    options: TreeReadOptions,
  ): Promise<TreeReadResult> {
    const root = await lstat(target).catch(error => {
      throw new InputError(
        `Cannot read the folder ${target}; check that it exists and may be read`,
        error,
      );
    });
    if (!root.isDirectory()) {
      throw new InputError(
        `${target} is no folder; links are not followed, so give the folder itself`,
      );
    }
    const walk: Walk = { files: [], problems: [], entries: 0 };
    await this.#walk(target, '', 0, walk, options);
    walk.files.sort((a, b) => (a.path < b.path ? -1 : 1));
    const etag = hashFiles(walk.files);
    return etag === options.knownEtag
      ? { type: 'unchanged' }
      : { type: 'tree', etag, files: walk.files, problems: walk.problems };
  }

  async #walk(
    root: string,
    folder: string,
    depth: number,
    walk: Walk,
    options: TreeReadOptions,
  ): Promise<void> {
    if (depth > MAX_FOLDER_DEPTH) {
      walk.problems.push(
        `${folder}: folders are nested deeper than ${MAX_FOLDER_DEPTH}; move the documents up`,
      );
      return;
    }
    for await (const entry of await opendir(join(root, folder))) {
      options.signal.throwIfAborted();
      walk.entries += 1;
      if (walk.entries > MAX_WALKED_ENTRIES) {
        throw new InputError(
          `More than ${MAX_WALKED_ENTRIES} files below ${root}; give the folder of the documents itself`,
        );
      }
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && entry.name !== '.git') {
          await this.#walk(root, path, depth + 1, walk, options);
        }
      } else if (options.accept(path)) {
        if (entry.isFile()) {
          await this.#take(root, path, walk);
        } else {
          walk.problems.push(
            `${path}: links are not followed; put the file itself there`,
          );
        }
      }
    }
  }

  async #take(root: string, path: string, walk: Walk): Promise<void> {
    const { maxDocumentBytes } = this.#limits;
    const file = await open(join(root, path), 'r');
    try {
      const { size, mtime } = await file.stat();
      if (size > maxDocumentBytes) {
        walk.problems.push(tooLarge(path, size, maxDocumentBytes));
      } else {
        const content = await file.readFile();
        walk.files.push({ path, updatedAt: mtime, content });
      }
    } finally {
      await file.close();
    }
  }
}

export function tooLarge(path: string, size: number, limit: number): string {
  return `${path}: ${mib(size)} MiB is more than ${mib(
    limit,
  )} MiB; split the document`;
}

const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(1);

/** Content and names, nothing else: a fresh checkout of the same files is the same. */
function hashFiles(files: readonly TreeFile[]): string {
  const hash = createHash('sha256');
  for (const { path, content } of files) {
    hash.update(`${path.length}:${path}${content.length}:`).update(content);
  }
  return hash.digest('hex');
}
