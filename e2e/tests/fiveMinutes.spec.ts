import { expect, test } from '@playwright/test';
import {
  ask,
  expectAccessible,
  picture,
  signIn,
  useLanguage,
  words,
} from './support';

const stories = [
  {
    language: 'en',
    nav: 'Assistant',
    command: /kubectl .*-n shop rollout/,
    page: /\/docs\/default\/component\/checkout\//,
    verdict: /checkout/i,
    tab: 'Ask assistant',
  },
  {
    language: 'ru',
    nav: 'Ассистент',
    command: /kafka-consumer-groups\.sh[\s\S]*--group checkout/,
    page: /\/docs\/default\/component\/checkout\/ru\//,
    verdict: /лаг|отставан|checkout/i,
    tab: 'Спросить ассистента',
  },
] as const;

for (const { language, nav, command, page: docs, verdict, tab } of stories) {
  const w = words[language];

  test(`a newcomer's five minutes (${language})`, async ({ page }) => {
    await useLanguage(page, language);
    await signIn(page, 'Guest');
    await page.getByRole('link', { name: nav }).first().click();
    await expect(page.getByRole('textbox', { name: w.composer })).toBeVisible();
    await picture(page, `start-${language}`);
    await expectAccessible(page);

    await ask(page, language, w.question);
    const answer = page.getByRole('article').last();
    await expect(answer).toContainText(verdict);
    await expect(answer.getByText(w.steps)).toBeVisible();
    await expect(answer.getByText(command).first()).toBeVisible();
    await expect(answer.getByText('<namespace>')).toHaveCount(0);
    await picture(page, `answer-${language}`);
    await expectAccessible(page);

    const step = answer.locator('a[href*="/docs/default/component/checkout/"]');
    const href = await step.first().getAttribute('href');
    expect(href).toMatch(docs);
    const anchor = decodeURIComponent(href!.split('#')[1]);

    await page.goto('/catalog/default/component/checkout');
    await page.getByRole('link', { name: tab }).click();
    // the scope is fixed, so its chip is no button
    await expect(page.getByTitle(/: Checkout$/)).toBeVisible();
    await ask(page, language, w.question);
    await expect(page.getByText(command).first()).toBeVisible();
    await picture(page, `entity-${language}`);
    await expectAccessible(page);

    // the deep link leads to the very heading in the portal's documentation
    await page.goto(href!);
    await expect(page.locator(`[id="${anchor}"]`).first()).toBeAttached();
  });
}

test('a drafted question waits to be sent', async ({ page }) => {
  await signIn(
    page,
    'Guest',
    '/assistant?q=How%20do%20I%20roll%20back%3F&entity=component%3Adefault%2Fcheckout',
  );
  await expect(
    page.getByRole('textbox', { name: words.en.composer }),
  ).toHaveValue('How do I roll back?');
  await expect(
    page.getByRole('button', { name: /Scope: .*checkout/i }),
  ).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(0);
});
