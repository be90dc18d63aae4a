import { act, screen } from '@testing-library/react';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { renderPage } from '../../testUtils/renderPage';
import { Age, useAge } from './Age';
import { formatAge, formatMoment } from './formatAge';

const now = Date.parse('2026-11-24T12:00:00Z');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ago = (ms: number) => new Date(now - ms).toISOString();

describe('formatAge at its edges', () => {
  it.each([
    [0, 'now', 'сейчас'],
    [44 * SECOND, 'now', 'сейчас'],
    [-44 * SECOND, 'now', 'сейчас'],
    [45 * SECOND, '1 minute ago', '1 минуту назад'],
    [89 * SECOND, '1 minute ago', '1 минуту назад'],
    [90 * SECOND, '2 minutes ago', '2 минуты назад'],
    [5 * MINUTE, '5 minutes ago', '5 минут назад'],
    [21 * MINUTE, '21 minutes ago', '21 минуту назад'],
    [44 * MINUTE, '44 minutes ago', '44 минуты назад'],
    [45 * MINUTE, '1 hour ago', '1 час назад'],
    [89 * MINUTE, '1 hour ago', '1 час назад'],
    [90 * MINUTE, '2 hours ago', '2 часа назад'],
    [21 * HOUR, '21 hours ago', '21 час назад'],
    [22 * HOUR, 'yesterday', 'вчера'],
    [2 * DAY, '2 days ago', 'позавчера'],
    [5 * DAY, '5 days ago', '5 дней назад'],
    [21 * DAY, '21 days ago', '21 день назад'],
    [30 * DAY, '30 days ago', '30 дней назад'],
    [-10 * MINUTE, 'in 10 minutes', 'через 10 минут'],
    [-3 * HOUR, 'in 3 hours', 'через 3 часа'],
    [-5 * DAY, 'in 5 days', 'через 5 дней'],
  ])('%s ms ago', (ms, en, ru) => {
    expect(formatAge(ago(ms), now, 'en')).toBe(en);
    expect(formatAge(ago(ms), now, 'ru')).toBe(ru);
    expect(formatAge(ago(ms), now, 'ru-RU')).toBe(ru);
  });

  it.each([
    [31 * DAY, 'Oct 24, 2026', '24 окт. 2026 г.'],
    [-31 * DAY, 'Dec 25, 2026', '25 дек. 2026 г.'],
    [400 * DAY, 'Oct 20, 2025', '20 окт. 2025 г.'],
  ])('is a date from a month on: %s ms', (ms, en, ru) => {
    expect(formatAge(ago(ms), now, 'en')).toBe(en);
    expect(formatAge(ago(ms), now, 'ru')).toBe(ru);
  });

  it.each(['', 'yesterday', '2026-13-45', 'NaN'])(
    'says nothing about %j, which is no moment',
    at => expect(formatAge(at, now, 'ru')).toBe(''),
  );

  it('writes the same moment as each language does', () => {
    const at = '2026-11-24T12:05:00Z';
    expect(formatMoment(at, 'en')).toMatch(/^Nov 24, 2026, \d?\d:05.[AP]M$/);
    expect(formatMoment(at, 'ru')).toMatch(/^24 нояб\. 2026 г\., \d\d:05$/);
    expect(formatMoment('no date', 'en')).toBe('');
  });
});

function Sentence(props: { at: string }) {
  const age = useAge();
  return <p>built {age(props.at)}</p>;
}

describe('Age', () => {
  beforeEach(() =>
    jest.useFakeTimers({
      now,
      advanceTimers: true,
      doNotFake: ['performance'],
    }),
  );
  afterEach(() => jest.useRealTimers());

  it('grows while the page is open, and bears the exact moment', async () => {
    renderPage(
      <>
        <Age at={ago(2 * MINUTE)} />
        <Sentence at={ago(3 * HOUR)} />
      </>,
      { api: fakeAssistantApi() },
    );
    const age = await screen.findByText('2 minutes ago');
    expect(age.tagName).toBe('TIME');
    expect(age).toHaveAttribute('datetime', ago(2 * MINUTE));
    expect(age).toHaveAttribute('title', formatMoment(ago(2 * MINUTE), 'en'));
    expect(screen.getByText('built 3 hours ago')).toBeInTheDocument();
    act(() => {
      jest.advanceTimersByTime(5 * MINUTE);
    });
    expect(screen.getByText('7 minutes ago')).toBeInTheDocument();
  });

  it('speaks Russian, and shows nothing for what is no moment', async () => {
    const { container } = renderPage(
      <>
        <Age at={ago(3 * HOUR)} />
        <Age at="soon" />
      </>,
      { api: fakeAssistantApi(), language: 'ru' },
    );
    expect(await screen.findByText('3 часа назад')).toBeInTheDocument();
    expect(container.querySelectorAll('time')).toHaveLength(1);
  });
});
