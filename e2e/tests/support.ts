import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Page, expect } from '@playwright/test';

/** Signs in as a person of the demo; the button of the guest is simply called "Enter". */
export async function signIn(page: Page, person: string, path = '/') {
  await page.goto(path);
  const button =
    person === 'Guest'
      ? page.getByRole('button', { name: 'Enter', exact: true })
      : page.getByRole('button', { name: `Enter as ${person}` });
  await button.click();
  await expect(button).toBeHidden();
}

/** Keeps a picture of each state, for people to look at. */
export async function picture(page: Page, name: string) {
  await page.screenshot({
    path: join(__dirname, '../output/screenshots', `${name}.png`),
    animations: 'disabled',
  });
}

/** Keeps a picture of all that the thread holds, not of the part in view alone. */
export async function pictureWhole(page: Page, name: string) {
  const size = page.viewportSize()!;
  const hidden = await page.evaluate(() =>
    Math.max(
      0,
      ...Array.from(document.querySelectorAll('main *, [role="group"]'))
        .filter(node => /auto|scroll/.test(getComputedStyle(node).overflowY))
        .map(node => node.scrollHeight - node.clientHeight),
    ),
  );
  await page.setViewportSize({ ...size, height: size.height + hidden });
  await picture(page, name);
  await page.setViewportSize(size);
}

/** Nothing sticks out of the page at its side. */
export async function expectNoOverflow(page: Page) {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
}

/**
 * No accessibility violation on the page. The portal's own frame is left out: its sidebar and
 * tabs, and that it puts plugin pages into no landmark.
 */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .exclude('nav[aria-label="sidebar nav"]')
    .exclude('[class*="bui-Tabs"]')
    .disableRules(['region', 'landmark-one-main'])
    .analyze();
  expect
    .soft(
      violations.map(({ id, nodes }) => ({
        id,
        nodes: nodes.map(n => n.html),
      })),
    )
    .toEqual([]);
}

/** Switches the portal's language as its settings page does. */
export async function useLanguage(page: Page, language: 'en' | 'ru') {
  await page.addInitScript(
    value => window.localStorage.setItem('language', value),
    language,
  );
}

/** Switches to the dark theme as the portal's settings page does. */
export async function useDarkTheme(page: Page) {
  await page.addInitScript(() => window.localStorage.setItem('theme', 'dark'));
}

export const words = {
  en: {
    composer: 'Ask about your services, pipelines and models',
    ask: 'Ask',
    steps: 'Do this now',
    sources: 'Sources',
    question: 'How do I get checkout out of a crash loop after a bad release?',
  },
  ru: {
    composer: 'Спросите о своих сервисах, пайплайнах и моделях',
    ask: 'Спросить',
    steps: 'Что сделать сейчас',
    sources: 'Источники',
    question: 'Что делать, если у checkout растёт лаг консьюмера?',
  },
};

const clock = (at: Date) =>
  at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

/** What is asked and told about the recorded incident that the demo plays. */
export const incident = {
  en: {
    composer: words.en.composer,
    headline: '1 of 2 services needs attention',
    list: 'Services that need attention',
    memory: /memory/i,
    why: 'Why is checkout failing?',
    verdict:
      /checkout is killed for lack of memory since .* lowered its memory limit from 1Gi to 512Mi/i,
    card: /^checkout: .*memory/i,
    source: /^Source \d+/,
    chart: /^Chart: .*memory/i,
    timeline: /^Timeline/,
    steps: 'Do this now',
    command: /kubectl .*-n shop /,
    noModel: 'no model used',
    telemetryBasis: /^telemetry \d/,
    documentBasis: /^documents \d/,
    more: /^More about/,
    seen: /first .*, last /,
    changed: 'What changed in the last hour?',
    logs: 'show the logs',
    logLines: /log lines? of/,
    since: 'since when?',
    asOf: (at: Date) => `as of ${clock(at)}`,
    healthyThen: /healthy/i,
    healthCard: 'Health and top finding',
    needsAttention: 'Needs attention',
    askWhy: /Why is Checkout failing/,
    tab: 'Ask assistant',
    state: 'State of Checkout now',
    telemetry: 'Telemetry',
    ownersOnly: 'The details are for',
  },
  ru: {
    composer: words.ru.composer,
    headline: '1 из 2 сервисов требует внимания',
    list: 'Сервисы, требующие внимания',
    memory: /памят/i,
    why: 'Почему падает checkout?',
    verdict:
      /checkout падает с .*не хватает памяти.* лимит памяти (снизили )?с 1Gi до 512Mi/i,
    card: /^checkout: .*памят/i,
    source: /^Источник \d+/,
    chart: /^График: .*памят/i,
    timeline: /^Ход событий/,
    steps: 'Что сделать сейчас',
    command: /kubectl .*-n shop /,
    noModel: 'без модели',
    telemetryBasis: /^телеметрия \d/,
    documentBasis: /^документы \d/,
    more: /^Подробнее/,
    seen: /впервые .*, в последний раз /,
    changed: 'Что изменилось за последний час?',
    logs: 'покажи логи',
    logLines: /запис\S+ в логах/,
    since: 'с какого времени?',
    asOf: (at: Date) => `а как было в ${clock(at)}?`,
    healthyThen: /в порядке/i,
    healthCard: 'Состояние и главный вывод',
    needsAttention: 'Требует внимания',
    askWhy: /Почему падает Checkout/,
    tab: 'Спросить ассистента',
    state: 'Checkout: состояние сейчас',
    telemetry: 'Телеметрия',
    ownersOnly: 'Подробности',
  },
};

/** Types a question, sends it, and waits until its answer has ended. */
export async function ask(page: Page, language: 'en' | 'ru', question: string) {
  const composer = page.getByRole('textbox', {
    name: words[language].composer,
  });
  const send = page.getByRole('button', {
    name: words[language].ask,
    exact: true,
  });
  await composer.fill(question);
  await send.click();
  await expect(composer).toHaveValue('');
  // while an answer runs the button says Stop
  await expect(send).toBeVisible();
  await expect(
    page.getByText(language === 'en' ? 'no model used' : 'без модели').last(),
  ).toBeVisible();
}
