import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import type { SourceItem } from '@smart-assistant/backstage-plugin-assistant-node';
import { describeDocumentSource } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { mockServices } from '@backstage/backend-test-utils';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createTechDocsSource } from '../../testUtils/createTechDocsSource';
import type { TreeReader } from '../files';

const directory = createMockDirectory();

function entityAt(
  file: string,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'Checkout',
      namespace: 'default',
      annotations: {
        'backstage.io/techdocs-ref': 'dir:.',
        [ANNOTATION_LOCATION]: file,
        [ANNOTATION_SOURCE_LOCATION]: file,
        ...annotations,
      },
    },
  };
}

const local = (annotations?: Record<string, string>) =>
  entityAt(
    `file:${directory.resolve('checkout/catalog-info.yaml')}`,
    annotations,
  );
const remote = (annotations?: Record<string, string>) =>
  entityAt(
    'url:https://github.com/shop/checkout/blob/main/catalog-info.yaml',
    annotations,
  );

async function read(
  source: ReturnType<typeof createTechDocsSource>,
  knownEtags: ReadonlyMap<string, string> = new Map(),
): Promise<SourceItem[]> {
  const items: SourceItem[] = [];
  const { signal } = new AbortController();
  for await (const item of source.read({
    knownEtags,
    signal,
    logger: mockServices.logger.mock(),
  })) {
    items.push(item);
  }
  return items;
}

const messages = (items: SourceItem[]) =>
  items.flatMap(item => ('message' in item ? [item.message] : []));
const paths = (items: SourceItem[]) =>
  items.flatMap(item => (item.type === 'document' ? [item.document.path] : []));

beforeEach(() => {
  directory.setContent({
    checkout: {
      'mkdocs.yml':
        'site_name: Checkout\nnav:\n  - Crash loop: crash-loop.md\n',
      docs: {
        'index.md': '# Checkout\n',
        'crash-loop.md': '# Loop\n\nSee [start](index.md).\n',
      },
    },
  });
});

describeDocumentSource('TechDocsSource', async () => ({
  source: createTechDocsSource([local()]),
  change: async () =>
    writeFileSync(
      directory.resolve('checkout/docs/index.md'),
      '# Checkout\n\nnew\n',
    ),
  fail: async () => rmSync(directory.resolve('checkout'), { recursive: true }),
}));

describe('TechDocsSource', () => {
  it('gives title, link and links between pages as the portal has them', async () => {
    const items = await read(createTechDocsSource([local()]));
    expect(items).toContainEqual({
      type: 'document',
      document: expect.objectContaining({
        id: 'component:default/checkout/crash-loop.md',
        entityRef: 'component:default/checkout',
        title: 'Crash loop',
        path: 'checkout/docs/crash-loop.md',
        url: '/docs/default/component/checkout/crash-loop/',
        markdown: '# Loop\n\nSee [start](/docs/default/component/checkout/).\n',
        updatedAt: expect.anything(),
      }),
    });
  });

  it('reads repositories through the URL reader, with the etag of the last read', async () => {
    const read1 = jest.fn<
      ReturnType<TreeReader['read']>,
      Parameters<TreeReader['read']>
    >();
    read1.mockResolvedValue({
      type: 'tree',
      etag: 'commit-2',
      problems: ['big.md: too large'],
      files: [{ path: 'docs/index.md', content: Buffer.from('# A') }],
    });
    const source = createTechDocsSource([remote()], { url: { read: read1 } });

    const items = await read(
      source,
      new Map([['component:default/checkout/', 'commit-1']]),
    );

    expect(read1).toHaveBeenCalledWith(
      'https://github.com/shop/checkout/tree/main/',
      expect.objectContaining({ knownEtag: 'commit-1' }),
    );
    expect(items).toEqual([
      {
        type: 'problem',
        entityRef: 'component:default/checkout',
        message: 'big.md: too large',
      },
      expect.objectContaining({ type: 'document' }),
      {
        type: 'complete',
        entityRef: 'component:default/checkout',
        idPrefix: 'component:default/checkout/',
        etag: 'commit-2',
      },
    ]);
  });

  it.each(['none', ' none', 'nothing', ''])(
    'leaves out entities that must not be kept: %j',
    async exposure => {
      await expect(
        read(createTechDocsSource([local({ 'assistant/exposure': exposure })])),
      ).resolves.toEqual([]);
    },
  );

  it.each([
    [
      'docs_dir outside',
      'docs_dir: ../..\n',
      'docs_dir in mkdocs.yml points outside of the site',
    ],
    [
      'nav outside',
      'nav:\n  - a: ../../etc/x.md\n',
      'nav in mkdocs.yml points outside of the site',
    ],
    ['no YAML', 'a: [b\n', 'no valid YAML'],
    ['binary', 'a\u0000b', 'mkdocs.yml is no text'],
  ])('refuses a mkdocs.yml: %s', async (_, text, message) => {
    writeFileSync(directory.resolve('checkout/mkdocs.yml'), text);
    const items = await read(createTechDocsSource([local()]));
    expect(items).toEqual([expect.objectContaining({ type: 'failed' })]);
    expect(messages(items)[0]).toContain(message);
  });

  it('refuses a reference outside of the entity, and reads the others', async () => {
    const other = { ...local({ 'backstage.io/techdocs-ref': 'dir:../../..' }) };
    other.metadata = { ...other.metadata, name: 'other' };
    const items = await read(createTechDocsSource([other, local()]));
    expect(items.map(({ type }) => type)).toEqual([
      'failed',
      'document',
      'document',
      'complete',
    ]);
  });

  it('leaves out what is large, binary or a link, says so, and mends broken text', async () => {
    const docs = directory.resolve('checkout/docs');
    writeFileSync(`${docs}/large.md`, 'x'.repeat(3_000));
    writeFileSync(`${docs}/binary.md`, Buffer.from([0x89, 0x50, 0, 1, 2]));
    writeFileSync(
      `${docs}/broken.md`,
      Buffer.from([0x23, 0x20, 0xff, 0xfe, 0x41]),
    );
    writeFileSync(directory.resolve('secret.md'), 'secret');
    symlinkSync(directory.resolve('secret.md'), `${docs}/link.md`);
    mkdirSync(directory.resolve('outside'));
    writeFileSync(directory.resolve('outside/page.md'), 'outside');
    symlinkSync(directory.resolve('outside'), `${docs}/linked`);

    const items = await read(
      createTechDocsSource([local()], { limits: { maxDocumentBytes: 2_000 } }),
    );

    expect(paths(items)).toEqual([
      'checkout/docs/broken.md',
      'checkout/docs/crash-loop.md',
      'checkout/docs/index.md',
    ]);
    expect(messages(items)).toHaveLength(3);
    expect(messages(items)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('docs/large.md: 0.0 MiB is more than'),
        expect.stringContaining('docs/link.md: links are not followed'),
        expect.stringContaining('binary.md is no text'),
      ]),
    );
    const broken = items.find(
      item =>
        item.type === 'document' && item.document.path.endsWith('broken.md'),
    );
    expect(broken).toMatchObject({ document: { markdown: '# \ufffd\ufffdA' } });
  });

  it('keeps no more documents than it may', async () => {
    const items = await read(
      createTechDocsSource([local()], { limits: { maxDocuments: 1 } }),
    );
    expect(paths(items)).toHaveLength(1);
    expect(messages(items)[0]).toContain('only the first 1 are kept');
  });

  it('takes a README for the start page, as TechDocs does', async () => {
    rmSync(directory.resolve('checkout/docs/index.md'));
    writeFileSync(directory.resolve('checkout/README.md'), '# Read me\n');
    const items = await read(createTechDocsSource([local()]));
    expect(items).toContainEqual(
      expect.objectContaining({
        document: expect.objectContaining({
          title: 'Read me',
          url: '/docs/default/component/checkout/',
        }),
      }),
    );
  });
});
