import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type AnswerView as Answer,
  isRunning,
} from '../../conversation/answerView';
import { speakAnswer } from '../../conversation/plainText';
import { assistantTranslationRef } from '../../translation';
import { AnswerView } from '../AnswerView';
import { Announcer } from '../Announcer';
import { useFinishedAnswer } from './useFinishedAnswer';
import { Question } from './Question';
import { Suggestions } from './Suggestions';

/** Questions and answers in order; what follows from the last one stands below. */
export function Thread(props: {
  answers: Answer[];
  onAsk?(question: string): void;
  onRetry?(answer: Answer): void;
  onRate?(
    answer: Answer,
    answerId: string,
    rating: 'helpful' | 'not-helpful',
  ): Promise<void>;
}) {
  const { answers, onAsk, onRetry, onRate } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  const finished = useFinishedAnswer(answers);
  const last = answers.at(-1);
  return (
    <section aria-label={t('thread.label')}>
      {answers.map(answer => {
        const { key, question, answerId } = answer;
        return (
          <div key={key}>
            <Question question={question} />
            <AnswerView
              answer={answer}
              onRetry={
                onRetry && answer === last ? () => onRetry(answer) : undefined
              }
              onRate={
                onRate && answerId
                  ? rating => onRate(answer, answerId, rating)
                  : undefined
              }
            />
          </div>
        );
      })}
      {onAsk && last && !isRunning(last) && (
        <Suggestions
          label={t('suggestions.label')}
          suggestions={last.suggestions}
          onChoose={onAsk}
        />
      )}
      <Announcer
        message={
          finished ? t('answer.announced', { text: speakAnswer(finished) }) : ''
        }
      />
    </section>
  );
}
