/** Bounds of what is read from one site or folder. */
export interface ReadLimits {
  /** Larger documents are left out. */
  maxDocumentBytes: number;
  /** Documents of one site; the rest is left out. */
  maxDocuments: number;
  /** Longest read of one site. */
  timeoutMs: number;
}

export const DEFAULT_READ_LIMITS: ReadLimits = {
  maxDocumentBytes: 2 * 1024 * 1024,
  maxDocuments: 2000,
  timeoutMs: 120_000,
};

/** Files that are looked at below one folder, documents or not: a bound for the walk itself. */
export const MAX_WALKED_ENTRIES = 100_000;
/** Folders in folders; a deeper tree is no documentation. */
export const MAX_FOLDER_DEPTH = 20;
