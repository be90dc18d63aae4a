import { expect, test } from '@playwright/test';
import {
  expectAccessible,
  picture,
  signIn,
  useDarkTheme,
  useLanguage,
} from './support';

const checkout = '/catalog/default/component/checkout';

const stories = [
  {
    language: 'en',
    headline: /^\d+ of \d+ services needs? attention$/,
    list: 'Services that need attention',
    ask: 'Ask: Why is Checkout failing?',
    question: 'Why is Checkout failing?',
    state: /^State of Checkout now$/,
    card: 'Health and top finding',
  },
  {
    language: 'ru',
    headline: /^\d+ из \d+ сервис(а|ов) требу(ет|ют) внимания$/,
    list: 'Сервисы, требующие внимания',
    ask: 'Спросить: Почему падает Checkout?',
    question: 'Почему падает Checkout?',
    state: /^Checkout: состояние сейчас$/,
    card: 'Состояние и главный вывод',
  },
] as const;

for (const { language, headline, list, ask, question, ...story } of stories) {
  test(`owners see what fails before they ask (${language})`, async ({
    page,
  }) => {
    await useLanguage(page, language);
    if (language === 'ru') {
      await useDarkTheme(page);
    }
    await signIn(page, 'Guest', '/assistant');
    await expect(
      page.getByRole('heading', { level: 2, name: headline }),
    ).toBeVisible({ timeout: 45_000 });
    const rows = page.getByRole('list', { name: list });
    await expect(rows.getByRole('link', { name: 'Checkout' })).toBeVisible();
    await picture(page, `health-start-${language}`);
    await expectAccessible(page);

    await page.getByRole('button', { name: ask }).click();
    await expect(
      page.getByRole('article', {
        name: new RegExp(question.replace('?', '')),
      }),
    ).toBeVisible();

    await page.goto(checkout);
    await expect(page.getByText(story.card)).toBeVisible();
    await picture(page, `health-card-${language}`);
    await page.getByRole('link', { name: ask }).click();
    const state = page.getByRole('region', { name: story.state });
    await expect(state.getByRole('heading').first()).toBeVisible();
    await expect(state.getByRole('figure').first()).toBeVisible();
    await expect(page.getByRole('textbox').first()).toHaveValue(question);
    await picture(page, `health-tab-${language}`);
    await expectAccessible(page);
  });
}

test('the start page fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await signIn(page, 'Guest', '/assistant');
  await expect(
    page.getByRole('list', { name: 'Services that need attention' }),
  ).toBeVisible({ timeout: 45_000 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
  await picture(page, 'health-start-phone');
});

test('an administrator goes back in telemetry and undoes it', async ({
  page,
}) => {
  await signIn(page, 'Alice Novak', '/assistant/knowledge');
  const telemetry = page.getByRole('region', { name: 'Telemetry' });
  await expect(
    telemetry.getByRole('list', { name: 'Telemetry sources' }),
  ).toBeVisible();
  await picture(page, 'knowledge-telemetry');
  await expectAccessible(page);
  // the demo is read for two minutes before there is a version to go back to
  const back = telemetry.getByRole('button', { name: /^Back to here/ }).first();
  await expect(back).toBeVisible({ timeout: 50_000 });
  await back.click();
  const dialog = page.getByRole('dialog', { name: /^Back to / });
  await expect(dialog).toContainText('nothing is deleted');
  await dialog.getByRole('button', { name: 'Go back' }).click();
  const undo = telemetry.getByRole('button', { name: /^Undo/ });
  await undo.click();
  await expect(undo).toHaveCount(0);
});
