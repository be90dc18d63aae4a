/* eslint-disable jest/no-export, jest/no-conditional-expect, max-lines-per-function -- a suite that the test files of implementations call */
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DocumentSource, SourceItem } from '../documents';

/** @public */
export interface DocumentSourceHarness {
  /** The source, over content that has at least one document. */
  source: DocumentSource;
  /** Changes the text of a document, so that the next read must tell. */
  change(): Promise<void>;
  /** Makes all reads fail from now on. */
  fail(): Promise<void>;
  close?(): Promise<void>;
}

const logger: LoggerService = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => logger,
};

const read = async (
  source: DocumentSource,
  knownEtags: ReadonlyMap<string, string> = new Map(),
  signal: AbortSignal = new AbortController().signal,
): Promise<SourceItem[]> => {
  const items: SourceItem[] = [];
  for await (const item of source.read({ knownEtags, signal, logger })) {
    items.push(item);
  }
  return items;
};

const ofType = <T extends SourceItem['type']>(items: SourceItem[], type: T) =>
  items.filter(
    (item): item is Extract<SourceItem, { type: T }> => item.type === type,
  );

const etagsOf = (items: SourceItem[]) =>
  new Map(
    ofType(items, 'complete').flatMap(({ idPrefix, etag }) =>
      etag ? [[idPrefix, etag] as const] : [],
    ),
  );

/**
 * What every source of documents has to keep. Call it in a test file of the source.
 *
 * @public
 */
export function describeDocumentSource(
  name: string,
  createHarness: () => Promise<DocumentSourceHarness>,
): void {
  describe(`${name} as a document source`, () => {
    let harness: DocumentSourceHarness;

    beforeEach(async () => {
      harness = await createHarness();
    });
    afterEach(async () => harness.close?.());

    it('yields documents with full entity references, text, and ids of their own', async () => {
      const documents = ofType(await read(harness.source), 'document').map(
        ({ document }) => document,
      );

      expect(documents.length).toBeGreaterThan(0);
      expect(new Set(documents.map(({ id }) => id)).size).toBe(
        documents.length,
      );
      for (const document of documents) {
        expect(document.entityRef).toMatch(
          /^[a-z][^:/\sA-Z]*:[^:/\sA-Z]+\/[^:/\sA-Z]+$/,
        );
        expect(document.title.trim()).not.toBe('');
        expect(document.revision).not.toBe('');
        expect(document.path).not.toMatch(/^\/|(^|\/)\.\.(\/|$)/);
      }
    });

    it('says of each document that its site was read completely', async () => {
      const items = await read(harness.source);
      const prefixes = ofType(items, 'complete').map(
        ({ idPrefix }) => idPrefix,
      );

      for (const { document } of ofType(items, 'document')) {
        const own = prefixes.filter(prefix => document.id.startsWith(prefix));
        expect({ id: document.id, own }).toEqual({
          id: document.id,
          own: [expect.any(String)],
        });
      }
    });

    it('gives the same revision to the same text', async () => {
      const revisions = (items: SourceItem[]) =>
        ofType(items, 'document').map(({ document }) => [
          document.id,
          document.revision,
        ]);

      expect(revisions(await read(harness.source))).toEqual(
        revisions(await read(harness.source)),
      );
    });

    it('hands over nothing of a site whose etag is known', async () => {
      const etags = etagsOf(await read(harness.source));
      const items = await read(harness.source, etags);

      const unchanged = ofType(items, 'unchanged').map(
        ({ idPrefix }) => idPrefix,
      );
      expect(unchanged.sort()).toEqual([...etags.keys()].sort());
      for (const { document } of ofType(items, 'document')) {
        expect(unchanged.some(prefix => document.id.startsWith(prefix))).toBe(
          false,
        );
      }
    });

    it('notices a change although the etag is known', async () => {
      const before = await read(harness.source);
      await harness.change();
      const after = await read(harness.source, etagsOf(before));

      const revisions = new Map(
        ofType(before, 'document').map(({ document }) => [
          document.id,
          document.revision,
        ]),
      );
      const changed = ofType(after, 'document').filter(
        ({ document }) => revisions.get(document.id) !== document.revision,
      );
      expect(changed.length).toBeGreaterThan(0);
    });

    it('tells a failure, and never takes it for an empty site', async () => {
      const before = await read(harness.source);
      await harness.fail();

      const outcome = await read(harness.source, etagsOf(before)).catch(
        error => error,
      );
      if (outcome instanceof Error) {
        expect(outcome.message).not.toBe('');
      } else {
        expect(ofType(outcome, 'failed').length).toBeGreaterThan(0);
        expect(ofType(outcome, 'complete')).toEqual([]);
      }
    });

    it('stops when its signal is aborted', async () => {
      const controller = new AbortController();
      controller.abort(new Error('enough'));

      await expect(
        read(harness.source, new Map(), controller.signal),
      ).rejects.toThrow('enough');
    });
  });
}
