import { ServiceUnavailableError } from '@backstage/errors';
import { BaseNotReadyError } from './BaseNotReadyError';
import { describeFailure } from './describeFailure';

describe('describeFailure', () => {
  it('tells the three kinds of failure apart', () => {
    expect(describeFailure(new BaseNotReadyError(), 'en').code).toBe(
      'base-not-ready',
    );
    expect(describeFailure(new ServiceUnavailableError('x'), 'en').code).toBe(
      'source-failed',
    );
    expect(describeFailure(new TypeError('x'), 'en').code).toBe('internal');
    expect(describeFailure('x', 'en').code).toBe('internal');
  });

  it.each(['en', 'ru'] as const)(
    'says what to do in %s and keeps the error to itself',
    language => {
      const event = describeFailure(
        new Error('component:default/secret broke'),
        language,
      );
      expect(event.message).not.toContain('secret');
      expect(event.remedy).toMatch(language === 'ru' ? /[а-я]{5}/ : /[a-z]{5}/);
      expect(event.fatal).toBe(true);
    },
  );
});
