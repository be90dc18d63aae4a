import { AssistantClient } from './AssistantClient';

const discoveryApi = { getBaseUrl: async () => 'http://portal/api/assistant' };

function clientThatAnswers(...responses: Response[]) {
  const fetch = jest.fn<
    Promise<Response>,
    Parameters<typeof globalThis.fetch>
  >();
  responses.forEach(response => fetch.mockResolvedValueOnce(response));
  return {
    fetch,
    client: new AssistantClient({ discoveryApi, fetchApi: { fetch } }),
  };
}

describe('AssistantClient', () => {
  it('asks with a body and yields the events', async () => {
    const event = { sequence: 0, type: 'text-end', blockId: 'b' };
    const { client, fetch } = clientThatAnswers(
      new Response(`data: ${JSON.stringify(event)}\n\n`),
    );
    const { signal } = new AbortController();
    const events = [];
    for await (const e of client.ask({ question: 'why?' }, { signal })) {
      events.push(e);
    }
    expect(events).toEqual([event]);
    expect(fetch).toHaveBeenCalledWith('http://portal/api/assistant/ask', {
      method: 'POST',
      body: '{"question":"why?"}',
      headers: {
        Accept: 'text/event-stream',
        'Content-Type': 'application/json',
      },
      signal,
    });
  });

  it('encodes ids and leaves out what is not asked for', async () => {
    const { client, fetch } = clientThatAnswers(
      new Response(null, { status: 204 }),
      Response.json({ items: [], totalItems: 0 }),
      new Response('# Why?', { status: 200 }),
    );
    await client.deleteConversation('a/../b');
    await client.listConversations({ search: 'почему?', limit: undefined });
    expect(await client.exportConversation('c')).toBe('# Why?');
    expect(fetch.mock.calls.map(([url]) => String(url).slice(27))).toEqual([
      '/conversations/a%2F..%2Fb',
      `/conversations?search=${encodeURIComponent('почему?')}`,
      '/conversations/c/export',
    ]);
  });

  it('turns an error of the server into one with its words', async () => {
    const body = {
      error: { name: 'NotAllowedError', message: 'Ask an administrator' },
      response: { statusCode: 403 },
    };
    const { client } = clientThatAnswers(
      Response.json(body, { status: 403, statusText: 'Forbidden' }),
    );
    await expect(client.startBuild()).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
      cause: { name: 'NotAllowedError', message: 'Ask an administrator' },
    });
  });

  it('does not take an answer of another shape', async () => {
    const { client } = clientThatAnswers(Response.json({ items: 'many' }));
    await expect(client.listConversations()).rejects.toThrow('items');
  });
});
