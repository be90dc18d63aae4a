import { type Page, expect, test } from '@playwright/test';
import {
  ask,
  expectAccessible,
  incident,
  picture,
  pictureWhole,
  signIn,
} from './support';

const w = incident.en;
const question = w.why;
const lastAnswer = (page: Page) => page.getByRole('article').last();

/** All that the assistant's server sends to the page. */
function listen(page: Page) {
  const bodies: string[] = [];
  page.on('response', async response => {
    if (response.url().includes('/api/assistant/')) {
      bodies.push(await response.text().catch(() => ''));
    }
  });
  return () => bodies.join('\n');
}

/** What only owners may read: the change, figures, names of pods. */
const details =
  /3\.15\.0|1Gi → 512Mi|limit 512Mi|checkout-[0-9a-f]{8,10}-[a-z0-9]{5}/;

test('a colleague who does not own it reads what is wrong, without values', async ({
  page,
}) => {
  const received = listen(page);
  await signIn(page, 'Petra Lindqvist', '/assistant');
  await ask(page, 'en', question);
  const answer = lastAnswer(page);
  await expect(answer).toContainText(/memory/i);
  await expect(answer).toContainText(w.ownersOnly);
  await expect(answer.getByRole('application')).toHaveCount(0);
  await pictureWhole(page, 'incident-colleague');
  await expectAccessible(page);

  await page.goto('/catalog/default/component/checkout');
  await expect(page.getByText(w.healthCard)).toBeVisible();
  await expect(page.getByText(w.needsAttention)).toBeVisible();
  await page.getByRole('link', { name: w.tab }).click();
  await expect(page.getByRole('region', { name: w.state })).toContainText(
    w.ownersOnly,
  );
  await picture(page, 'incident-colleague-entity');
  expect(received().match(details)).toBeNull();
});

test('a stranger sees nothing of it', async ({ page }) => {
  const received = listen(page);
  await signIn(page, 'Colin Reyes', '/assistant');
  await expect(page.getByText(/attention/)).toHaveCount(0);
  await picture(page, 'incident-stranger-start');
  for (const asked of [question, 'What changed in the last hour?']) {
    await ask(page, 'en', asked);
    await expect(lastAnswer(page)).not.toContainText(details);
    await expect(lastAnswer(page)).not.toContainText(
      /OOM|out of memory|lack of memory/i,
    );
  }
  await picture(page, 'incident-stranger');
  await expectAccessible(page);
  const words = received().replaceAll(question, '');
  expect(words.match(details)).toBeNull();
  expect(words.match(/component:default\/(checkout|orders)|OOM/)).toBeNull();
});

test('an administrator takes telemetry back, and undoes it', async ({
  page,
}) => {
  await signIn(page, 'Alice Novak', '/assistant/knowledge');
  await expect(
    page.getByRole('heading', { name: w.telemetry, exact: true }),
  ).toBeVisible();
  await expect(page.getByText('checkout-out-of-memory').first()).toBeVisible();
  await picture(page, 'incident-knowledge');
  await expectAccessible(page);

  const back = page.getByRole('button', { name: /^Back to here/ });
  await back.last().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(/will be hidden/);
  await picture(page, 'incident-knowledge-back-dialog');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Go back' }).click();
  const undo = page.getByRole('button', { name: /^Undo/ });
  await expect(undo).toBeVisible();
  await picture(page, 'incident-knowledge-hidden');
  await expectAccessible(page);
  await undo.click();
  await expect(undo).toHaveCount(0);
  await picture(page, 'incident-knowledge-undone');
});

test('everybody else only looks at telemetry', async ({ page }) => {
  await signIn(page, 'Guest', '/assistant/knowledge');
  await expect(
    page.getByText(/Going back and deleting needs the permission/),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: /^Back to here/ })).toHaveCount(
    0,
  );
  await picture(page, 'incident-knowledge-read-only');
});
