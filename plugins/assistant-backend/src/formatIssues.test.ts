import { z } from 'zod';
import { formatIssues } from './formatIssues';

describe('formatIssues', () => {
  const schema = z.object({
    a: z.object({ b: z.number() }),
    list: z.array(z.number()),
  });
  const fail = (value: unknown, type: z.ZodTypeAny = schema) => {
    const result = type.safeParse(value);
    if (result.success) {
      throw new Error('the value was expected to be wrong');
    }
    return result.error;
  };

  it('names the place and the problem', () => {
    expect(
      formatIssues(fail({ a: { b: 'x' }, list: [1, 'y'] }), ['root']),
    ).toBe(
      'root.a.b: Expected number, received string; root.list.1: Expected number, received string',
    );
    expect(formatIssues(fail('x', z.number()))).toBe(
      'Expected number, received string',
    );
  });

  it('stays short however much is wrong', () => {
    const message = formatIssues(
      fail({ a: { b: 1 }, list: Array(500).fill('x') }),
    );
    expect(message.split('; ')).toHaveLength(10);
  });
});
