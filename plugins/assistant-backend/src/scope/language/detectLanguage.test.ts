import { detectLanguage, proseOf } from './detectLanguage';

describe('detectLanguage', () => {
  it.each([
    ['why is checkout down', 'en'],
    ['why is чекаут down?', 'en'],
    ['чекаут падает по OOM после релиза', 'ru'],
    ['KubePodCrashLooping в checkout, что делать', 'ru'],
    ['checkout restart', 'en'],
    ['касса', 'ru'],
    ['что это?\n2026-11-24T14:00:00Z ERROR why is the pool not released', 'ru'],
    ['what is this?\n```\nошибка: нет соединения с базой\n```', 'en'],
  ])('%s is %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it('falls back where nobody says anything', () => {
    expect(detectLanguage('OOMKilled', 'ru')).toBe('ru');
    expect(detectLanguage('🙂', 'ru')).toBe('ru');
    expect(detectLanguage('🙂')).toBe('en');
  });

  it('leaves out what machines wrote', () => {
    expect(
      proseOf('help\nERROR x\n$ kubectl get pods\nkubectl get pods `code`'),
    ).toBe('help');
  });
});
