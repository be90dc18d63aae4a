import type { SourceItem } from '@smart-assistant/backstage-plugin-assistant-node';
import { ScriptedSource, site } from '../testUtils/ScriptedSource';
import { BuildReport } from './BuildReport';
import { formatSiteMark, hashContent, parseSiteMark } from './SiteMark';
import { SourceReading } from './SourceReading';

const prefix = 'component:default/checkout/';
const entityRef = 'component:default/checkout';

function setUp(marks: Record<string, string> = {}) {
  const report = new BuildReport({
    buildId: 'b',
    trigger: 'api',
    now: () => new Date(0),
  });
  const reading = new SourceReading({
    source: new ScriptedSource('docs'),
    marks: new Map(Object.entries(marks)),
    report,
  });
  const take = (items: SourceItem[]) =>
    items.flatMap(item => reading.take(item) ?? []);
  return { report, reading, take };
}

/** The mark that a site of these pages leaves behind. */
function markOf(texts: string[], etag?: string): string {
  const [read] = setUp().take(site('checkout', texts, etag));
  return formatSiteMark(read.mark);
}

const known = (texts: string[], etag?: string) =>
  setUp({ [`docs/${prefix}`]: markOf(texts, etag) });

describe('SourceReading', () => {
  it('gives a site when it is complete, with ids of the source', () => {
    const { take, report } = setUp();
    const items = site('checkout', ['a', 'b'], 'commit-1');
    expect(take(items.slice(0, 2))).toEqual([]);
    const [read] = take(items.slice(2));
    expect(read).toMatchObject({
      sourceId: 'docs',
      idPrefix: `docs/${prefix}`,
      outcome: 'changed',
      mark: { documents: 2, etag: 'commit-1' },
    });
    expect(read.documents.map(({ id }) => id)).toEqual([
      `docs/${prefix}0.md`,
      `docs/${prefix}1.md`,
    ]);
    expect(report.progress).toMatchObject({ done: 2, total: 2, problems: [] });
  });

  it('keeps a site whose pages are the same, whatever the commit is', () => {
    const [read] = known(['a', 'b'], 'commit-1').take(
      site('checkout', ['a', 'b'], 'commit-2'),
    );
    expect(read).toMatchObject({ outcome: 'keep', documents: [] });
    // the next build asks with the new commit
    expect(read.mark.etag).toBe('commit-2');
  });

  it.each([
    ['a page changed', ['a', 'c']],
    ['a page went away', ['a']],
    ['a page came', ['a', 'b', 'c']],
  ])('reads a site anew when %s', (_name, texts) => {
    const [read] = known(['a', 'b']).take(site('checkout', texts));
    expect(read).toMatchObject({
      outcome: 'changed',
      mark: { documents: texts.length },
    });
  });

  it('hands over the etags that still hold, of its own sites only', () => {
    const current = markOf(['a'], 'commit-1');
    const { reading } = setUp({
      [`docs/${prefix}`]: current,
      // another source; an older pipeline; no etag; no mark at all
      [`wiki/${prefix}`]: current,
      'docs/old/': current.replace(/^\d+:/, '0:'),
      'docs/none/': markOf(['a']),
      'docs/odd/': 'odd',
    });
    expect([...reading.knownEtags]).toEqual([[prefix, 'commit-1']]);
  });

  it('reads anew what an older pipeline cut, though the pages are the same', () => {
    const { take } = setUp({
      [`docs/${prefix}`]: markOf(['a']).replace(/^\d+:/, '0:'),
    });
    expect(take(site('checkout', ['a']))[0].outcome).toBe('changed');
  });

  it.each([
    [
      'unchanged',
      { type: 'unchanged', entityRef, idPrefix: prefix, etag: 'e' },
    ],
    ['failed', { type: 'failed', entityRef, idPrefix: prefix, message: 'no' }],
  ] satisfies Array<[string, SourceItem]>)(
    'keeps what it had of a site that is %s',
    (_name, item) => {
      const [read] = known(['a', 'b'], 'commit-1').take([item]);
      expect(read).toMatchObject({
        outcome: 'keep',
        mark: { documents: 2, etag: 'commit-1' },
      });
      // a site that was never read has nothing to keep
      expect(setUp().take([item])).toEqual([]);
    },
  );

  it('does not believe that a site became empty, and says so', () => {
    const { take, report } = known(['a', 'b']);
    const [read] = take(site('checkout', []));
    expect(read).toMatchObject({ outcome: 'keep', mark: { documents: 2 } });
    expect(report.progress.problems).toEqual([
      {
        source: entityRef,
        message: expect.stringMatching(/are gone, and the old ones were kept/),
      },
    ]);
  });

  it('lets a site be empty that never had any', () => {
    const { take, report } = setUp();
    expect(take(site('checkout', []))).toMatchObject([
      { outcome: 'changed', documents: [] },
    ]);
    expect(report.progress.problems).toEqual([]);
  });

  it('leaves out pages of no complete site, and of none that failed', () => {
    const { take, reading, report } = setUp();
    const [page] = site('orders', ['half']);
    const [other, ...rest] = site('checkout', ['whole']);
    expect(take([page, other, ...rest])).toHaveLength(1);
    reading.end();
    expect(report.progress.problems).toEqual([
      {
        source: 'docs',
        message: '1 documents belong to no complete site and were left out',
      },
    ]);
  });

  it('drops the half of a site that failed in the middle', () => {
    const { take, reading, report } = known(['a', 'b']);
    const [page] = site('checkout', ['new']);
    const [read] = take([
      page,
      { type: 'failed', entityRef, idPrefix: prefix, message: 'It broke off.' },
    ]);
    expect(read).toMatchObject({ outcome: 'keep', documents: [] });
    reading.end();
    expect(report.progress.problems).toEqual([
      { source: entityRef, message: 'It broke off.' },
    ]);
  });

  it('keeps the sites that a failed source did not get to', () => {
    const { take, reading } = setUp({
      [`docs/${prefix}`]: markOf(['a']),
      'docs/component:default/orders/': markOf(['b']),
    });
    take(site('checkout', ['changed']));
    expect(reading.keepOthers()).toEqual([
      expect.objectContaining({
        outcome: 'keep',
        idPrefix: 'docs/component:default/orders/',
      }),
    ]);
  });

  it('bounds what a source may hand over before it completes anything', () => {
    const { reading } = setUp();
    const [page] = site('checkout', ['a']);
    const hoard = () => {
      for (let n = 0; n <= 10_000; n++) {
        reading.take(page);
      }
    };
    expect(hoard).toThrow('more than 10000 documents of one site');
  });
});

describe('SiteMark', () => {
  it('comes back as it was, whatever an etag looks like', () => {
    for (const etag of ['', 'W/"a:b:c"', 'строка', 'a\nb', '1:2:3']) {
      const mark = { documents: 3, content: 'ab12', etag };
      expect(parseSiteMark(formatSiteMark(mark))).toEqual({
        ...mark,
        current: true,
      });
    }
  });

  it.each(['', 'etag', '1:x:ab:e', '1:2', ':::'])(
    'reads no mark in %j',
    text => {
      expect(parseSiteMark(text)).toBeUndefined();
    },
  );

  it('does not depend on the order in which pages come', () => {
    const documents = site('checkout', ['a', 'b', 'c']).flatMap(item =>
      item.type === 'document' ? [item.document] : [],
    );
    const hash = hashContent(documents);
    expect(hashContent([...documents].reverse())).toBe(hash);
    for (const change of [
      { title: 'Other' },
      { url: '/elsewhere' },
      { revision: 'r' },
      { audience: ['user:default/x'] },
      { entityRef: 'component:default/orders' },
      { headingIds: { slugify: 'github', separator: '-', case: 'lower' } },
    ] as const) {
      const [first, ...rest] = documents;
      expect(hashContent([{ ...first, ...change }, ...rest])).not.toBe(hash);
    }
  });
});
