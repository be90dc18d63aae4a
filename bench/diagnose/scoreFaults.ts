import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { z } from 'zod';
import { mergeFolders, readFolder, writeFolder } from './recordedFolder';
import { type Variant, VARIANTS } from './variants';

const HELP = `Scores bench:diagnose on recorded faults and on their healthy twins, and prints JSON.

  yarn run --silent bench:diagnose-faults [--folder <folder with expected.json>] [--variants] [--check]

--variants: the same states in other shapes and with noise, see variants.ts.
--check: ends with 1 when a bar is missed.
`;

/** What must be reached. */
const BARS = { top1: 0.95, top3: 1, falseAlarms: 0, both: 0.95 };

const expectedSchema = z.record(
  z
    .object({ namespace: z.string(), causes: z.array(z.string()).min(1) })
    .nullable(),
);
type Expected = z.infer<typeof expectedSchema>;

const lineSchema = z.object({
  input: z.string(),
  tookMs: z.number(),
  findings: z.array(
    z.object({
      cause: z.string(),
      title: z.string(),
      severity: z.string(),
      subject: z.object({
        kind: z.string(),
        namespace: z.string().optional(),
        name: z.string(),
      }),
    }),
  ),
});
type Line = z.infer<typeof lineSchema>;

interface Score {
  name: string;
  /** 1 is the first finding; undefined when the cause was not named. */
  rank?: number;
  named: string[];
}

async function main() {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string', default: join(__dirname, 'faults') },
      variants: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stderr.write(HELP);
    return;
  }
  const folder = resolve(values.folder);
  const expected = expectedSchema.parse(
    JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8')),
  );
  const names = Object.keys(expected);
  const lines = await judge(names.map(name => join(folder, name)));
  const score = summarize(expected, lines);
  const variants = [];
  for (const variant of values.variants ? VARIANTS : []) {
    variants.push(await scoreVariant(folder, expected, variant));
  }
  const pairs = values.variants
    ? await scorePairs(folder, expected)
    : undefined;
  process.stdout.write(
    `${JSON.stringify({ ...score, variants, pairs }, null, 2)}\n`,
  );
  const reached =
    [score, ...variants].every(reaches) &&
    (pairs?.bothInTop3 ?? 1) >= BARS.both;
  if (values.check && !reached) {
    process.stderr.write(`A bar is missed: ${JSON.stringify(BARS)}\n`);
    process.exitCode = 1;
  }
}

/** The same faults and twins in another shape. */
async function scoreVariant(
  folder: string,
  expected: Expected,
  variant: Variant,
) {
  const place = await mkdtemp(join(tmpdir(), 'variant-'));
  try {
    const chosen = Object.entries(expected).filter(
      ([, fault], index) =>
        (fault !== null || !variant.isIll) &&
        (!variant.isLarge || index % 10 === 0),
    );
    for (const [name] of chosen) {
      const files = variant.change(await readFolder(join(folder, name)));
      await writeFolder(join(place, name), files);
    }
    const lines = await judge(chosen.map(([name]) => join(place, name)));
    return {
      variant: variant.name,
      keepsCause: variant.keepsCause,
      ...summarize(Object.fromEntries(chosen), lines),
    };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** Each fault together with the next one: two independent causes, and both are to be named. */
async function scorePairs(folder: string, expected: Expected) {
  const place = await mkdtemp(join(tmpdir(), 'pairs-'));
  try {
    const faults = Object.entries(expected).flatMap(([name, fault]) =>
      fault === null ? [] : [{ name, ...fault }],
    );
    const pairs = [];
    for (const [index, first] of faults.entries()) {
      const second = faults[(index + 1) % faults.length];
      const files = mergeFolders(
        await readFolder(join(folder, first.name)),
        await readFolder(join(folder, second.name)),
      );
      if (files) {
        pairs.push([first, second]);
        await writeFolder(join(place, first.name), files);
      }
    }
    const lines = await judge(pairs.map(([{ name }]) => join(place, name)));
    const ranks = pairs.map((pair, index) =>
      pair.map(fault => rankOf(lines[index], fault) ?? Infinity),
    );
    const failed = pairs.filter((_, index) => Math.max(...ranks[index]) > 3);
    return {
      pairs: pairs.length,
      bothInTop3: round(1 - failed.length / pairs.length),
      failed: failed.map(pair => pair.map(({ name }) => name)),
    };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** Runs the command itself, with one folder a line. */
async function judge(folders: readonly string[]): Promise<Line[]> {
  const place = await mkdtemp(join(tmpdir(), 'faults-'));
  try {
    const inputs = join(place, 'inputs');
    await writeFile(inputs, folders.join('\n'));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        ...process.execArgv,
        join(__dirname, 'measure.ts'),
        '--inputs',
        inputs,
        '--json',
      ],
      { maxBuffer: 256 * 1024 * 1024, timeout: 20 * 60_000 },
    );
    return stdout
      .trim()
      .split('\n')
      .map(line => lineSchema.parse(JSON.parse(line)));
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

function summarize(expected: Expected, lines: readonly Line[]) {
  const faults: Score[] = [];
  const twins: Score[] = [];
  Object.entries(expected).forEach(([name, fault], index) => {
    const alarms = alarmsOf(lines[index]);
    const named = alarms.map(
      ({ cause, subject }) => `${cause} ${subject.kind}/${subject.name}`,
    );
    if (fault === null) {
      twins.push({ name, named });
      return;
    }
    const rank = rankOf(lines[index], fault);
    faults.push({ name, named, rank });
  });
  const within = (most: number) =>
    round(
      faults.filter(({ rank = Infinity }) => rank <= most).length /
        faults.length,
    );
  return {
    faults: faults.length,
    top1: within(1),
    top3: within(3),
    alarmsPerFault: round(
      faults.flatMap(({ named }) => named).length / faults.length,
    ),
    twins: twins.length,
    falseAlarms: twins.flatMap(({ named }) => named).length,
    tookMsMedian: median(lines.map(({ tookMs }) => tookMs)),
    notFirst: faults.filter(({ rank }) => rank !== 1),
    severalAlarms: faults.filter(
      ({ rank, named }) => rank === 1 && named.length > 1,
    ),
    twinsWithAlarms: twins.filter(({ named }) => named.length > 0),
  };
}

const alarmsOf = ({ findings }: Line) =>
  findings.filter(({ severity }) => severity !== 'info');

/** Place of the finding that names a fault; 1 is the first one. */
function rankOf(
  line: Line,
  { namespace, causes }: NonNullable<Expected[string]>,
): number | undefined {
  const index = alarmsOf(line).findIndex(
    ({ cause, subject }) =>
      causes.includes(cause) && (subject.namespace ?? namespace) === namespace,
  );
  return index < 0 ? undefined : index + 1;
}

const reaches = ({
  top1,
  top3,
  falseAlarms,
  keepsCause = true,
}: ReturnType<typeof summarize> & { keepsCause?: boolean }) =>
  (!keepsCause || (top1 >= BARS.top1 && top3 >= BARS.top3)) &&
  falseAlarms <= BARS.falseAlarms;

const round = (value: number) => Math.round(value * 1000) / 1000;
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
