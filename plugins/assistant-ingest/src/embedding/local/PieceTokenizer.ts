import { MAX_CHARACTERS } from './limits';
import { TextNormalizer } from './TextNormalizer';

export interface PieceVocabulary {
  /** Row `i` of the table is piece `i`; the first three are unknown, start and end. */
  readonly pieces: readonly string[];
  readonly scores: Float32Array;
  readonly unknownScore: number;
}

const UNKNOWN = 0;
const START = 1;
const END = 2;
const CONTROL_PIECES = 3;
const UNREACHED = -Infinity;

/**
 * Cuts a text into the most likely sequence of pieces (a unigram model, solved by dynamic programming).
 *
 * @internal
 */
export class PieceTokenizer {
  readonly #normalizer: TextNormalizer;
  readonly #vocabulary: PieceVocabulary;
  /** Edges of the prefix tree: node * 65536 + UTF-16 unit -\> node. */
  readonly #edges = new Map<number, number>();
  /** Node -\> piece that ends there, or -1. */
  readonly #ends: number[] = [-1];

  constructor(options: {
    normalizer: TextNormalizer;
    vocabulary: PieceVocabulary;
  }) {
    this.#normalizer = options.normalizer;
    this.#vocabulary = options.vocabulary;
    options.vocabulary.pieces.forEach((piece, index) => {
      if (index >= CONTROL_PIECES) {
        this.#addPiece(piece, index);
      }
    });
  }

  /** At most `maxTokens` ids, start and end included; what is longer is cut off. An empty text is one unknown piece. */
  encode(text: string, maxTokens: number): number[] {
    const normalized = this.#normalizer.normalize(
      text.slice(0, MAX_CHARACTERS),
    );
    const ids = normalized ? this.#mostLikely(normalized) : [UNKNOWN];
    return [START, ...ids.slice(0, maxTokens - 2), END];
  }

  #addPiece(piece: string, index: number) {
    let node = 0;
    for (let i = 0; i < piece.length; i++) {
      const edge = node * 0x10000 + piece.charCodeAt(i);
      let next = this.#edges.get(edge);
      if (next === undefined) {
        next = this.#ends.push(-1) - 1;
        this.#edges.set(edge, next);
      }
      node = next;
    }
    this.#ends[node] = index;
  }

  /** Each place in the text keeps only its best arrival: (score, where the last piece started, which piece it was). */
  #mostLikely(text: string): number[] {
    const best = new Float64Array(text.length + 1).fill(UNREACHED);
    const startOf = new Uint32Array(text.length + 1);
    const pieceOf = new Uint32Array(text.length + 1);
    best[0] = 0;
    const arrive = (from: number, to: number, piece: number, score: number) => {
      if (best[from] + score > best[to]) {
        best[to] = best[from] + score;
        startOf[to] = from;
        pieceOf[to] = piece;
      }
    };
    for (let from = 0; from < text.length; from++) {
      // The middle of a surrogate pair is never reached.
      if (best[from] !== UNREACHED) {
        this.#leave(text, from, arrive);
      }
    }
    const ids: number[] = [];
    for (let place = text.length; place > 0; place = startOf[place]) {
      ids.push(pieceOf[place]);
    }
    return ids.reverse();
  }

  #leave(
    text: string,
    from: number,
    arrive: (from: number, to: number, piece: number, score: number) => void,
  ) {
    const { scores, unknownScore } = this.#vocabulary;
    const single = from + (text.codePointAt(from)! > 0xffff ? 2 : 1);
    let hasSingle = false;
    let node: number | undefined = 0;
    for (let to = from + 1; to <= text.length; to++) {
      node = this.#edges.get(node * 0x10000 + text.charCodeAt(to - 1));
      if (node === undefined) {
        break;
      }
      const piece = this.#ends[node];
      if (piece >= 0) {
        arrive(from, to, piece, scores[piece]);
        hasSingle ||= to === single;
      }
    }
    if (!hasSingle) {
      arrive(from, single, UNKNOWN, unknownScore);
    }
  }
}
