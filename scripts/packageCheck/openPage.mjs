// Opens the assistant in the built portal, as a person does: openPage.mjs URL CHROMIUM LOGS
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [url, executablePath, logs] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-quic', '--no-first-run'],
});
const page = await browser.newPage({ locale: 'en-GB' });
const problems = [];
page.on('pageerror', error => problems.push(String(error)));
try {
  await page.goto(`${url}/assistant`, { timeout: 30_000 });
  await page.getByRole('button', { name: 'Enter' }).click({ timeout: 30_000 });
  const question = page.getByRole('textbox', { name: /question|ask/i });
  await question.fill('How do I restart parcel-tracker after a bad release?', {
    timeout: 30_000,
  });
  await question.press('Enter');
  await page
    .getByText('kubectl rollout undo')
    .first()
    .waitFor({ timeout: 30_000 });
  assert.deepEqual(problems, []);
  console.log('page: opens in Chromium and shows the answer');
} finally {
  await page.screenshot({ path: join(logs, 'page.png') });
  await browser.close();
}
