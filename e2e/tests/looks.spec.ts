import { expect, test } from '@playwright/test';
import {
  ask,
  expectAccessible,
  picture,
  signIn,
  useDarkTheme,
  words,
} from './support';

test('dark theme', async ({ page }) => {
  await useDarkTheme(page);
  await signIn(page, 'Guest', '/assistant');
  await ask(page, 'en', words.en.question);
  await picture(page, 'answer-dark');
  await expectAccessible(page);
});

test('a telephone: 360 px wide, nothing sticks out', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, 'Guest', '/assistant');
  await picture(page, 'start-narrow');
  await ask(page, 'en', words.en.question);
  await picture(page, 'answer-narrow');
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
  await expectAccessible(page);
});

test('keyboard alone asks and stays in the composer', async ({ page }) => {
  await signIn(page, 'Guest', '/assistant');
  const composer = page.getByRole('textbox', { name: words.en.composer });
  await composer.focus();
  await page.keyboard.type('What does consumer lag mean?');
  await page.keyboard.press('Enter');
  await expect(page.getByText('no model used')).toBeVisible();
  await expect(composer).toBeFocused();
});

test('says that no page answers, and what was searched', async ({ page }) => {
  await signIn(page, 'Guest', '/assistant');
  await ask(page, 'en', 'How do we renew the Datadog licence?');
  await expect(page.getByRole('article').last()).toContainText(/searched/i);
  await picture(page, 'unknown');
  await expectAccessible(page);
});

test('a server that is gone is said in one sentence, with a way on', async ({
  page,
}) => {
  await signIn(page, 'Guest', '/assistant');
  await page.route('**/api/assistant/ask', route => route.abort());
  await page
    .getByRole('textbox', { name: words.en.composer })
    .fill('Is checkout healthy?');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ask again' })).toBeVisible();
  await picture(page, 'failed');
  await expectAccessible(page);
});
