import { type Page, expect, test } from '@playwright/test';
import { ask, expectAccessible, picture, signIn, words } from './support';

test.describe('a colleague who may not read checkout', () => {
  for (const language of ['en', 'ru'] as const) {
    test(`gets nothing of it, politely (${language})`, async ({ page }) => {
      const bodies: string[] = [];
      page.on('response', async response => {
        if (response.url().includes('/api/assistant/')) {
          bodies.push(await response.text().catch(() => ''));
        }
      });
      await signIn(page, 'Colin Reyes', '/assistant');
      await ask(page, 'en', words[language].question);
      const answer = page.getByRole('article').last();
      await expect(answer).not.toContainText('rollout undo');
      await expect(answer).not.toContainText('orders.events');
      await expect(page.getByRole('alert')).toHaveCount(0);
      await picture(page, `colleague-${language}`);
      await expectAccessible(page);
      // the question itself names checkout; nothing else may
      const leaked = bodies
        .join('\n')
        .replaceAll(words[language].question, '')
        .match(
          /component:default\/checkout|docs\/default\/component\/checkout/g,
        );
      expect(leaked).toBeNull();
    });
  }

  test('cannot open an answer that was shared with them', async ({
    page,
    browser,
  }) => {
    await signIn(page, 'Guest', '/assistant');
    const started = page.waitForResponse(r => r.url().endsWith('/ask'));
    await ask(page, 'en', words.en.question);
    const stream = await (await started).text();
    const answerId = /"answerId":"([^"]+)"/.exec(stream)?.[1];
    expect(answerId).toBeTruthy();

    const sees = async (person: string) => {
      const context = await browser.newContext();
      const other = await context.newPage();
      await signIn(other, person, `/assistant?answer=${answerId}`);
      return other;
    };
    const petra = await sees('Petra Lindqvist');
    await expect(petra.getByText(words.en.steps)).toBeVisible();
    await picture(petra, 'shared-with-rights');

    const colin = await sees('Colin Reyes');
    await expect(colin.getByRole('alert')).toBeVisible();
    await expect(colin.getByText(words.en.steps)).toHaveCount(0);
    await picture(colin, 'shared-without-rights');
  });
});

test('somebody who owns nothing reads why', async ({ page }) => {
  await signIn(page, 'Nils Berg', '/assistant');
  await expect(
    page.getByText(/Nothing in the catalog belongs to you/),
  ).toBeVisible();
  await picture(page, 'owns-nothing');
  await expectAccessible(page);
});

async function openKnowledge(page: Page, person: string) {
  await signIn(page, person, '/assistant/knowledge');
  await expect(
    page.getByRole('table', { name: 'Generations of the document base' }),
  ).toBeVisible();
}

test('an administrator builds, and rolls back in one step', async ({
  page,
}) => {
  await openKnowledge(page, 'Alice Novak');
  await picture(page, 'knowledge');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Build now' }).click();
  // nothing changed in the documents, so the build ends without a new generation, and says so
  await expect(
    page.getByText(/nothing (has )?changed|unchanged/i).first(),
  ).toBeVisible({
    timeout: 60_000,
  });
  await picture(page, 'knowledge-built');
});

test('everybody else only looks at the versions', async ({ page }) => {
  await openKnowledge(page, 'Guest');
  await expect(
    page.getByText(/needs the permission assistant\.base\.manage/),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Build now' })).toHaveCount(0);
  await picture(page, 'knowledge-read-only');
});
