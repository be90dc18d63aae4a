import type { TelemetryRecord } from '@smart-assistant/backstage-plugin-assistant-node';
import { TelemetryRedactor } from '../normalize';
import { readPage } from './readPage';

const at = Date.UTC(2026, 10, 25, 12);
const from = { source: 'kafka/prod', instance: 'prod-1', at };
const line = (time: number): TelemetryRecord => ({
  kind: 'log',
  at: time,
  origin: { instance: 'prod-1', system: 'kubernetes' },
  severity: 'info',
  body: 'password=hunter2hunter2 at no time',
});
const read = (page: Partial<Parameters<typeof readPage>[0]>) =>
  readPage(
    { records: [], deadLetters: [], from, ...page },
    new TelemetryRedactor(),
  );

describe('readPage', () => {
  it('reads messages after records, and keeps what cannot be read', () => {
    const { records, deadLetters } = read({
      records: [line(at)],
      messages: ['plain text', '{"a":', '  '],
    });
    expect(records.map(record => record.kind)).toEqual(['log', 'log']);
    expect(records[1]).toMatchObject({ body: 'plain text' });
    expect(deadLetters).toEqual([
      {
        at,
        source: 'kafka/prod',
        reason: 'begins as JSON but is none',
        excerpt: '{"a":',
      },
      expect.objectContaining({ reason: 'is empty' }),
    ]);
  });

  it('refuses records without a time, since the base would refuse the page for ever', () => {
    const { records, deadLetters } = read({
      records: [line(NaN), line(Infinity), line(9e15), line(at + 0.4)],
    });
    expect(records.map(record => record.at)).toEqual([at]);
    expect(deadLetters).toHaveLength(3);
    expect(deadLetters[0].reason).toBe('has the time NaN');
    expect(deadLetters[0].excerpt).not.toContain('hunter2');
  });

  it('cuts and redacts what it keeps of a message', () => {
    const [{ excerpt }] = read({
      messages: [`{"token=abcdef1234567890abcd ${'x'.repeat(10_000)}`],
    }).deadLetters;
    expect(excerpt.length).toBeLessThan(600);
    expect(excerpt).not.toContain('abcdef1234567890abcd');
  });
});
