import type { Overview } from '@smart-assistant/backstage-plugin-assistant-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Resource } from '../../hooks/useResource';
import { fakeAssistantApi, overview } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { responseError } from '../../testUtils/responseError';
import { StartView } from './StartView';

async function show(
  resource: Partial<Resource<Overview>>,
  language: 'en' | 'ru' = 'en',
) {
  const onChoose = jest.fn();
  const reload = jest.fn();
  const rendered = renderPage(
    <StartView
      overview={{ loading: false, reload, ...resource }}
      onChoose={onChoose}
    />,
    { api: fakeAssistantApi(), language },
  );
  await screen.findByRole('heading', { level: 2 });
  return { onChoose, reload, ...rendered };
}

const owning = (count: number): Overview => ({
  ...overview,
  owned: Array.from({ length: Math.min(count, 8) }, (_, index) => ({
    entityRef: `component:default/s${index}`,
    title: `s${index}`,
  })),
  ownedTotal: count,
});

describe('StartView', () => {
  it('greets with what is known later', async () => {
    await show({ loading: true });
    expect(screen.getByText('Loading')).toBeInTheDocument();
    expect(
      screen.queryByRole('list', { name: 'Questions to start with' }),
    ).not.toBeInTheDocument();
  });

  it('offers questions, and asks the one that is chosen', async () => {
    const { onChoose, container } = await show({ value: overview });
    const list = screen.getByRole('list', { name: 'Questions to start with' });
    await userEvent.click(
      within(list).getByRole('button', { name: 'Who is on call for orders?' }),
    );
    expect(onChoose).toHaveBeenCalledWith('Who is on call for orders?');
    expect(await findViolations(container)).toEqual([]);
  });

  it.each([
    [1, '1 thing in the catalog is yours: s0.', 1],
    [5, '5 things in the catalog are yours: s0, s1, s2, s3, s4.', 5],
    [6, '6 things in the catalog are yours: s0, s1, s2, s3, s4 and 1 more.', 5],
    [
      40,
      '40 things in the catalog are yours: s0, s1, s2, s3, s4 and 35 more.',
      5,
    ],
  ])('names what belongs to the reader: %s', async (count, words, links) => {
    await show({ value: owning(count) });
    const line = screen.getByText(/in the catalog/);
    expect(line).toHaveTextContent(words);
    expect(within(line).getAllByRole('link')).toHaveLength(links);
    expect(within(line).getByRole('link', { name: 's0' })).toHaveAttribute(
      'href',
      '/catalog/default/component/s0',
    );
  });

  it('says in Russian what belongs to the reader', async () => {
    await show({ value: owning(23) }, 'ru');
    expect(await screen.findByText(/23 объекта/)).toHaveTextContent(
      /s4 и ещё 18/,
    );
  });

  it('tells those without a group whom to ask', async () => {
    await show({ value: { ...owning(0), groups: [], suggestions: [] } });
    expect(
      screen.getByText(/The catalog knows of no group that you are in/),
    ).toHaveTextContent(/add you to the group of your team/);
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
  });

  it('tells those whose groups own nothing what is missing', async () => {
    await show({ value: owning(0) });
    const line = screen.getByText(/^Your groups:/);
    expect(line).toHaveTextContent(
      'Your groups: Payments. Your services appear here once one of these groups is the owner in their catalog files.',
    );
    expect(within(line).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/group/payments',
    );
  });

  it('says why nothing could be loaded, but not while something older is there', async () => {
    const error = await responseError(500, 'The catalog is away.');
    const { reload } = await show({ error });
    expect(screen.getByRole('alert')).toHaveTextContent('The catalog is away.');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('keeps what is there when it cannot be renewed', async () => {
    const error = await responseError(500, 'The catalog is away.');
    await show({ error, value: overview });
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'checkout' })).toBeInTheDocument();
  });
});
