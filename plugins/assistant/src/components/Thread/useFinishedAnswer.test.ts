import { renderHook } from '@testing-library/react';
import {
  type AnswerStatus,
  type AnswerView,
  newAnswerView,
} from '../../conversation/answerView';
import { useFinishedAnswer } from './useFinishedAnswer';

function view(key: string, status: AnswerStatus): AnswerView {
  return { ...newAnswerView({ key, question: 'How?', askedAt: '' }), status };
}

function setUp(answers: AnswerView[]) {
  return renderHook(useFinishedAnswer, { initialProps: answers });
}

describe('useFinishedAnswer', () => {
  it('tells of an answer once it ended while the reader waited', () => {
    const { result, rerender } = setUp([view('a', 'asking')]);
    rerender([view('a', 'streaming')]);
    expect(result.current).toBeUndefined();
    const done = view('a', 'complete');
    rerender([done]);
    expect(result.current).toBe(done);
    // the same news while something else changes
    rerender([{ ...done, rating: 'helpful' }]);
    expect(result.current?.key).toBe('a');
  });

  it('keeps quiet about answers that were there already', () => {
    const { result } = setUp([view('a', 'complete'), view('b', 'stopped')]);
    expect(result.current).toBeUndefined();
  });

  it.each(['stopped', 'withheld'] as const)(
    'tells of one that was %s',
    status => {
      const { result, rerender } = setUp([view('a', 'reconnecting')]);
      rerender([view('a', status)]);
      expect(result.current?.status).toBe(status);
    },
  );

  it('leaves a failure to its own alert', () => {
    const { result, rerender } = setUp([view('a', 'streaming')]);
    rerender([view('a', 'failed')]);
    expect(result.current).toBeUndefined();
  });

  it('is silent again while the next answer runs, and when the thread changes', () => {
    const { result, rerender } = setUp([view('a', 'streaming')]);
    rerender([view('a', 'complete')]);
    rerender([view('a', 'complete'), view('b', 'asking')]);
    expect(result.current).toBeUndefined();
    rerender([view('a', 'complete'), view('b', 'complete')]);
    expect(result.current?.key).toBe('b');
    rerender([view('c', 'complete')]);
    expect(result.current).toBeUndefined();
  });
});
