import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_TOKENS } from './limits';
import { MatrixKernel } from './MatrixKernel';
import { PieceTokenizer } from './PieceTokenizer';
import { readAsset } from './readAsset';
import type { TensorFile } from './readTensors';
import { SentenceEncoder } from './SentenceEncoder';
import { TextNormalizer } from './TextNormalizer';

/** Turns one text into one unit vector, on the calling thread. */
export interface TextEmbedder {
  readonly dimensions: number;
  tokenize(text: string): number[];
  /** The unit vector of what {@link TextEmbedder.tokenize} gave. */
  embedTokens(tokens: readonly number[]): Float32Array;
}

/**
 * Reads weights and kernel from the asset folder.
 *
 * @internal
 */
export async function loadTextEmbedder(
  directory: string,
): Promise<TextEmbedder> {
  const [tensors, kernel] = await Promise.all([
    readAsset(directory),
    readFile(join(directory, 'kernel.wasm')),
  ]);
  const module = await WebAssembly.compile(kernel);
  const tokenizer = createTokenizer(tensors);
  const encoder = new SentenceEncoder({
    tensors,
    maxTokens: MAX_TOKENS,
    createKernel: memoryBytes => new MatrixKernel({ module, memoryBytes }),
  });
  return {
    dimensions: encoder.dimensions,
    tokenize: text => tokenizer.encode(text, MAX_TOKENS),
    embedTokens: tokens => encoder.encode(tokens),
  };
}

function createTokenizer(tensors: TensorFile): PieceTokenizer {
  const [sources, replacements]: [string[], string[]] = JSON.parse(
    tensors.text('normalizer.pairs'),
  );
  return new PieceTokenizer({
    normalizer: new TextNormalizer({ sources, replacements }),
    vocabulary: {
      pieces: tensors.text('piece.text').split('\n'),
      scores: tensors.float32('piece.score'),
      unknownScore: Number(tensors.metadata.unknownScore),
    },
  });
}
