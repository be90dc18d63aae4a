import { screen, within } from '@testing-library/react';
import { diagnosedView, memoryChart } from '../../testUtils/diagnosedAnswer';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { AnswerView } from './AnswerView';

type Props = Parameters<typeof AnswerView>[0];

async function show(
  props: Partial<Props> = {},
  options: { language?: 'en' | 'ru'; width?: number } = {},
) {
  const rendered = renderPage(
    <AnswerView answer={diagnosedView()} {...props} />,
    { api: fakeAssistantApi(), ...options },
  );
  return { ...rendered, answer: await screen.findByRole('article') };
}

const actions = () => screen.queryByRole('group', { name: /^Actions for: / });

describe('AnswerView of a diagnosis', () => {
  it('says the verdict first, then the finding with its chart', async () => {
    const { answer, container } = await show({ onRate: async () => {} });
    const verdict = within(answer).getByText(/two minutes after release/);
    const title = within(answer).getByRole('heading', { level: 3 });
    const chart = within(answer).getByRole('figure');
    const follows = Node.DOCUMENT_POSITION_FOLLOWING;
    expect(verdict.compareDocumentPosition(title)).toBe(follows);
    expect(title.compareDocumentPosition(chart)).toBe(follows);
    expect(title.closest('[role="group"]')).toContainElement(chart);
    expect(actions()).toBeInTheDocument();
    expect(await findViolations(container)).toEqual([]);
  });

  it('names the version and the age of both bases', async () => {
    const { answer } = await show();
    const basis = within(within(answer).getByRole('contentinfo'))
      .getAllByRole('listitem')
      .map(item => item.textContent);
    expect(basis).toEqual([
      '0.3 s',
      'no model used',
      expect.stringMatching(/^telemetry 18,204, .+/),
      expect.stringMatching(/^documents 7, .+/),
    ]);
  });

  it('says so in Russian', async () => {
    const { answer } = await show({}, { language: 'ru', width: 360 });
    const telemetry = await within(answer).findByText(/^телеметрия 18.204, /);
    expect(telemetry).toBeInTheDocument();
  });

  it('lets nobody handle findings in a shared answer', async () => {
    await show({ onRate: undefined });
    expect(actions()).toBeNull();
  });

  it('draws a chart that belongs to no finding by itself', async () => {
    const { answer } = await show({
      answer: diagnosedView({
        blocks: [{ kind: 'chart', blockId: 'c', chart: memoryChart }],
      }),
    });
    expect(
      within(answer).getByRole('figure').closest('[role="group"]'),
    ).toBeNull();
  });
});
