import { AnswerBuilder } from './AnswerBuilder';
import { demoPage } from './testUtils/demoPages';

const [first, second] = demoPage('checkout/docs/crash-loop.md');
const other = demoPage('payments/docs/index.md')[0];
const create = () =>
  new AnswerBuilder({
    entities: [{ entityRef: first.entityRef, title: 'Checkout' }],
  });

describe('AnswerBuilder', () => {
  it('announces each citation once, before the first text that points at it', () => {
    const builder = create();
    builder.text('verdict', `One${builder.cite(first)}.`);
    builder.text('body', `Both${builder.cite(first)}${builder.cite(second)}.`);
    const { events, citations, text } = builder.build();
    expect(events.map(({ type }) => type)).toEqual([
      'citation-available',
      'text-start',
      'text-delta',
      'text-end',
      'citation-available',
      'text-start',
      'text-delta',
      'text-end',
    ]);
    expect(citations.map(({ number }) => number)).toEqual([1, 2]);
    expect(text).toBe('One[^1].\n\nBoth[^1][^2].');
  });

  it('gives blocks ids of their own, and none to empty text', () => {
    const { events } = create()
      .text('verdict', 'a')
      .text('body', ' \n')
      .suggestions([])
      .text('note', 'b')
      .build();
    expect(
      events.flatMap(event =>
        event.type === 'text-start' ? [[event.blockId, event.role]] : [],
      ),
    ).toEqual([
      ['e1', 'verdict'],
      ['e2', 'note'],
    ]);
    expect(events.some(({ type }) => type === 'suggestions-available')).toBe(
      false,
    );
  });

  it('counts in whatever is cited, steps included: its readers need rights on all of it', () => {
    const builder = create();
    builder.text('verdict', builder.cite(other));
    builder.steps({
      title: 'Steps',
      page: first,
      steps: [
        {
          number: 1,
          text: 'Look\nclosely',
          commands: [{ language: 'bash', code: 'a\n\nb', missing: [] }],
          citation: builder.number(first),
        },
      ],
    });
    const { entityRefs, text } = builder.build();
    expect(entityRefs).toEqual([other.entityRef, first.entityRef]);
    expect(text).toBe(
      '[^1]\n\n1. Look\n   closely[^2]\n\n   ```bash\n   a\n\n   b\n   ```',
    );
  });
});
