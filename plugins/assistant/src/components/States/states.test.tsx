import type {
  BuildProgress,
  Readiness,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  build,
  fakeAssistantApi,
  readiness,
} from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { responseError } from '../../testUtils/responseError';
import { BaseNotice } from './BaseNotice';
import { BuildProgressBar } from './BuildProgressBar';
import { FailedState } from './FailedState';
import { LoadingState } from './LoadingState';

/** Draws a state beside a line that tells when the page is there. */
async function show(element: JSX.Element, language: 'en' | 'ru' = 'en') {
  const rendered = renderPage(
    <main>
      {element}
      <p>The page is there.</p>
    </main>,
    { api: fakeAssistantApi(), language },
  );
  await screen.findByText('The page is there.');
  return rendered;
}

const withBase = (
  documents: Readiness['documents'],
  database: Readiness['database'] = { ok: true },
): Readiness => ({ ...readiness, ready: false, database, documents });

describe('BaseNotice', () => {
  it.each([
    ['nothing is known yet', undefined],
    ['all is well', readiness],
    // nothing to say while an older generation answers
    ['the base is ready', withBase({ state: 'ready', generation: 1 })],
  ])('keeps quiet when %s', async (_name, value) => {
    await show(<BaseNotice readiness={value} />);
    expect(screen.getByRole('main')).toHaveTextContent(/^The page is there\.$/);
  });

  it('shows how far the first build is', async () => {
    const { container } = await show(
      <BaseNotice readiness={withBase({ state: 'building', build })} />,
    );
    expect(
      screen.getByText(/^The documents are being built\./),
    ).toBeInTheDocument();
    expect(screen.getByRole('progressbar')).toHaveAttribute(
      'aria-valuenow',
      '30',
    );
    // it is no alarm
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(await findViolations(container)).toEqual([]);
  });

  it('shows no bar for a build that it knows nothing of', async () => {
    await show(<BaseNotice readiness={withBase({ state: 'building' })} />);
    expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
  });

  it('leads those without documents to where they are built', async () => {
    await show(<BaseNotice readiness={withBase({ state: 'empty' })} />);
    expect(screen.getByText(/^There are no documents yet/)).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'To the Knowledge page' }),
    ).toHaveAttribute('href', '/assistant/knowledge');
  });

  it.each([
    [
      'the database is down',
      withBase(
        { state: 'empty' },
        { ok: false, reason: 'pgvector is missing.', remedy: 'Install it.' },
      ),
      'The document base cannot be read now. pgvector is missing. Install it.',
    ],
    [
      'the base cannot be read',
      withBase({ state: 'unavailable' }),
      'The document base cannot be read now.',
    ],
  ])('alarms when %s', async (_name, value, words) => {
    await show(<BaseNotice readiness={value} />);
    expect(screen.getByRole('alert')).toHaveTextContent(words);
  });

  it('speaks Russian', async () => {
    await show(<BaseNotice readiness={withBase({ state: 'empty' })} />, 'ru');
    expect(
      await screen.findByRole('link', { name: 'К базе знаний' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('main')).not.toHaveTextContent(/documents/);
  });
});

describe('BuildProgressBar', () => {
  const bar = async (
    changes: Partial<BuildProgress>,
    language: 'en' | 'ru' = 'en',
  ) => {
    await show(<BuildProgressBar build={{ ...build, ...changes }} />, language);
    return screen.getByRole('progressbar');
  };

  it('writes large numbers as the language does', async () => {
    expect(await bar({ done: 1_200, total: 24_000 })).toHaveAttribute(
      'aria-valuetext',
      'Making them searchable by meaning: 1,200 of 24,000',
    );
  });

  it('writes them as Russians do', async () => {
    const progress = await bar({ done: 1_200, total: 24_000 }, 'ru');
    await screen.findByText(/^Подготовка поиска по смыслу/);
    expect(progress.getAttribute('aria-valuetext')).toMatch(
      /^Подготовка поиска по смыслу: 1\s200 из 24\s000$/,
    );
    expect(progress).toHaveAttribute('aria-valuenow', '5');
  });

  it('has no end while nobody knows how much there is', async () => {
    const progress = await bar({ phase: 'reading', done: 3, total: 0 });
    expect(progress).not.toHaveAttribute('aria-valuenow');
    expect(progress).toHaveAttribute('aria-valuetext', 'Reading the sources');
  });

  it('never goes beyond its end', async () => {
    const progress = await bar({ done: 500, total: 400 });
    expect(progress).toHaveAttribute('aria-valuenow', '100');
  });

  it.each([
    ['reading', 'Reading the sources'],
    ['chunking', 'Cutting into sections'],
    ['writing', 'Writing'],
    ['gate', 'Checking'],
    ['switching', 'Switching over'],
    ['done', 'Done'],
  ] as const)('has words for the phase %s', async (phase, words) => {
    await bar({ phase, total: 0 });
    expect(screen.getByText(words)).toBeInTheDocument();
  });
});

describe('FailedState', () => {
  it.each([
    [403, /permission assistant\.ask/, false],
    [429, /Too many questions/, true],
    [503, 'The assistant cannot answer yet: It says why.', true],
    [404, 'This could not be loaded: It says why.', true],
    [500, 'This could not be loaded: It says why.', true],
  ])(
    'words a %s, and offers a way on where one helps',
    async (status, words, way) => {
      const onRetry = jest.fn();
      const error = await responseError(status, 'It says why.');
      await show(<FailedState error={error} onRetry={onRetry} />);
      expect(screen.getByRole('alert')).toHaveTextContent(words);
      const retry = screen.queryByRole('button', { name: 'Try again' });
      expect(retry !== null).toBe(way);
      if (retry) {
        await userEvent.click(retry);
      }
      expect(onRetry).toHaveBeenCalledTimes(way ? 1 : 0);
    },
  );

  it('tells a lost connection from a fault', async () => {
    await show(
      <FailedState
        error={new TypeError('Failed to fetch')}
        onRetry={() => {}}
      />,
      'ru',
    );
    expect(
      await screen.findByRole('button', { name: 'Повторить' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(/[Сс]вяз|соединени/);
    expect(screen.getByRole('alert')).not.toHaveTextContent('Failed to fetch');
  });
});

describe('LoadingState', () => {
  it('is told in words, and drawn as lines that nobody has to hear', async () => {
    const { container } = await show(
      <LoadingState label="Loading the conversation" lines={3} />,
    );
    const status = screen.getByText('Loading the conversation').parentElement!;
    expect(status).toHaveAttribute('role', 'status');
    expect(status.querySelectorAll('[aria-hidden="true"]')).toHaveLength(3);
    expect(await findViolations(container)).toEqual([]);
  });
});
