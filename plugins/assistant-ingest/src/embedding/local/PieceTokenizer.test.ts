import { MAX_CHARACTERS } from './limits';
import { PieceTokenizer } from './PieceTokenizer';
import { TextNormalizer } from './TextNormalizer';

const pieces = [
  '<unk>',
  '<s>',
  '</s>',
  '▁',
  '▁po',
  'd',
  'ds',
  's',
  '▁pod',
  'p',
  'o',
  '🚀',
];
const scores = [0, 0, 0, -2, -3, -2, -3.5, -2, -4, -5, -5, -6];

function tokenizer() {
  return new PieceTokenizer({
    normalizer: new TextNormalizer({ sources: [], replacements: [] }),
    vocabulary: { pieces, scores: new Float32Array(scores), unknownScore: -20 },
  });
}

const cut = (text: string, maxTokens = 512) =>
  tokenizer()
    .encode(text, maxTokens)
    .map(id => pieces[id]);

describe('PieceTokenizer', () => {
  it('takes the likeliest cut, not the longest pieces', () => {
    expect(cut('pod')).toEqual(['<s>', '▁pod', '</s>']);
    // ▁pod + s = -6 beats ▁po + ds = -6.5
    expect(cut('pods')).toEqual(['<s>', '▁pod', 's', '</s>']);
  });

  it('gives an unknown character one piece, also outside of the basic plane', () => {
    expect(cut('pod日')).toEqual(['<s>', '▁pod', '<unk>', '</s>']);
    expect(cut('pod🙂s')).toEqual(['<s>', '▁pod', '<unk>', 's', '</s>']);
    expect(cut('🚀')).toEqual(['<s>', '▁', '🚀', '</s>']);
  });

  it('gives one unknown piece for an empty text', () => {
    expect(cut('')).toEqual(['<s>', '<unk>', '</s>']);
  });

  it('never reads a control piece out of a text', () => {
    expect(cut('</s>').filter(piece => piece === '</s>')).toHaveLength(1);
  });

  it('cuts at the token limit and keeps the end', () => {
    expect(cut('pod pod pod pod', 4)).toEqual(['<s>', '▁pod', '▁pod', '</s>']);
  });

  it('does not look at what cannot count', () => {
    const text = 's'.repeat(MAX_CHARACTERS);
    expect(tokenizer().encode(text, 1e9)).toEqual(
      tokenizer().encode(`${text}pods`, 1e9),
    );
  });
});
