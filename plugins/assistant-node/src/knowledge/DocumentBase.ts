import type {
  BuildProgress,
  DocumentBaseStatus,
  Generation,
} from '@smart-assistant/backstage-plugin-assistant-common';

/** The entities that a person may read: a value, never an absent argument. @public */
export type VisibleEntities =
  | { type: 'all' }
  | { type: 'refs'; refs: ReadonlySet<string> };

/** What a read of the bases is filtered by. Both conditions hold at once. @public */
export interface ReadFilter {
  entities: VisibleEntities;
  /** The person and their groups, for documents with an audience of their own. */
  principals: readonly string[];
}

/** A part of a document that is found and cited on its own. @public */
export interface DocumentChunk {
  /** Position within the document. */
  ordinal: number;
  headingPath: readonly string[];
  /** Id of the nearest heading as the page renders it, or `undefined` above the first. */
  anchor?: string;
  kind: 'text' | 'steps' | 'code' | 'table';
  /** Markdown, redacted. */
  body: string;
  language: 'en' | 'ru';
  /** SHA-256 in hex of what is embedded. */
  bodyHash: string;
}

/** @public */
export interface BaseDocument {
  id: string;
  entityRef: string;
  audience?: readonly string[];
  title: string;
  path: string;
  url: string;
  revision: string;
  updatedAt?: Date;
  chunks: readonly DocumentChunk[];
}

/** @public */
export interface GenerationStart {
  embedder: string;
  dimensions: number;
  trigger: string;
}

/**
 * Writes one generation. Nothing of it can be read before `seal` and `activate`.
 * @public
 */
export interface GenerationWriter {
  readonly generation: number;
  /** Writes documents with their chunks; vectors of equal `bodyHash` and embedder are taken over from earlier generations. */
  write(
    documents: readonly BaseDocument[],
    options: { signal: AbortSignal },
  ): Promise<void>;
  /** Takes over all documents whose id starts with the prefix from the active generation. */
  copyUnchanged(
    idPrefix: string,
    options: { signal: AbortSignal },
  ): Promise<number>;
  /** Remembers the etag of a site. */
  setEtag(idPrefix: string, etag: string): Promise<void>;
  /** Next chunks without a vector, for embedding. */
  readUnembedded(
    limit: number,
  ): Promise<Array<{ chunkId: string; text: string }>>;
  writeVectors(
    vectors: ReadonlyArray<{ chunkId: string; vector: Float32Array }>,
  ): Promise<void>;
  /** Builds indexes and statistics and attaches the partition. */
  seal(
    gate: Generation['gate'],
    options: { signal: AbortSignal },
  ): Promise<Generation>;
  /** Replaces the results of the checks, when more were made after sealing. */
  recordGate(gate: Generation['gate']): Promise<void>;
  /** Drops all that was written and marks the generation as failed. */
  abandon(failure: string): Promise<void>;
}

/** Whether a build may go on. @public */
export interface BuildLease {
  /** `false` when the build was given up for dead, and another may run. */
  held: boolean;
  /** Somebody, perhaps at another replica, wants it to stop. */
  cancelRequested: boolean;
}

/**
 * Builds as all replicas see them: one runs at a time, and its id is known everywhere, after a
 * restart as well.
 * @public
 */
export interface BuildLog {
  /** Takes the lease for this build; when another one has it, gives that one instead. */
  claimBuild(progress: BuildProgress): Promise<BuildProgress | undefined>;
  /** Says how the build goes or how it ended; a build that says nothing for a minute counts as dead. */
  reportBuild(progress: BuildProgress): Promise<BuildLease>;
  readBuild(buildId: string): Promise<BuildProgress | undefined>;
  /** The running build, else the last one. */
  readLastBuild(): Promise<BuildProgress | undefined>;
  /** Asks the replica that runs it to stop. */
  requestBuildCancel(buildId: string): Promise<void>;
}

/** One hit of a search; scores are raw and not comparable between the two kinds. @public */
export interface ChunkHit {
  chunkId: string;
  documentId: string;
  entityRef: string;
  title: string;
  path: string;
  url: string;
  anchor?: string;
  headingPath: string[];
  kind: DocumentChunk['kind'];
  body: string;
  language: 'en' | 'ru';
  ordinal: number;
  updatedAt?: Date;
  /** Audience of the document beside its entity; a stored answer is shown again only to its members. */
  audience?: readonly string[];
  /** BM25 score, or `undefined` if the words did not meet. */
  lexical?: number;
  /** Cosine similarity, -1 to 1, or `undefined` if there is no vector. */
  dense?: number;
}

/** One generation seen by one request, from the first statement to the last. @public */
export interface DocumentReader {
  readonly generation: number;
  readonly builtAt: Date;
  readonly embedder: string;
  /** Share of chunks that have a vector. */
  readonly embedded: number;
  /** Chunks of the generation, by which BM25 scores of bases of different sizes are compared. */
  readonly chunks?: number;
  search(options: {
    filter: ReadFilter;
    /** Text of the question for BM25. */
    text: string;
    /** Vector of the question by the embedder of this generation; without it, BM25 alone. */
    vector?: Float32Array;
    limit: number;
    /** Only documents of these entities. */
    within?: readonly string[];
    signal: AbortSignal;
  }): Promise<ChunkHit[]>;
  /** All chunks of one document in order, if the filter lets it pass. */
  readDocument(options: {
    filter: ReadFilter;
    documentId: string;
    signal: AbortSignal;
  }): Promise<ChunkHit[]>;
  /** All chunks of documents of these entities, ordered by document and position: the text of a pack. */
  readScope(options: {
    filter: ReadFilter;
    entityRefs: readonly string[];
    maxChunks: number;
    signal: AbortSignal;
  }): Promise<ChunkHit[]>;
}

/**
 * The document base: generations, one of which is active.
 * @public
 */
export interface DocumentBase extends BuildLog {
  /** Opens the active generation, or `undefined` before the first build. */
  open(options: { signal: AbortSignal }): Promise<DocumentReader | undefined>;
  /** Opens a given generation, for the gate. */
  openGeneration(
    generation: number,
    options: { signal: AbortSignal },
  ): Promise<DocumentReader>;
  status(): Promise<
    Omit<DocumentBaseStatus, 'build' | 'nextBuildAt' | 'sources'>
  >;
  /** Known etag per id prefix of the active generation. */
  readEtags(): Promise<Map<string, string>>;
  begin(start: GenerationStart): Promise<GenerationWriter>;
  /** Goes on embedding a sealed generation whose vectors are not complete. */
  resume(
    generation: number,
  ): Promise<
    Pick<GenerationWriter, 'generation' | 'readUnembedded' | 'writeVectors'>
  >;
  /**
   * Moves the pointer by compare-and-set.
   *
   * @throws ConflictError from `@backstage/errors` when another switch came first.
   */
  activate(options: {
    generation: number;
    expectedActive?: number;
  }): Promise<void>;
  /** Swaps the active and the previous generation; called twice, it is its own undo. */
  rollback(options?: { actor?: string }): Promise<void>;
  /** Drops all but the newest `keep` generations; the active and the previous one always stay. */
  prune(options: { keep: number }): Promise<number[]>;
}
