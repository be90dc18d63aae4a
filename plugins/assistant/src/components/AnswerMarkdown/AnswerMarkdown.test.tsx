import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { AnswerSourcesProvider } from '../../hooks/useSourceHighlight';
import { crashLoopCitation } from '../../testUtils/answers';
import { AnswerMarkdown } from './AnswerMarkdown';
import { safeLink } from './safeLink';

async function renderMarkdown(content: string) {
  const rendered = renderInTestApp(
    <AnswerSourcesProvider value={{ key: 'k', citations: [crashLoopCitation] }}>
      <AnswerMarkdown content={content} />
    </AnswerSourcesProvider>,
  );
  return rendered;
}

describe('AnswerMarkdown', () => {
  it('draws citation marks as named chips, but not inside code', async () => {
    await renderMarkdown(
      'Undo it.[^1][^9] Match `[^1]`.\n\n```sh\ngrep "[^2]" file\n```\n',
    );
    expect(
      await screen.findByRole('button', {
        name: 'Source 1: Runbook: Checkout',
      }),
    ).toHaveTextContent('1');
    expect(
      screen.getByRole('button', { name: 'Source 9' }),
    ).toBeInTheDocument();
    expect(screen.getByText('[^1]')).toBeInTheDocument();
    expect(screen.getByText('grep "[^2]" file')).toBeInTheDocument();
    expect(screen.getAllByRole('button')).toHaveLength(2);
  });

  it('does not let a document define a footnote of its own', async () => {
    await renderMarkdown('Sure.[^1]\n\n[^1]: [trap](https://evil.example)');
    expect(
      await screen.findByRole('button', {
        name: 'Source 1: Runbook: Checkout',
      }),
    ).toBeInTheDocument();
    expect(screen.queryByText('trap')).not.toBeInTheDocument();
  });

  it('shows no images, no HTML, and follows no odd links', async () => {
    const { container } = await renderMarkdown(
      [
        '![tracking](https://evil.example/pixel.png)',
        '<img src="https://evil.example/raw.png"><script>alert(1)</script>',
        '[script](javascript:alert(1)) [data](data:text/html,x) [other](//evil.example)',
        '[inside](/docs/x#y) [outside](https://kubernetes.io/docs)',
      ].join('\n\n'),
    );
    const inside = await screen.findByRole('link', { name: 'inside' });
    expect(inside).toHaveAttribute('href', '/docs/x#y');
    expect(screen.getByRole('link', { name: /^outside/ })).toHaveAttribute(
      'href',
      'https://kubernetes.io/docs',
    );
    expect(screen.getAllByRole('link')).toHaveLength(2);
    expect(screen.getByText('tracking')).toBeInTheDocument();
    expect(
      container.ownerDocument.querySelector('img, script[src]'),
    ).toBeNull();
  });

  it('keeps headings of documents below those of the page', async () => {
    await renderMarkdown('# Big\n\n| a | b |\n|---|---|\n| 1 | 2 |');
    expect(
      await screen.findByRole('heading', { name: 'Big', level: 3 }),
    ).toBeInTheDocument();
    expect(screen.getByRole('table')).toBeInTheDocument();
  });
});

describe('safeLink', () => {
  // eslint-disable-next-line no-script-url -- what must not become a link
  const script = 'javascript:alert(1)';
  it.each([
    script,
    ` ${script}`,
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    '/\\evil.example',
    'mailto:a@b.example',
    'relative/page',
    '',
    undefined,
  ])('refuses %p', href => {
    expect(safeLink(href)).toBeUndefined();
  });

  it.each(['/docs/a/b#c', 'https://a.example/x', 'http://a.example', '/'])(
    'follows %p',
    href => {
      expect(safeLink(href)).toBe(href);
    },
  );
});
