import type {
  BaseDocument,
  DocumentBase,
  GenerationWriter,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { site } from '../testUtils/ScriptedSource';
import { BuildReport } from './BuildReport';
import { GenerationDraft } from './GenerationDraft';
import { formatSiteMark } from './SiteMark';
import type { SiteReading } from './SourceReading';

function setUp() {
  const log: string[] = [];
  const written: BaseDocument[][] = [];
  const writer = {
    generation: 8,
    write: jest.fn(async (documents: BaseDocument[]) => {
      log.push(`write ${documents.length}`);
      written.push(documents);
    }),
    setEtag: jest.fn(async (prefix: string, etag: string) => {
      log.push(`etag ${prefix} ${etag}`);
    }),
    copyUnchanged: jest.fn(async (prefix: string) => {
      log.push(`copy ${prefix}`);
    }),
  };
  const begin = jest.fn(async () => writer as unknown as GenerationWriter);
  const controller = new AbortController();
  const report = new BuildReport({
    buildId: 'b',
    trigger: 'api',
    now: () => new Date(0),
  });
  const draft = new GenerationDraft({
    documents: { begin } as unknown as DocumentBase,
    start: { trigger: 'api', embedder: { id: 'fake', dimensions: 4 } } as never,
    report,
    signal: controller.signal,
  });
  return { log, written, writer, begin, controller, report, draft };
}

function reading(
  name: string,
  texts: string[],
  outcome: SiteReading['outcome'] = 'changed',
): SiteReading {
  return {
    sourceId: 'docs',
    idPrefix: `docs/${name}/`,
    outcome,
    mark: { documents: texts.length, content: 'ab', etag: 'e' },
    documents: site(name, texts).flatMap(item =>
      item.type === 'document' ? [item.document] : [],
    ),
  };
}

describe('GenerationDraft', () => {
  it('leaves no trace while nothing is new', async () => {
    const { draft, begin } = setUp();
    await draft.add(reading('a', ['x', 'y'], 'keep'));
    expect(begin).not.toHaveBeenCalled();
    expect(draft.writer).toBeUndefined();
    expect(draft.keptPrefixes).toEqual(['docs/a/']);
    expect([...draft.counts]).toEqual([['docs', 2]]);
  });

  it('writes in bounded batches, and marks a site only behind its pages', async () => {
    const { draft, log, written, begin, report } = setUp();
    await draft.add(
      reading(
        'a',
        Array.from({ length: 45 }, (_, n) => `Page ${n}.`),
      ),
    );
    await draft.add(reading('b', ['One.']));
    const mark = (documents: number) =>
      formatSiteMark({ documents, content: 'ab', etag: 'e' });
    expect(log).toEqual([
      'write 20',
      'write 20',
      'write 5',
      `etag docs/a/ ${mark(45)}`,
      'write 1',
      `etag docs/b/ ${mark(1)}`,
    ]);
    expect(begin).toHaveBeenCalledTimes(1);
    expect(draft.chunks).toBe(46);
    expect(report.progress.generation).toBe(8);
    expect(written.flat()).toHaveLength(46);
  });

  it('marks a site without pages, so that it is not read again', async () => {
    const { draft, log } = setUp();
    await draft.add(reading('a', []));
    expect(log).toEqual([expect.stringMatching(/^etag docs\/a\/ /)]);
  });

  it('takes over what is as it was, and tells how far it is', async () => {
    const { draft, log, report, writer } = setUp();
    await draft.add(reading('a', ['x'], 'keep'));
    await draft.add(reading('b', ['y'], 'keep'));
    const seen: number[] = [];
    writer.copyUnchanged.mockImplementation(async prefix => {
      seen.push(report.progress.done);
      log.push(`copy ${prefix}`);
    });
    await draft.copyKept();
    expect(log.map(line => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'copy docs/a/',
      'etag docs/a/',
      'copy docs/b/',
      'etag docs/b/',
    ]);
    expect(seen).toEqual([0, 1]);
    expect(report.progress).toMatchObject({
      phase: 'writing',
      done: 2,
      total: 2,
    });
  });

  it('tells people of secrets, and nothing of the secret', async () => {
    const { draft, report } = setUp();
    const secret = ['hunter', '2xyz'].join('');
    await draft.add(reading('a', [`export DB_PASSWORD=${secret}`]));
    const [problem, ...rest] = report.progress.problems;
    expect(rest).toEqual([]);
    expect(problem.message).toMatch(/1 secrets were left out/);
    expect(JSON.stringify(problem)).not.toContain(secret);
  });

  it('stops between pages when it is cancelled, without the mark', async () => {
    const { draft, controller, writer } = setUp();
    writer.write.mockImplementationOnce(async () => controller.abort());
    const texts = Array.from({ length: 30 }, (_, n) => `Page ${n}.`);
    await expect(draft.add(reading('a', texts))).rejects.toThrow();
    expect(writer.write).toHaveBeenCalledTimes(1);
    expect(writer.setEtag).not.toHaveBeenCalled();
  });

  it('takes nothing over when it is cancelled', async () => {
    const { draft, controller, writer } = setUp();
    await draft.add(reading('a', ['x'], 'keep'));
    controller.abort();
    await expect(draft.copyKept()).rejects.toThrow();
    expect(writer.copyUnchanged).not.toHaveBeenCalled();
  });
});
