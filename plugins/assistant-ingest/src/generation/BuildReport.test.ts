import { BuildReport } from './BuildReport';

function create() {
  let time = Date.parse('2026-11-24T10:00:00Z');
  const report = new BuildReport({
    buildId: 'b-1',
    trigger: 'schedule',
    now: () => new Date(time),
  });
  return { report, pass: (ms: number) => (time += ms) };
}

describe('BuildReport', () => {
  it('tells who began it, and when', () => {
    expect(create().report.progress).toEqual({
      buildId: 'b-1',
      trigger: 'schedule',
      state: 'running',
      phase: 'reading',
      done: 0,
      total: 0,
      startedAt: '2026-11-24T10:00:00.000Z',
      problems: [],
    });
  });

  it('hands out what does not change any more', () => {
    const { report } = create();
    report.problem('a', 'first');
    const before = report.progress;
    report.problem('b', 'second');
    report.documentRead();
    report.end('complete');
    expect(before.problems).toHaveLength(1);
    expect(before).toMatchObject({ state: 'running', done: 0 });
  });

  it('begins each phase with its own counts', () => {
    const { report } = create();
    report.documentRead();
    report.documentRead();
    expect(report.progress).toMatchObject({ done: 2, total: 2 });
    report.phase('chunking');
    expect(report.progress).toMatchObject({
      phase: 'chunking',
      done: 0,
      total: 0,
    });
    report.phase('embedding', { done: 3, total: 9 });
    expect(report.progress).toMatchObject({ done: 3, total: 9 });
  });

  it('never tells more done than there is', () => {
    const { report } = create();
    report.phase('reading', { done: 0, total: 1 });
    for (let n = 0; n < 3; n++) {
      report.documentRead();
      const { done, total } = report.progress;
      expect(done).toBeLessThanOrEqual(total);
    }
  });

  it.each([49, 50, 51, 200])(
    'lists 50 of %s problems at most, and counts all',
    count => {
      const { report } = create();
      for (let n = 1; n <= count; n++) {
        report.problem('a', `problem ${n}`);
      }
      const { problems } = report.progress;
      expect(problems).toHaveLength(Math.min(count, 50));
      const listed = problems.filter(({ source }) => source === 'a').length;
      const more = Number(
        /^(\d+) more problems/.exec(problems.at(-1)?.message ?? '')?.[1] ?? 0,
      );
      expect(listed + more).toBe(count);
    },
  );

  it('shortens what a server had to say', () => {
    const { report } = create();
    report.problem('a', 'x'.repeat(10_000));
    report.end('failed', 'y'.repeat(10_000));
    expect(report.progress.problems[0].message).toHaveLength(500);
    expect(report.progress.failure).toHaveLength(500);
  });

  it.each([
    ['complete', 'done'],
    ['unchanged', 'done'],
    ['cancelled', 'done'],
    // people see where it failed
    ['failed', 'gate'],
  ] as const)('ends as %s in the phase %s', (state, phase) => {
    const { report, pass } = create();
    report.phase('gate');
    pass(90_000);
    report.end(state, state === 'failed' ? 'no' : undefined);
    expect(report.progress).toMatchObject({
      state,
      phase,
      finishedAt: '2026-11-24T10:01:30.000Z',
    });
    expect('failure' in report.progress).toBe(state === 'failed');
  });
});
