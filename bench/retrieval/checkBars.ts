import type { Report } from './evaluate';

/** What must hold on the demo: the goals where there are any, else what was reached less a question or two. */
const BARS: Record<string, { recall1?: number; recall5?: number }> = {
  'en questions, all pages': { recall5: 0.9 },
  'ru questions, all pages': { recall5: 0.9 },
  'ru questions, ru pages': { recall5: 0.9 },
  'ru questions, en pages': { recall5: 0.7 },
  'ru questions, en pages (held out)': { recall5: 0.7 },
};

interface HonestyBar {
  recognised: number;
  wrongRefusals: number;
}
/** The goals are those of the first set; the larger one is harder and held as near. */
const HONESTY: Record<string, HonestyBar> = {
  'all questions (first 178)': { recognised: 0.8, wrongRefusals: 0.05 },
  'all questions': { recognised: 0.8, wrongRefusals: 0.055 },
};

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
  for (const [name, bar] of Object.entries(HONESTY)) {
    const { recognised, wrongRefusals } = honesty[name];
    if (recognised.value < bar.recognised) {
      missed.push(
        `${name}: recognised as unanswerable ${recognised.value} < ${bar.recognised}`,
      );
    }
    if (wrongRefusals.value > bar.wrongRefusals) {
      missed.push(
        `${name}: wrong refusals ${wrongRefusals.value} > ${bar.wrongRefusals}`,
      );
    }
  }
  return missed;
}
