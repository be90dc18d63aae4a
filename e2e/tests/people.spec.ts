import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Page, expect, test } from '@playwright/test';
import { demoFolder } from '../demoFolder';
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
    context,
    browser,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await signIn(page, 'Guest', '/assistant');
    await ask(page, 'en', words.en.question);
    await page.getByRole('button', { name: /^Share/ }).click();
    const link = new URL(
      await page.evaluate(() => navigator.clipboard.readText()),
    );
    expect(link.searchParams.get('answer')).toBeTruthy();

    const sees = async (person: string) => {
      const other = await (await browser.newContext()).newPage();
      await signIn(other, person, `${link.pathname}${link.search}`);
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
  const build = page.getByRole('button', { name: 'Build now' });

  // nothing changed in the documents: no new generation
  await build.click();
  await expect(page.getByText(/found nothing new/)).toBeVisible();

  appendFileSync(
    join(demoFolder, 'examples/documents/checkout/docs/crash-loop.md'),
    '\n## Who decides\n\nThe second on-call decides about a freeze.\n',
  );
  await build.click();
  const rows = page.getByRole('row');
  await expect(rows.filter({ hasText: /^2\s*active/ })).toBeVisible({
    timeout: 60_000,
  });
  await expect(rows.filter({ hasText: '0 / 1 / 0' })).toBeVisible();
  await picture(page, 'knowledge-two-generations');

  await page.getByRole('button', { name: 'Back to 1' }).click();
  await expect(rows.filter({ hasText: /^1\s*active/ })).toBeVisible();
  await picture(page, 'knowledge-rolled-back');
  await expectAccessible(page);
});

test('everybody else only looks at the versions', async ({ page }) => {
  await openKnowledge(page, 'Guest');
  await expect(
    page.getByText(/Building and switching needs the permission/),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Build now' })).toHaveCount(0);
  await picture(page, 'knowledge-read-only');
});
