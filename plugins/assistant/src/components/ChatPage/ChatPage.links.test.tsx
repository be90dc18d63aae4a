import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ask, finishedAnswer, question } from '../../testUtils/askInPage';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { renderPage } from '../../testUtils/renderPage';
import { responseError } from '../../testUtils/responseError';
import { ChatPage } from './ChatPage';

const open = (search: string, api = fakeAssistantApi()) => {
  renderPage(<ChatPage />, { api, address: `/assistant${search}` });
  return api;
};
const scope = (name: string) =>
  screen.findByRole('button', { name: `Scope: ${name}` });

describe('ChatPage, opened by a link', () => {
  it.each([
    // the whole link of an alert
    [
      '?q=%D0%9F%D0%BE%D1%87%D0%B5%D0%BC%D1%83%3F&entity=component%3Adefault%2Forders&env=stage&at=2026-11-24T03%3A00%3A00%2B03%3A00',
      {
        question: 'Почему?',
        entityRef: 'component:default/orders',
        environment: 'stage',
        at: '2026-11-24T00:00:00.000Z',
      },
    ],
    // an entity that the reader does not own; whether they may see it, the server says
    ['?q=Why&entity=resource:shop/db', { entityRef: 'resource:shop/db' }],
    [
      '?q=Why&entity=Component:Default/Orders',
      { entityRef: 'component:default/orders' },
    ],
    // what is none is passed over
    ['?q=Why&entity=orders', { entityRef: undefined }],
    ['?q=Why&entity=a:b/c/d', { entityRef: undefined }],
    ['?q=Why&at=noon', { at: undefined }],
    ['?q=Why&at=', { at: undefined }],
    ['?q=Why&env=', { environment: undefined }],
  ])(
    'asks what %s drafts, when the reader sends it',
    async (search, request) => {
      const api = open(search);
      await question();
      expect(api.ask).not.toHaveBeenCalled();
      await userEvent.click(screen.getByRole('button', { name: 'Ask' }));
      expect(api.ask).toHaveBeenCalledTimes(1);
      // what is absent is as good as undefined
      const [sent] = api.ask.mock.calls[0];
      expect({ at: undefined, ...sent }).toMatchObject(request);
      await finishedAnswer();
      expect(window.location.search).toBe('?conversation=c-1');
    },
  );

  it('asks at once what a link from an alert is about', async () => {
    const api = open(
      '?alert=CheckoutAvailabilityBurn&entity=component:default/checkout&env=prod&at=2026-11-24T03:00:00Z',
    );
    await finishedAnswer();
    expect(api.ask).toHaveBeenCalledTimes(1);
    expect(api.ask.mock.calls[0][0]).toMatchObject({
      question: 'Alert CheckoutAvailabilityBurn: what is wrong with checkout?',
      alert: 'CheckoutAvailabilityBurn',
      entityRef: 'component:default/checkout',
      environment: 'prod',
      at: '2026-11-24T03:00:00.000Z',
      timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
    expect(window.location.search).toBe('?conversation=c-1');
  });

  it('sends no words of a link unread, even beside an alert', async () => {
    const api = open('?alert=Burn&q=Why%3F');
    expect(await question()).toHaveValue('Why?');
    expect(api.ask).not.toHaveBeenCalled();
  });

  it('takes a scope without a question', async () => {
    const api = open('?entity=component:default/checkout');
    expect(await scope('checkout')).toBeInTheDocument();
    expect(await question()).toHaveValue('');
    await ask('Why?');
    expect(api.ask.mock.calls[0][0]).toMatchObject({
      question: 'Why?',
      entityRef: 'component:default/checkout',
    });
  });

  it('keeps Markdown and HTML of a link as the words of a question', async () => {
    const words =
      '<img src=x onerror=alert(1)> ![](https://evil.example/p) **b**';
    open(`?q=${encodeURIComponent(words)}`);
    expect(await question()).toHaveValue(words);
    await userEvent.click(screen.getByRole('button', { name: 'Ask' }));
    await finishedAnswer();
    expect(document.querySelector('img[src="x"]')).toBeNull();
  });

  it('does not draft what is longer than a question may be', async () => {
    open(`?q=${'x'.repeat(8_001)}&entity=component:default/checkout`);
    expect(await question()).toHaveValue('');
    expect(await scope('checkout')).toBeInTheDocument();
  });

  it('goes on with a conversation and drafts a question in it', async () => {
    const api = open('?conversation=c-1&q=And%20then%3F');
    await finishedAnswer();
    expect(await question()).toHaveValue('And then?');
    await userEvent.click(screen.getByRole('button', { name: 'Ask' }));
    expect(api.ask.mock.calls[0][0]).toMatchObject({
      question: 'And then?',
      conversationId: 'c-1',
    });
  });

  it.each([
    ['?conversation=c-9', 'getConversation', 404, 'No such conversation.'],
    ['?answer=a-9', 'getAnswer', 404, 'No such answer.'],
  ] as const)(
    'says why %s cannot be opened',
    async (search, method, status, words) => {
      const api = fakeAssistantApi();
      api[method].mockRejectedValue(await responseError(status, words));
      open(search, api);
      expect(await screen.findByRole('alert')).toHaveTextContent(words);
      expect(screen.queryByRole('article')).not.toBeInTheDocument();
      expect(
        screen.queryByRole('heading', { name: 'What do you want to know?' }),
      ).not.toBeInTheDocument();
    },
  );

  it('shows nothing of a shared answer that the reader may not see any more', async () => {
    const {
      answerId,
      conversationId,
      question: asked,
    } = {
      answerId: 'a-1',
      conversationId: 'c-1',
      question: 'What is wrong with checkout?',
    };
    open(
      '?answer=a-1',
      fakeAssistantApi({
        getAnswer: async () => ({
          answerId,
          conversationId,
          question: asked,
          askedAt: '2026-11-24T10:00:00Z',
          state: 'withheld',
          events: [],
        }),
      }),
    );
    expect(
      await screen.findByText(
        'This answer rests on something that you may not read now.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('The sources of an answer are listed here.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Copy|^Share/ })).toBeNull();
  });

  it('leaves the draft behind when another conversation is opened', async () => {
    open('?q=Why%3F&entity=component:default/orders');
    expect(await question()).toHaveValue('Why?');
    await userEvent.click(
      await screen.findByRole('button', { name: /^Checkout in a crash/ }),
    );
    await finishedAnswer();
    await waitFor(async () => expect(await question()).toHaveValue(''));
    expect(window.location.search).toBe('?conversation=c-1');
  });
});
