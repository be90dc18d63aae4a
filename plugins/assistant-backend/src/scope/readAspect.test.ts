import { asksWhatNow, readAspect } from './readAspect';
import { tokenize } from './text/tokenize';

const aspectOf = (
  text: string,
  questionClass: Parameters<typeof readAspect>[1] = 'state',
) => readAspect({ text, tokens: tokenize(text), matches: [] }, questionClass);

describe('readAspect', () => {
  it.each([
    'show the logs',
    'show me the last errors in the log',
    'what do the logs say?',
    'print the last stack trace',
    'покажи логи',
    'Покажи последние ошибки в логах checkout',
    'что в логах?',
    'дай последний стектрейс',
  ])('logs: %s', text => expect(aspectOf(text)).toBe('logs'));

  it.each([
    'since when?',
    'and since when exactly?',
    'when did it start?',
    'how long has this been going on?',
    'с какого времени?',
    'а с каких пор?',
    'Когда это началось?',
    'как давно это продолжается',
  ])('since: %s', text => expect(aspectOf(text)).toBe('since'));

  it.each([
    'why is checkout failing?',
    'логи не доезжают в эластик',
    'since when is the new version deployed?',
    'с какого момента выкатили релиз?',
    'show the lag of checkout',
  ])('neither: %s', text => expect(aspectOf(text)).toBeUndefined());

  it('leaves questions for a guide alone', () => {
    expect(
      aspectOf('how do I see the logs of a pod?', 'how-to'),
    ).toBeUndefined();
  });

  it('does not take the name of a service for the thing', () => {
    const text = 'show the lag of log-pipeline';
    const tokens = tokenize('show the lag of log pipeline');
    expect(
      readAspect(
        {
          text: text.replace('-', ' '),
          tokens,
          matches: [
            { first: 4, last: 5, views: [], strength: 'named' },
          ] as unknown as Parameters<typeof readAspect>[0]['matches'],
        },
        'metric',
      ),
    ).toBeUndefined();
  });
});

describe('asksWhatNow', () => {
  const asks = (text: string) =>
    asksWhatNow({ text, tokens: tokenize(text), matches: [] });

  it.each([
    'what do I do now?',
    'And what should we do about it?',
    'what now?',
    'Что сейчас делать?',
    'а что теперь делать с этим?',
    'что делать?',
  ])('%s', text => expect(asks(text)).toBe(true));

  it.each([
    'what do I do when the lag grows?',
    'что делать, если растёт лаг?',
    'что делать после релиза',
    'how do I restart it now?',
  ])('not %s', text => expect(asks(text)).toBe(false));
});
