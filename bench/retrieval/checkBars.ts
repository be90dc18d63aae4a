import type { Report } from './evaluate';

/** What must hold on the demo; reached when written, with room for one or two questions. */
const BARS: Record<string, { recall1?: number; recall5?: number }> = {
  'en questions, all pages': { recall5: 0.85 },
  'ru questions, all pages': { recall5: 0.87 },
  'ru questions, ru pages': { recall5: 0.9 },
  'ru questions, en pages': { recall5: 0.7 },
};
const RECOGNISED = 0.7;
const WRONG_REFUSALS = 0.09;

/** Names each bar that is not reached. */
export function checkBars({
  sets,
  honesty,
}: Pick<Report, 'sets' | 'honesty'>): string[] {
  const missed: string[] = [];
  for (const [name, bar] of Object.entries(BARS)) {
    const scores = sets[name]?.hybrid;
    for (const key of ['recall1', 'recall5'] as const) {
      const want = bar[key];
      if (want !== undefined && !((scores?.[key].value ?? 0) >= want)) {
        missed.push(`${name}: ${key} ${scores?.[key].value} < ${want}`);
      }
    }
  }
  for (const [name, { bm25, dense, hybrid }] of Object.entries(sets)) {
    const better = Math.max(bm25.mrr.value, dense.mrr.value);
    if (hybrid.mrr.high < better) {
      missed.push(
        `${name}: hybrid MRR ${hybrid.mrr.value} is below the better of its parts, ${better}, beyond the interval`,
      );
    }
  }
  const all = honesty['all questions'];
  if (all.recognised.value < RECOGNISED) {
    missed.push(
      `recognised as unanswerable: ${all.recognised.value} < ${RECOGNISED}`,
    );
  }
  if (all.wrongRefusals.value > WRONG_REFUSALS) {
    missed.push(
      `wrong refusals: ${all.wrongRefusals.value} > ${WRONG_REFUSALS}`,
    );
  }
  return missed;
}
