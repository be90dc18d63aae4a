import type { LogRecord } from '@smart-assistant/backstage-plugin-assistant-node';
import { joinMultiline } from './joinMultiline';

const at = Date.UTC(2026, 0, 1);
const line = (
  body: string,
  part: Partial<LogRecord> & { partial?: boolean } = {},
) => ({
  kind: 'log' as const,
  at,
  origin: {
    instance: 'c',
    system: 'kubernetes',
    namespace: 'x',
    pod: 'p',
    container: 'm',
  },
  severity: 'unknown' as const,
  body,
  ...part,
});
const bodies = (...lines: ReturnType<typeof line>[]) =>
  joinMultiline(lines).map(({ body }) => body);

describe('joinMultiline', () => {
  it.each([
    [
      'Java',
      [
        'java.lang.IllegalStateException: no',
        '\tat a.B.c(B.java:1)',
        'Caused by: java.io.IOException: x',
        '\t... 3 more',
      ],
    ],
    [
      'Python',
      [
        'Traceback (most recent call last):',
        '  File "a.py", line 1, in <module>',
        '    f()',
        "KeyError: 'user_id'",
      ],
    ],
    ['Go', ['panic: runtime error', 'goroutine 1 [running]:', '\tmain.go:3']],
    ['an object over lines', ['{', '  "a": 1', '}']],
  ])('joins a message of %s', (_, lines) => {
    expect(
      bodies(...lines.map(text => line(text)), line('next message')),
    ).toEqual([lines.join('\n'), 'next message']);
  });

  it('joins halves of a line that a runtime cut, without a break', () => {
    expect(
      bodies(line('first ', { partial: true }), line('second'), line('third')),
    ).toEqual(['first second', 'third']);
  });

  it('keeps streams, pods and pauses apart', () => {
    const other = { ...line('x').origin, pod: 'q' };
    expect(
      bodies(line('Error: a'), line('  at b', { origin: other })),
    ).toHaveLength(2);
    expect(
      bodies(
        line('Error: a', { stream: '1' }),
        line('  at b', { stream: '2' }),
      ),
    ).toHaveLength(2);
    expect(
      bodies(line('Error: a'), line('  at b', { at: at + 2001 })),
    ).toHaveLength(2);
  });

  it('joins over lines of other streams between them', () => {
    const other = { ...line('x').origin, pod: 'q' };
    expect(
      bodies(
        line('Error: a'),
        line('other', { origin: other }),
        line('  at b'),
      ),
    ).toEqual(['Error: a\n  at b', 'other']);
  });

  it('does not join what tells no stream', () => {
    const origin = { instance: 'c', system: 'kubernetes' };
    expect(
      bodies(line('Error: a', { origin }), line('  at b', { origin })),
    ).toHaveLength(2);
  });

  it('keeps the worst severity, and beginning and end of what is too long', () => {
    const parts = Array.from({ length: 400 }, (_, i) =>
      line(`  at frame ${i} ${'x'.repeat(200)}`),
    );
    const [joined, ...rest] = joinMultiline([
      line('Error: first'),
      ...parts,
      line('Caused by: last', { severity: 'error' }),
    ]);
    expect(rest).toEqual([]);
    expect(joined.severity).toBe('error');
    expect(joined.body.length).toBeLessThan(33_000);
    expect(joined.body).toMatch(/^Error: first/);
    expect(joined.body).toMatch(/Caused by: last$/);
  });

  it('ends a message that never ends', () => {
    const parts = Array.from({ length: 1200 }, () => line('  more'));
    expect(bodies(line('start'), ...parts).length).toBeGreaterThan(1);
  });
});
