import { readPage } from './readPage';
import { renderSection } from './renderSection';
import { pageOf } from './testUtils/demoPages';

function render(markdown: string, maxLength = 1_000) {
  const [section] = readPage(
    pageOf(`# Page\n\n## Part\n\n${markdown}`, {
      path: 'checkout/docs/page.md',
    }),
  );
  return renderSection(section, {
    values: new Map([['namespace', 'shop']]),
    maxLength,
  });
}

describe('renderSection', () => {
  it('fills commands in, and leaves out what commands print', () => {
    expect(
      render(
        'Look at `kubectl -n <namespace> get pods`:\n\n```bash\nkubectl -n <namespace> get pods\n```\n\n```text\nNAME READY\n```\n\nThen go on.',
      ),
    ).toBe(
      'Look at `kubectl -n shop get pods`:\n\n```bash\nkubectl -n shop get pods\n```\n\nThen go on.',
    );
  });

  it('does not let a page close the fence early', () => {
    const text = render('````bash\necho "```"\n````');
    expect(text).toBe('````bash\necho "```"\n````');
  });

  it('leaves out whole blocks beyond its length, never the first', () => {
    const long = 'word '.repeat(30).trim();
    expect(render(`${long}\n\n${long}\n\n${long}`, 320)).toBe(
      `${long}\n\n${long}`,
    );
    expect(render(long, 10)).toBe(long);
  });

  it('keeps the first paragraph of each item of a list that is too long', () => {
    const items = [
      '3. First line\n   goes on\n\n   Detail of it.',
      '4. Second.\n\n   More.',
    ];
    expect(render(items.join('\n'), 30)).toBe(
      '3. First line goes on\n4. Second.',
    );
    expect(render('- one\n\n  x\n- two', 8)).toBe('- one\n- two');
  });
});
