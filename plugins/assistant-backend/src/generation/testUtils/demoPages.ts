import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChunkHit } from '@smart-assistant/backstage-plugin-assistant-node';
import type {
  AskedEntity,
  Retrieval,
  RetrievedChunk,
  Scope,
} from '../../ask/stages';

const DOCUMENTS = join(__dirname, '../../../../../examples/documents');

/** A page of the demo, cut at its second-level headings. */
export function demoPage(
  path: string,
  options: Partial<RetrievedChunk> = {},
): RetrievedChunk[] {
  return pageOf(readFileSync(join(DOCUMENTS, path), 'utf8'), {
    path,
    ...options,
  });
}

/** Parts of a Markdown text as a search would give them. */
export function pageOf(
  markdown: string,
  options: Partial<RetrievedChunk> & { path: string },
): RetrievedChunk[] {
  const { path } = options;
  const title = markdown.match(/^# (.+)$/m)?.[1] ?? path;
  const entity = path.split('/')[0];
  return markdown
    .replace(/^# .+\n/, '')
    .split(/^(?=## )/m)
    .map((text, ordinal) => {
      const heading = text.match(/^## (.+)\n/)?.[1];
      return {
        chunkId: `${path}:${ordinal}`,
        documentId: path,
        entityRef: `component:default/${entity}`,
        title,
        url: `/docs/default/component/${entity}/${path
          .replace(/^.*?docs\//, '')
          .replace(/\.md$/, '/')}`,
        anchor: heading
          ?.toLocaleLowerCase('en-US')
          .replace(/[^\p{L}\p{N}]+/gu, '-'),
        headingPath: heading ? [title, heading] : [title],
        kind: 'text' as const,
        body: text.replace(/^## .+\n/, '').trim(),
        language: /\/ru\//.test(path) ? ('ru' as const) : ('en' as const),
        ordinal,
        score: 0.9,
        ...options,
      };
    })
    .filter(part => part.body);
}

export function entityOf(options: Partial<AskedEntity> = {}): AskedEntity {
  return {
    entityRef: 'component:default/checkout',
    title: 'Checkout',
    kind: 'component',
    level: 'full',
    placeholders: new Map([
      ['namespace', 'shop'],
      ['deployment', 'checkout'],
      ['cluster-context', 'shop-prod'],
      ['consumer-group', 'checkout'],
      ['topic', 'orders.events'],
    ]),
    neighbourhood: [],
    ...options,
  };
}

export function scopeOf(question: string, options: Partial<Scope> = {}): Scope {
  return {
    asker: {
      userRef: 'user:default/anna',
      principals: ['user:default/anna'],
      filter: { entities: { type: 'all' }, principals: ['user:default/anna'] },
      levelOf: () => 'full',
    },
    question,
    searchText: question,
    language: /[а-я]/i.test(question) ? 'ru' : 'en',
    questionClass: 'how-to',
    entities: [entityOf()],
    origin: 'question',
    unknownEntity: false,
    ownsSomething: true,
    environment: 'prod',
    asOf: new Date('2026-11-24T14:20:00Z'),
    history: [],
    ...options,
  };
}

export function retrievalOf(
  pages: ReadonlyArray<readonly RetrievedChunk[]>,
  options: Partial<Retrieval> = {},
): Retrieval {
  const chunks = pages.flat().sort((a, b) => b.score - a.score);
  const bestDocument: readonly ChunkHit[] = pages[0] ?? [];
  return {
    chunks,
    answered: true,
    basis: {
      documents: {
        generation: 4,
        builtAt: '2026-11-22T03:00:00Z',
        dense: 'ready',
      },
    },
    searched: { entities: ['Checkout'], everywhere: true },
    bestDocument,
    ...options,
  };
}
