import { type Page, expect, test } from '@playwright/test';
import {
  ask,
  expectAccessible,
  expectNoOverflow,
  incident,
  picture,
  pictureWhole,
  signIn,
  useDarkTheme,
  useLanguage,
} from './support';

const lastAnswer = (page: Page) => page.getByRole('article').last();

for (const language of ['en', 'ru'] as const) {
  const w = incident[language];

  test.describe(`checkout runs out of memory (${language})`, () => {
    test.beforeEach(({ page }) => useLanguage(page, language));

    test('the start says so before anything is asked, and one press asks why', async ({
      page,
    }) => {
      await signIn(page, 'Guest', '/assistant');
      await expect(page.getByRole('heading', { name: w.headline })).toBeVisible(
        { timeout: 60_000 },
      );
      const row = page
        .getByRole('list', { name: w.list })
        .getByRole('listitem');
      await expect(row).toHaveCount(1);
      await expect(row).toContainText('Checkout');
      await expect(row).toContainText(w.memory);
      await picture(page, `incident-start-${language}`);
      await expectAccessible(page);

      await row.getByRole('button').click();
      await expect(lastAnswer(page)).toContainText(w.verdict);
    });

    test('an answer names the cause, proves it and says what to do', async ({
      page,
    }) => {
      await signIn(page, 'Guest', '/assistant');
      await ask(page, language, w.why);
      const answer = lastAnswer(page);
      // one sentence: memory, and the change before it
      await expect(answer.getByText(w.verdict).first()).toBeVisible();
      await expect(answer).toContainText('3.15.0');
      await expect(answer).toContainText('512Mi');

      const card = answer.getByRole('group', { name: w.card });
      await expect(card).toBeVisible();
      await expect(card.getByLabel(w.source)).not.toHaveCount(0);
      await expect(card.getByRole('application').first()).toHaveAccessibleName(
        w.chart,
      );
      await expect(
        page.getByRole('region', { name: w.timeline }),
      ).toBeVisible();

      await expect(answer.getByText(w.steps).first()).toBeVisible();
      await expect(
        answer.locator('pre, code').filter({ hasText: w.command }),
      ).not.toHaveCount(0);
      await expect(answer.getByText(/<(namespace|context)>/)).toHaveCount(0);

      // of what it is: both bases
      await expect(answer.getByText(w.telemetryBasis)).toBeVisible();
      await expect(answer.getByText(w.documentBasis)).toBeVisible();
      await picture(page, `incident-answer-${language}`);
      await pictureWhole(page, `incident-answer-whole-${language}`);
      await expectAccessible(page);

      await card.getByRole('button', { name: w.more }).click();
      await expect(card.getByText(w.seen)).toBeVisible();
      await pictureWhole(page, `incident-card-open-${language}`);
      await expectAccessible(page);
    });

    test('follow-ups: what changed, the logs, as of earlier, since when', async ({
      page,
    }) => {
      await signIn(page, 'Guest', '/assistant');
      await ask(page, language, w.why);

      await ask(page, language, w.changed);
      await expect(lastAnswer(page)).toContainText('3.15.0');
      await pictureWhole(page, `incident-changed-${language}`);

      await ask(page, language, w.logs);
      await expect(lastAnswer(page)).toContainText(w.logLines);
      await pictureWhole(page, `incident-logs-${language}`);

      await ask(page, language, w.since);
      await expect(lastAnswer(page)).toContainText(w.memory);
      await pictureWhole(page, `incident-since-${language}`);

      // half an hour ago nothing was wrong yet
      const before = new Date(Date.now() - 40 * 60_000);
      await ask(page, language, w.asOf(before));
      await expect(lastAnswer(page)).toContainText(w.healthyThen);
      await expect(lastAnswer(page)).not.toContainText('512Mi');
      await pictureWhole(page, `incident-as-of-${language}`);
      await expectAccessible(page);
    });

    test('the tab and the overview page tell the state', async ({ page }) => {
      await signIn(page, 'Guest', '/catalog/default/component/checkout');
      const card = page.getByText(w.healthCard);
      await expect(card).toBeVisible();
      await expect(page.getByText(w.needsAttention)).toBeVisible();
      await expect(page.getByRole('link', { name: w.askWhy })).toBeVisible();
      await card.scrollIntoViewIfNeeded();
      await picture(page, `incident-overview-${language}`);
      await expectAccessible(page);

      await page.getByRole('link', { name: w.tab }).click();
      const state = page.getByRole('region', { name: w.state });
      await expect(state).toContainText(w.needsAttention);
      await expect(state.getByRole('group', { name: w.card })).toBeVisible();
      await picture(page, `incident-entity-${language}`);
      await expectAccessible(page);
    });

    test('a link from an alert opens the diagnosis', async ({ page }) => {
      await signIn(
        page,
        'Guest',
        '/assistant?alert=CheckoutAvailabilityBurn&entity=component:default/checkout&env=prod',
      );
      const answer = lastAnswer(page);
      await expect(answer).toContainText(w.verdict);
      await expect(answer.getByText(w.noModel)).toBeVisible();
      await expect(page).toHaveURL(/conversation=/);
      await picture(page, `incident-alert-${language}`);
    });
  });
}

test.describe('looks of an incident', () => {
  test('dark', async ({ page }) => {
    await useDarkTheme(page);
    await signIn(page, 'Guest', '/assistant');
    await expect(
      page.getByRole('heading', { name: incident.en.headline }),
    ).toBeVisible();
    await picture(page, 'incident-start-dark');
    await expectAccessible(page);
    await ask(page, 'en', incident.en.why);
    await pictureWhole(page, 'incident-answer-dark');
    await expectAccessible(page);
  });

  test('360 px wide', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await useLanguage(page, 'ru');
    await signIn(page, 'Guest', '/assistant');
    await expect(
      page.getByRole('heading', { name: incident.ru.headline }),
    ).toBeVisible();
    await picture(page, 'incident-start-narrow');
    await expectNoOverflow(page);
    await ask(page, 'ru', incident.ru.why);
    await pictureWhole(page, 'incident-answer-narrow');
    await expectNoOverflow(page);
    await expectAccessible(page);
    await page.goto('/assistant/knowledge');
    await expect(
      page.getByRole('heading', { name: incident.ru.telemetry }),
    ).toBeVisible();
    await pictureWhole(page, 'incident-knowledge-narrow');
    await expectNoOverflow(page);
  });

  test('the keyboard reaches the proof', async ({ page }) => {
    const w = incident.en;
    await signIn(page, 'Guest', '/assistant');
    await page.getByRole('textbox', { name: w.composer }).focus();
    await page.keyboard.type(w.why);
    await page.keyboard.press('Enter');
    const answer = lastAnswer(page);
    await expect(answer.getByText(w.noModel)).toBeVisible();

    const more = answer.getByRole('button', { name: w.more }).first();
    await more.focus();
    await page.keyboard.press('Enter');
    await expect(
      answer.getByRole('button', { name: /^Less about/ }),
    ).toBeFocused();

    // from mark to mark on the timeline
    const timeline = page.getByRole('region', { name: w.timeline });
    const marks = timeline.getByRole('button');
    await marks.first().focus();
    const focused = () =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    const first = await focused();
    await page.keyboard.press('ArrowDown');
    expect(await focused()).not.toBe(first);
    await picture(page, 'incident-keyboard');
  });
});
