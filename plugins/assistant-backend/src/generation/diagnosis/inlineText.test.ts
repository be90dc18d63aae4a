import { codeBlock, codeSpan, inlineText } from './inlineText';

describe('inlineText', () => {
  it('keeps words and names as they are', () => {
    expect(inlineText('memory limit 1Gi → 512Mi, kube_pod_status')).toBe(
      'memory limit 1Gi → 512Mi, kube_pod_status',
    );
  });

  it.each([
    ['two\nlines\r\n# of text', 'two lines # of text'],
    ['**bold** `code`', '\\*\\*bold\\*\\* \\`code\\`'],
    ['# heading', '\\# heading'],
    ['1. item', '1\\. item'],
    ['3.15.0', '3.15.0'],
    ['<script>alert(1)</script>', '&lt;script>alert(1)&lt;/script>'],
    ['a ![x](https://evil.example/p.png) b', 'a x b'],
    ['zero\u200bwidth\u202e', 'zero width'],
  ])('disarms %j', (text, expected) => {
    expect(inlineText(text)).toBe(expected);
  });

  it('cannot pass for a citation, nor lead out of the portal', () => {
    expect(inlineText('proved [^1]')).not.toMatch(/(?<!\\)\[\^1\]/);
    expect(inlineText('see https://evil.example/x')).toBe(
      'see `https://evil.example/x`',
    );
    expect(inlineText('[click](javascript:alert(1))')).not.toContain('](');
  });

  it('is short', () => {
    expect(inlineText('x'.repeat(5_000))).toHaveLength(300);
  });
});

describe('codeSpan', () => {
  it.each([
    ['order <*> failed', '`order <*> failed`'],
    ['a ` b\n`` c', '```a ` b `` c```'],
    ['`', '`` ` ``'],
    ['', '` `'],
  ])('%j', (text, expected) => expect(codeSpan(text)).toBe(expected));
});

describe('codeBlock', () => {
  it('cannot be ended by what stands in it', () => {
    const block = codeBlock('a\n```\n# out\n````\nb');
    expect(block.startsWith('`````text\n')).toBe(true);
    expect(block.endsWith('\n`````')).toBe(true);
    expect(block.slice(9, -6)).not.toContain('`````');
  });
});
