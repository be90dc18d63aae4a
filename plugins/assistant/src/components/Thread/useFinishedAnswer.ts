import { useEffect, useRef, useState } from 'react';
import { type AnswerView, isRunning } from '../../conversation/answerView';

/**
 * The answer that ended while the reader was waiting for it, so that it can be announced once.
 * Answers that were complete when the thread was opened are not news.
 */
export function useFinishedAnswer(
  answers: AnswerView[],
): AnswerView | undefined {
  const waiting = useRef<string>();
  const [finished, setFinished] = useState<AnswerView>();
  useEffect(() => {
    const running = answers.find(isRunning);
    if (running) {
      waiting.current = running.key;
      setFinished(undefined);
      return;
    }
    const ended = answers.find(({ key }) => key === waiting.current);
    waiting.current = undefined;
    // a failure has its own alert
    if (ended && ended.status !== 'failed') {
      setFinished(ended);
    }
  }, [answers]);
  return finished && answers.some(({ key }) => key === finished.key)
    ? finished
    : undefined;
}
