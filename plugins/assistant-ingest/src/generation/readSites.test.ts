import { mockServices } from '@backstage/backend-test-utils';
import { ScriptedSource, site } from '../testUtils/ScriptedSource';
import { BuildReport } from './BuildReport';
import { readSites } from './readSites';
import { formatSiteMark } from './SiteMark';
import type { SiteReading } from './SourceReading';

const mark = formatSiteMark({ documents: 1, content: 'ab', etag: 'e-1' });

function setUp(marks: Record<string, string> = {}) {
  const first = new ScriptedSource('first');
  const second = new ScriptedSource('second');
  const controller = new AbortController();
  const report = new BuildReport({
    buildId: 'b',
    trigger: 'api',
    now: () => new Date(0),
  });
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const sites = readSites({
    sources: [first, second],
    marks: new Map(Object.entries(marks)),
    report,
    logger,
    signal: controller.signal,
  });
  const readAll = async () => {
    const read: SiteReading[] = [];
    for await (const each of sites) {
      read.push(each);
    }
    return read.map(({ idPrefix, outcome }) => [idPrefix, outcome]);
  };
  return { first, second, controller, report, logger, readAll };
}

describe('readSites', () => {
  it('reads one source after the other, each with its own etags', async () => {
    const { first, second, readAll } = setUp({
      'first/component:default/a/': mark,
      'second/component:default/b/': mark,
    });
    first.setSites({ a: ['x'] });
    second.setSites({ b: ['y'], c: ['z'] });
    await expect(readAll()).resolves.toEqual([
      ['first/component:default/a/', 'changed'],
      ['second/component:default/b/', 'changed'],
      ['second/component:default/c/', 'changed'],
    ]);
    expect([...first.knownEtags]).toEqual([['component:default/a/', 'e-1']]);
    expect([...second.knownEtags]).toEqual([['component:default/b/', 'e-1']]);
  });

  it('keeps all of a source that breaks, and reads the others', async () => {
    const { first, second, report, logger, readAll } = setUp({
      'first/component:default/a/': mark,
      'first/component:default/gone/': mark,
    });
    first.items = site('a', ['new']).slice(0, 1);
    first.failure = new Error('The wiki answered 502.');
    second.setSites({ b: ['y'] });
    await expect(readAll()).resolves.toEqual([
      ['first/component:default/a/', 'keep'],
      ['first/component:default/gone/', 'keep'],
      ['second/component:default/b/', 'changed'],
    ]);
    expect(report.progress.problems).toEqual([
      { source: 'first', message: 'The wiki answered 502.' },
      {
        source: 'first',
        message: '1 documents belong to no complete site and were left out',
      },
    ]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('does not take a cancelled build for a broken source', async () => {
    const { first, controller, report, readAll } = setUp({
      'first/component:default/a/': mark,
    });
    first.setSites({ a: ['x'], b: ['y'] });
    first.before = () => controller.abort(new Error('cancelled'));
    await expect(readAll()).rejects.toThrow('cancelled');
    expect(report.progress.problems).toEqual([]);
  });
});
