import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createTestResolver } from './testUtils/createTestResolver';
import {
  judgeQuestions,
  questionsSchema,
  shareOf,
  type Verdict,
} from './testUtils/judgeQuestions';
import { readDemoCatalog } from './testUtils/readDemoCatalog';

const REPOSITORY = resolve(__dirname, '../../../..');
const NOW = new Date('2026-11-24T14:20:00Z');
const BAR = 0.9;

async function judge(file: string): Promise<Verdict[]> {
  const text = readFileSync(resolve(REPOSITORY, 'bench/scope', file), 'utf8');
  const ask = createTestResolver(readDemoCatalog(REPOSITORY), { now: NOW });
  return judgeQuestions(ask, questionsSchema.parse(JSON.parse(text)), NOW);
}

describe('questions as people ask them', () => {
  let verdicts: Verdict[];

  beforeAll(async () => {
    verdicts = await judge('questions.json');
  });

  it('stand in both languages, and there are 100', () => {
    expect(verdicts).toHaveLength(100);
    expect(
      verdicts.filter(({ question }) => question.lang === 'ru'),
    ).toHaveLength(50);
  });

  it.each(['en', 'ru'])('are read rightly in 9 of 10 cases: %s', lang => {
    const own = verdicts.filter(({ question }) => question.lang === lang);
    const misses = own
      .filter(verdict => !verdict.entity || !verdict.class)
      .map(({ question, got }) => ({ text: question.text, got }));
    expect({
      share: 1 - misses.length / own.length >= BAR,
      misses: misses.length > 5 ? misses : [],
    }).toEqual({
      share: true,
      misses: [],
    });
  });

  it.each([
    ['language', (verdict: Verdict) => verdict.language],
    ['environment', (verdict: Verdict) => verdict.environment],
    ['window', (verdict: Verdict) => verdict.window],
  ])('have their %s read rightly in 9 of 10 cases', (_, judged) => {
    expect(
      verdicts.filter(verdict => judged(verdict) !== undefined).length,
    ).toBeGreaterThan(5);
    expect(shareOf(verdicts, judged)).toBeGreaterThanOrEqual(BAR);
  });

  it('hold for questions that came later as well', async () => {
    const later = await judge('more-questions.json');
    expect(
      shareOf(later, verdict => verdict.entity && verdict.class),
    ).toBeGreaterThanOrEqual(BAR);
  });
});
