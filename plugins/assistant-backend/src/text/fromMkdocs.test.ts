import { fromMkdocs } from './fromMkdocs';

describe('fromMkdocs', () => {
  it('turns a box into a quote', () => {
    expect(
      fromMkdocs(
        '!!! warning "Mind the gap"\n    First.\n\n    Second.\n\nAfter.',
      ),
    ).toBe('\n> **Mind the gap**\n>\n> First.\n>\n> Second.\n\n\nAfter.');
  });

  it('names a box without a title by its kind', () => {
    expect(fromMkdocs('!!! danger\n    Stop.')).toContain(
      '> **Danger**\n>\n> Stop.',
    );
  });

  it('turns a tab into a title', () => {
    expect(fromMkdocs('=== "Helm"\n    Use it.')).toBe(
      '\n**Helm**\n\nUse it.\n',
    );
  });

  it('puts a term and its meaning on one line', () => {
    expect(fromMkdocs('ISR\n:   In-sync replicas.')).toBe(
      '**ISR**: In-sync replicas.',
    );
  });

  it('leaves fences alone', () => {
    const code = '```yaml\nkey\n:   value\n!!! not a box\n```';
    expect(fromMkdocs(code)).toBe(code);
  });
});
