import { createMockDirectory } from '@backstage/backend-test-utils';
import type {
  ChunkHit,
  DocumentReader,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { FakeEmbedder } from '../testUtils/FakeEmbedder';
import {
  checkGoldenQuestions,
  readGoldenQuestions,
} from './checkGoldenQuestions';

const { signal } = new AbortController();

/** Finds, for each question, the documents in the order given. */
function readerOf(
  answers: Record<string, string[]>,
  options: Partial<DocumentReader> = {},
) {
  const search = jest.fn<
    ReturnType<DocumentReader['search']>,
    Parameters<DocumentReader['search']>
  >();
  search.mockImplementation(async ({ text }) =>
    (answers[text] ?? []).map(
      (documentId, i): ChunkHit => ({
        chunkId: `${documentId}#${i}`,
        documentId,
        entityRef: 'component:default/a',
        title: '',
        path: `docs/${documentId}`,
        url: '',
        headingPath: [],
        kind: 'text',
        body: '',
        language: 'en',
        ordinal: 0,
        lexical: 100 - i,
      }),
    ),
  );
  const reader: DocumentReader = {
    generation: 1,
    builtAt: new Date(),
    embedder: 'fake@1',
    embedded: 1,
    search,
    readDocument: async () => [],
    readScope: async () => [],
    ...options,
  };
  return Object.assign(reader, { search });
}

const questions = [
  { question: 'q1', document: 'one.md' },
  { question: 'q2', document: 'docs/two.md' },
];
const check = (candidate: DocumentReader, active: DocumentReader) =>
  checkGoldenQuestions({
    questions,
    embedder: new FakeEmbedder(),
    candidate,
    active,
    signal,
  });

describe('checkGoldenQuestions', () => {
  const both = { q1: ['x', 'one.md'], q2: ['two.md'] };

  it('passes when as many are found as before', async () => {
    await expect(check(readerOf(both), readerOf(both))).resolves.toEqual({
      check: 'golden-questions',
      passed: true,
      detail: '2 of 2 found, 2 before',
    });
  });

  it('fails when one is lost, and tells which, not what it asks', async () => {
    await expect(
      check(readerOf({ q1: ['one.md'] }), readerOf(both)),
    ).resolves.toEqual({
      check: 'golden-questions',
      passed: false,
      detail: '1 of 2 found, 2 before; lost: number 2',
    });
  });

  it('does not ask for more than the active one gave', async () => {
    await expect(check(readerOf({}), readerOf({}))).resolves.toMatchObject({
      passed: true,
    });
  });

  it('counts the first five documents only', async () => {
    const late = { q1: ['a', 'b', 'c', 'd', 'e', 'one.md'], q2: ['two.md'] };
    await expect(check(readerOf(late), readerOf(both))).resolves.toMatchObject({
      passed: false,
    });
  });

  it('never compares vectors of two embedders', async () => {
    const other = readerOf(both, { embedder: 'other@1' });
    const own = readerOf(both);
    await check(own, other);
    expect(
      other.search.mock.calls.every(([{ vector }]) => vector === undefined),
    ).toBe(true);
    expect(
      own.search.mock.calls.every(([{ vector }]) => vector !== undefined),
    ).toBe(true);
  });
});

describe('readGoldenQuestions', () => {
  const directory = createMockDirectory();

  it('reads a list', async () => {
    directory.setContent({
      'golden.yaml': '- question: Почему?\n  document: a.md\n',
    });
    await expect(
      readGoldenQuestions(directory.resolve('golden.yaml')),
    ).resolves.toEqual([{ question: 'Почему?', document: 'a.md' }]);
  });

  it.each([
    ['', 'must be a list'],
    ['- question: a\n', '0.document Required'],
    ['a: [', 'Cannot read the golden questions'],
  ])('says what is wrong with %j', async (text, message) => {
    directory.setContent({ 'golden.yaml': text });
    await expect(
      readGoldenQuestions(directory.resolve('golden.yaml')),
    ).rejects.toThrow(message);
  });

  it('says that the file is missing', async () => {
    await expect(readGoldenQuestions('/nowhere.yaml')).rejects.toThrow(
      'unset assistant.documents.gate.goldenQuestions',
    );
  });
});
