import type { DocumentReader } from '@smart-assistant/backstage-plugin-assistant-node';
import { demoPage } from '../generation/testUtils/demoPages';
import { checkoutOutOfMemory } from '../generation/testUtils/diagnosis';
import { readRunbookOfAlert } from './readRunbookOfAlert';

const page = demoPage('checkout/docs/out-of-memory.md');
const other = demoPage('checkout/docs/crash-loop.md');

function setup(runbookUrl: string | undefined, text?: string) {
  const finding = checkoutOutOfMemory('en');
  finding.evidence[1] = {
    ...finding.evidence[1],
    ...(runbookUrl && { runbookUrl }),
    ...(text && { text }),
  };
  const readScope = jest.fn(
    async (_: Parameters<DocumentReader['readScope']>[0]) => [
      ...other,
      ...page,
    ],
  );
  const result = readRunbookOfAlert({
    findings: [finding],
    reader: { readScope } as unknown as DocumentReader,
    filter: { entities: { type: 'all' }, principals: [] },
    signal: new AbortController().signal,
  });
  return { result, readScope };
}

describe('readRunbookOfAlert', () => {
  it.each([
    page[0].url,
    page[0].url.replace(/\/$/, ''),
    `https://portal.example${page[0].url}#steps`,
  ])('finds the page: %s', async url => {
    const { result, readScope } = setup(url);
    expect(await result).toEqual(page);
    expect(readScope.mock.calls[0][0].entityRefs).toEqual([
      'component:default/checkout',
    ]);
  });

  it('reads the annotation out of the text of an alert', async () => {
    const { result } = setup(
      undefined,
      `CheckoutMemoryNearLimit firing, runbook_url="https://portal.example${page[0].url}"`,
    );
    expect(await result).toEqual(page);
  });

  it.each([
    'https://wiki.example/oom',
    'data:text/html,x',
    'file:///etc/passwd',
    '/docs/',
    '%%%',
  ])('looks nothing up for %s', async url => {
    const { result, readScope } = setup(url);
    expect(await result).toBeUndefined();
    expect(readScope).not.toHaveBeenCalled();
  });

  it('finds nothing where the page is not among those that may be read', async () => {
    const { result } = setup('/docs/default/component/checkout/no-such-page/');
    expect(await result).toBeUndefined();
  });
});
