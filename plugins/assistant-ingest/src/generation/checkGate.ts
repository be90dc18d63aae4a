import type { Generation } from '@smart-assistant/backstage-plugin-assistant-common';

export type GateCheck = Generation['gate'][number];

export interface GateConfig {
  /** Largest change of the number of documents, as a share. */
  sizeChange: number;
  goldenQuestionsFile?: string;
}

/** Documents by source. */
export type SourceCounts = ReadonlyMap<string, number>;

/** Small bases may grow or shrink by so many documents whatever share that is. */
const FREE_DOCUMENTS = 5;

/** Judges by the numbers whether a generation may take the place of the active one. */
export function checkGate(options: {
  /** `undefined` when nothing is active. */
  before: SourceCounts | undefined;
  after: SourceCounts;
  config: GateConfig;
}): GateCheck[] {
  const { before, after, config } = options;
  const total = sum(after);
  if (!before) {
    return [
      {
        check: 'not-empty',
        passed: total > 0,
        detail: `${total} documents`,
      },
    ];
  }
  return [checkSize(sum(before), total, config), checkSources(before, after)];
}

function checkSize(
  before: number,
  after: number,
  { sizeChange }: GateConfig,
): GateCheck {
  const change = Math.abs(after - before);
  const percent =
    before > 0 ? Math.round(((after - before) / before) * 100) : 100;
  return {
    check: 'size',
    passed: change <= Math.max(before * sizeChange, FREE_DOCUMENTS),
    detail: `${before} documents before, ${after} now (${
      percent >= 0 ? '+' : ''
    }${percent} %, allowed ±${Math.round(sizeChange * 100)} %)`,
  };
}

function checkSources(before: SourceCounts, after: SourceCounts): GateCheck {
  const emptied = [...before]
    .filter(([source, count]) => count > 0 && !after.get(source))
    .map(([source, count]) => `${source} had ${count} documents and has none`);
  return {
    check: 'no-empty-source',
    passed: emptied.length === 0,
    detail: emptied.join('; ') || `${after.size} sources have documents`,
  };
}

const sum = (counts: SourceCounts) =>
  [...counts.values()].reduce((total, count) => total + count, 0);
