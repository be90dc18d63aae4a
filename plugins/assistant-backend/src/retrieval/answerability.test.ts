import { judgeAnswerability, measureAnswerability } from './answerability';
import { answerabilityModelOf } from './answerabilityModels';
import { HitWords } from './HitWords';
import { QuestionConcepts } from './QuestionConcepts';
import { hitOf } from './testUtils';

const EMBEDDER = 'use-multilingual-v3-enru-256@1';
const conceptsOf = (question: string, hits: ReturnType<typeof hitOf>[]) => {
  const words = new HitWords();
  return QuestionConcepts.of(question, {
    synonyms: [],
    parts: hits.map(hit => words.stems(hit)),
  });
};

describe('answerability', () => {
  const model = answerabilityModelOf(EMBEDDER, true);
  const judge = (question: string, hit: ReturnType<typeof hitOf>) => {
    const candidates = [
      { ...hit, score: 1 },
      {
        ...hitOf('z/z.md', {
          body: 'How and what.',
          dense: 0.05,
          lexical: 0.5,
        }),
        score: 0,
      },
    ];
    const features = measureAnswerability({
      question,
      concepts: conceptsOf(question, candidates),
      candidates,
      best: candidates[0],
      words: new HitWords(),
    });
    return { features, probability: judgeAnswerability(features, model) };
  };

  it('is sure of a page that has the words and the meaning', () => {
    const { features, probability } = judge(
      'consumer lag grows',
      hitOf('a/x.md', {
        body: 'Consumer lag grows and grows.',
        dense: 0.6,
        lexical: 9,
      }),
    );
    expect(features).toMatchObject({
      coverage: 1,
      known: 1,
      foreign: 0,
      unknownName: 0,
      agreement: 1,
    });
    expect(probability).toBeGreaterThan(model.threshold);
  });

  it('is not sure when the question names a product that nothing knows', () => {
    const { features, probability } = judge(
      'How do I renew the Datadog licence?',
      hitOf('a/x.md', {
        body: 'Renew the certificate.',
        dense: 0.3,
        lexical: 2,
      }),
    );
    expect(features).toMatchObject({ foreign: 1, unknownName: 1 });
    expect(probability).toBeLessThan(model.threshold);
  });

  it('judges by words where an embedder was not measured', () => {
    expect(answerabilityModelOf('other@1', true).weights.agreement).toBe(0);
    expect(answerabilityModelOf(EMBEDDER, false).weights.agreement).toBe(0);
  });

  it('does not miss a name that the page has under another one', () => {
    const hit = hitOf('a/x.md', {
      body: 'Before a sale, scale out.',
      lexical: 4,
    });
    const candidates = [{ ...hit, score: 1 }];
    const words = new HitWords();
    const concepts = QuestionConcepts.of('ready for Black Friday', {
      synonyms: [{ said: 'black friday', means: ['sale'] }],
      parts: candidates.map(each => words.stems(each)),
    });
    expect(
      measureAnswerability({
        question: 'ready for Black Friday',
        concepts,
        candidates,
        best: candidates[0],
        words,
      }),
    ).toMatchObject({ foreign: 0, unknownName: 0 });
  });

  it('takes the size of the base out of a BM25 score', () => {
    const candidates = [{ ...hitOf('a/x.md', { lexical: 12 }), score: 1 }];
    const lexicalIn = (chunks: number) =>
      measureAnswerability({
        question: 'x',
        concepts: conceptsOf('x', candidates),
        candidates,
        best: candidates[0],
        words: new HitWords(),
        chunks,
      }).lexical;
    expect(lexicalIn(30_000)).toBeLessThan(lexicalIn(600));
  });
});
