/** A file of a tree; `path` is relative to the root of the tree, with `/`. */
export interface TreeFile {
  path: string;
  updatedAt?: Date;
  content: Buffer;
}

/** What a reader of trees found. */
export type TreeReadResult =
  | { type: 'unchanged' }
  | {
      type: 'tree';
      /** Changes whenever a file does. */
      etag: string;
      files: TreeFile[];
      /** Files that were left out, each with the reason. */
      problems: string[];
    };

export interface TreeReadOptions {
  /** Which files are wanted. */
  accept(path: string): boolean;
  /** As the last read gave it. */
  knownEtag?: string;
  signal: AbortSignal;
}

/** Reads the wanted files below one folder or address. */
export interface TreeReader {
  read(target: string, options: TreeReadOptions): Promise<TreeReadResult>;
}

export const isMarkdown = (path: string) => /\.(md|markdown)$/i.test(path);
