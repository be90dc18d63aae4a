import { contentStems } from '../text/words';
import { QuestionConcepts, stemsOfAll } from './QuestionConcepts';

const parts = ['Kibana shows the logs.', 'Free memory of the pod.', 'Nothing.'];
const stems = parts.map(contentStems);
const conceptsOf = (
  question: string,
  synonyms: Array<[string, string[]]> = [],
) =>
  QuestionConcepts.of(question, {
    synonyms: synonyms.map(([said, means]) => ({ said, means })),
    parts: stems,
  });

describe('QuestionConcepts', () => {
  it('counts a thing that has another name on the page', () => {
    const memory: [string, string[]] = ['памяти', ['memory', 'RAM']];
    expect(conceptsOf('памяти', [memory]).shareIn(stems[1])).toBe(1);
    expect(conceptsOf('памяти', [memory]).shareIn(stems[0])).toBe(0);
    expect(conceptsOf('памяти').shareIn(stems[1])).toBe(0);
  });

  it('takes a phrase as one thing, found only as a whole', () => {
    const concepts = conceptsOf('лаг консьюмера', [
      ['лаг консьюмера', ['consumer lag']],
    ]);
    expect(concepts.shareIn(contentStems('consumer lag grows'))).toBe(1);
    expect(concepts.shareIn(contentStems('a consumer'))).toBe(0);
  });

  it('reads Latin names in Russian letters', () => {
    expect(conceptsOf('в кибане').shareIn(stems[0])).toBe(1);
  });

  it('lets a rare thing count more than a common one', () => {
    const concepts = conceptsOf('the memory and the unicorn');
    const known = concepts.shareIn(stems[1]);
    expect(known).toBeGreaterThan(0.2);
    expect(known).toBeLessThan(0.5);
  });

  it('knows a word that is found under another name', () => {
    const concepts = conceptsOf('RAM of the pod', [['RAM', ['memory']]]);
    expect(concepts.isRenamedIn(stems[1], 'ram')).toBe(true);
    expect(concepts.isRenamedIn(stems[0], 'ram')).toBe(false);
    expect(concepts.isRenamedIn(stems[1], 'pod')).toBe(false);
  });

  it('finds nothing of a question without a word', () => {
    expect(conceptsOf('?').shareIn(stemsOfAll(stems))).toBe(0);
  });

  it('takes parts together', () => {
    const all = stemsOfAll(stems.slice(0, 2));
    expect(conceptsOf('logs and memory').shareIn(all)).toBe(1);
  });
});
