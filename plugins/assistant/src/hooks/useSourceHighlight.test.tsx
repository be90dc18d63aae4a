import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { crashLoopCitation } from '../testUtils/answers';
import { diagnosedView } from '../testUtils/diagnosedAnswer';
import {
  AnswerSourcesProvider,
  SourceHighlightProvider,
  useEvidence,
  useSource,
  useSourceHighlight,
} from './useSourceHighlight';

const answer = (key: string) => ({ key, citations: [crashLoopCitation] });

function setUp(options: { answerKey?: string; number?: number } = {}) {
  const { answerKey = 'a', number = 1 } = options;
  const onReveal = jest.fn();
  const hook = renderHook(
    (props: { answerKey: string; number: number }) => ({
      all: useSourceHighlight(),
      source: useSource(props.number),
    }),
    {
      initialProps: { answerKey, number },
      wrapper: ({ children }: { children: ReactNode }) => (
        <SourceHighlightProvider panelVisible={false} onReveal={onReveal}>
          <AnswerSourcesProvider value={answer(answerKey)}>
            {children}
          </AnswerSourcesProvider>
        </SourceHighlightProvider>
      ),
    },
  );
  return { ...hook, onReveal };
}

describe('useSourceHighlight', () => {
  it('lights up one source of one answer while it is touched', () => {
    const { result } = setUp();
    expect(result.current.source).toMatchObject({
      citation: crashLoopCitation,
      highlighted: false,
    });
    act(() => result.current.source.handlers.onFocus());
    expect(result.current.source.highlighted).toBe(true);
    expect(result.current.all.shownAnswer).toBe('a');
    act(() => result.current.source.handlers.onBlur());
    expect(result.current.source.highlighted).toBe(false);
    // the panel stays with the answer that was looked at
    expect(result.current.all.shownAnswer).toBe('a');
  });

  it('tells the same number of another answer apart', () => {
    const { result } = setUp();
    act(() => result.current.all.highlight({ answerKey: 'b', number: 1 }));
    expect(result.current.source.highlighted).toBe(false);
    expect(result.current.all.shownAnswer).toBe('b');
    act(() => result.current.all.show('a'));
    expect(result.current.all.shownAnswer).toBe('a');
  });

  it('keeps a revealed source lit until another is touched', () => {
    const { result, onReveal } = setUp();
    act(() => result.current.source.reveal());
    expect(onReveal).toHaveBeenCalledTimes(1);
    expect(result.current.source.highlighted).toBe(true);
    // the focus leaves the number for the drawer
    act(() => result.current.source.handlers.onBlur());
    expect(result.current.source.highlighted).toBe(true);
    act(() => result.current.all.highlight({ answerKey: 'a', number: 2 }));
    expect(result.current.source.highlighted).toBe(false);
    act(() => result.current.all.highlight(undefined));
    expect(result.current.source.highlighted).toBe(false);
  });

  it('knows no source for a number that the answer does not have', () => {
    const { result } = setUp({ number: 9 });
    expect(result.current.source.citation).toBeUndefined();
  });

  it('does no harm outside of a page that lists sources', () => {
    const { result } = renderHook(() => ({
      all: useSourceHighlight(),
      source: useSource(1),
    }));
    act(() => {
      result.current.source.handlers.onMouseEnter();
      result.current.source.reveal();
      result.current.all.show('a');
    });
    expect(result.current.source).toMatchObject({
      citation: undefined,
      highlighted: false,
      panelVisible: false,
    });
  });
});

describe('useEvidence', () => {
  function setUpEvidence(evidenceId: string | undefined) {
    return renderHook(
      () => ({
        evidence: useEvidence(evidenceId),
        memory: useSource(2),
        all: useSourceHighlight(),
      }),
      {
        wrapper: ({ children }: { children: ReactNode }) => (
          <SourceHighlightProvider panelVisible onReveal={() => {}}>
            <AnswerSourcesProvider value={diagnosedView()}>
              {children}
            </AnswerSourcesProvider>
          </SourceHighlightProvider>
        ),
      },
    );
  }

  it('lights up with the number that cites it, both ways', () => {
    const { result } = setUpEvidence('e-memory');
    expect(result.current.evidence).toMatchObject({
      number: 2,
      highlighted: false,
    });
    act(() => result.current.evidence.handlers.onMouseEnter());
    expect(result.current.memory.highlighted).toBe(true);
    act(() => result.current.evidence.handlers.onMouseLeave());
    act(() => result.current.memory.handlers.onFocus());
    expect(result.current.evidence.highlighted).toBe(true);
  });

  it('lights up by itself where nothing cites it', () => {
    const { result } = setUpEvidence('e-uncited');
    act(() => result.current.evidence.handlers.onFocus());
    expect(result.current.evidence).toMatchObject({
      number: undefined,
      highlighted: true,
    });
    expect(result.current.memory.highlighted).toBe(false);
  });

  it('does nothing without evidence', () => {
    const { result } = setUpEvidence(undefined);
    act(() => result.current.memory.handlers.onFocus());
    act(() => result.current.evidence.handlers.onMouseEnter());
    act(() => result.current.evidence.handlers.onMouseLeave());
    // what another thing lit up stays lit
    expect(result.current.memory.highlighted).toBe(true);
    expect(result.current.evidence.highlighted).toBe(false);
  });
});
