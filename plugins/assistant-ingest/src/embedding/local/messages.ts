/** What the main thread sends to the embedder's worker: one slice of texts at a time. */
export interface SliceRequest {
  readonly id: number;
  readonly texts: readonly string[];
}

/** What the worker sends back. `vectors` holds one unit vector after another. */
export type SliceReply =
  | {
      readonly id: number;
      readonly vectors: Float32Array;
      readonly tokens: number;
    }
  | { readonly id: number; readonly error: string };

/** Given to the worker when it starts. */
export interface WorkerOptions {
  /** Folder with weights and kernel. */
  readonly directory: string;
}
