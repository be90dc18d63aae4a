import { neutralizeMarkdown } from './neutralizeMarkdown';

const base = {
  url: '/docs/default/component/checkout/crash-loop',
  path: 'checkout/docs/crash-loop.md',
};

describe('neutralizeMarkdown', () => {
  it.each([
    ['![x](https://evil.example/a.png)', 'x'],
    [
      'see [here](https://evil.example/a)',
      'see here (`https://evil.example/a`)',
    ],
    ['see https://evil.example/a now', 'see `https://evil.example/a` now'],
    ['[x](javascript:alert(1))', 'x'],
    ['[x](//evil.example/a)', 'x'],
    ['[x](/settings)', 'x'],
    ['[x](/\\evil.example)', 'x'],
    ['[x](../../../../../create)', 'x'],
    ['a <b onclick="x">b</b>', 'a &lt;b onclick="x">b&lt;/b>'],
    ['fact [^1]', 'fact \\[^1]'],
    ['text[^a]\n\n[^a]: note', 'text\n\n'],
    ['`<namespace>` stays', '`<namespace>` stays'],
    ['```\n<img src=x>\n```', '```\n<img src=x>\n```'],
  ])('%j becomes %j', (markdown, expected) => {
    expect(neutralizeMarkdown(markdown, base)).toBe(expected);
  });

  it.each([
    ['out-of-memory.md', '/docs/default/component/checkout/out-of-memory/'],
    [
      '../ru/crash-loop.md#шаги',
      '/docs/default/component/ru/crash-loop/#%D1%88%D0%B0%D0%B3%D0%B8',
    ],
    ['index.md', '/docs/default/component/checkout/'],
    ['#steps', '/docs/default/component/checkout/crash-loop/#steps'],
  ])('leads %s into the portal', (href, expected) => {
    expect(neutralizeMarkdown(`[x](${href})`, base)).toBe(`[x](${expected})`);
  });

  it('reads links of an index page from its own folder', () => {
    const index = {
      url: '/docs/default/component/checkout/',
      path: 'checkout/docs/index.md',
    };
    expect(neutralizeMarkdown('[x](crash-loop.md)', index)).toBe(
      '[x](/docs/default/component/checkout/crash-loop/)',
    );
  });
});
