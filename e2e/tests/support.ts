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
