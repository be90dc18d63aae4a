import { screen } from '@testing-library/react';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { renderPage } from '../../testUtils/renderPage';
import { AnswerMarkdown } from './AnswerMarkdown';

/** Draws what somebody wrote, and waits until the words that end it are there. */
async function draw(markdown: string) {
  const rendered = renderPage(
    <main>
      <AnswerMarkdown content={`${markdown}\n\nThe end.`} />
    </main>,
    { api: fakeAssistantApi() },
  );
  await screen.findByText('The end.');
  return rendered.container.ownerDocument.querySelector('main')!;
}

describe('AnswerMarkdown, against those who write documents', () => {
  it.each([
    ['an image', '![x](https://evil.example/p.png)'],
    ['an image by reference', '![x][r]\n\n[r]: https://evil.example/p.png'],
    ['an image in a link', '[![x](https://evil.example/p.png)](/docs/x)'],
    ['raw HTML', '<img src=https://evil.example/p.png onerror=alert(1)>'],
    ['a frame', '<iframe src="https://evil.example"></iframe>'],
    [
      'an SVG',
      '<svg onload="alert(1)"><use href="https://evil.example"/></svg>',
    ],
    ['a style', '<style>@import "https://evil.example";</style>'],
    [
      'a form',
      '<form action="https://evil.example"><button>Go</button></form>',
    ],
    ['an event handler', '<p onmouseover="alert(1)">hover</p>'],
    ['a base address', '<base href="https://evil.example/">'],
    ['HTML in a table', '| a |\n|---|\n| <img src=x onerror=alert(1)> |'],
  ])('loads and runs nothing of %s', async (_name, markdown) => {
    const main = await draw(markdown);
    expect(
      main.querySelector(
        'img, script, iframe, svg, style, form, button, base, object, embed, video, audio',
      ),
    ).toBeNull();
    for (const element of main.querySelectorAll('*')) {
      const names = element.getAttributeNames();
      expect(names.filter(name => /^on|^src|^style$/.test(name))).toEqual([]);
    }
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java&#x0A;script:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:msgbox(1))',
    '[x](//evil.example/a)',
    '[x](/\\evil.example/a)',
    '[x](/%09/evil.example)\n\n[y](\\\\evil.example)',
    '<javascript:alert(1)>',
    '[x][r]\n\n[r]: javascript:alert(1)',
    '[x](blob:https://evil.example/1)',
    '[x](file:///etc/passwd)',
  ])('leads nowhere with %s', async markdown => {
    const main = await draw(markdown);
    for (const { href } of main.querySelectorAll('a')) {
      // what is left may lead into the portal only
      expect(new URL(href).origin).toBe(window.location.origin);
    }
  });

  it('opens a page of somebody else without a way back to the portal', async () => {
    const main = await draw('[outside](https://kubernetes.io/docs)');
    const link = main.querySelector('a')!;
    expect(link.getAttribute('href')).toBe('https://kubernetes.io/docs');
    expect(link.getAttribute('rel')).toContain('noopener');
  });

  it('shows a word without end inside of its place', async () => {
    const word = 'a'.repeat(4_000);
    const main = await draw(word);
    const root = screen.getByText(word).parentElement!;
    expect(main).toContainElement(root);
    expect(getComputedStyle(root).overflowWrap).toBe('anywhere');
  });

  it('survives what is nested without sense', async () => {
    const main = await draw(
      `${'> '.repeat(200)}deep\n\n${'- '.repeat(100)}deep\n\n${'['.repeat(
        500,
      )}`,
    );
    expect(main).toHaveTextContent('deep');
  });

  it('does not let the text of a document pass for a source', async () => {
    await draw('[Source 1: Runbook](#source-1) and [see](#elsewhere)');
    // an address of our own scheme that a document wrote becomes a chip with no title of its choice
    expect(screen.queryByText(/Source 1: Runbook/)).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Source 1' })).toHaveTextContent(
      /^1$/,
    );
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('keeps the outline of the page whatever headings a document has', async () => {
    await draw('# One\n\n## Two\n\n###### Six\n\nSetext\n======');
    expect(
      screen.getAllByRole('heading').map(h => [h.tagName, h.textContent]),
    ).toEqual([
      ['H3', 'One'],
      ['H3', 'Two'],
      ['H3', 'Six'],
      ['H3', 'Setext'],
    ]);
  });
});
