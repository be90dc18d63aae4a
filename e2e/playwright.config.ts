import { defineConfig } from '@playwright/test';
import { copyDemo, demoFolder } from './demoFolder';

const port = Number(process.env.E2E_PORT ?? 7107);
/** Of a demo that runs already: for single specs while one works on them. */
const running = process.env.E2E_URL;
const baseURL = running ?? `http://localhost:${port}`;

// the configuration is read again in each worker; the copy is made once, before the server starts
if (!process.env.TEST_WORKER_INDEX && !running) {
  copyDemo();
}

/**
 * The demo as `./dev up` starts it, on a port and data folder of its own.
 *
 * Tests run one after another: they share one knowledge base, and an administrator switches it.
 */
export default defineConfig({
  testDir: 'tests',
  outputDir: 'output/results',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  globalSetup: './globalSetup.ts',
  webServer: running
    ? undefined
    : {
        command: `../dev up --port ${port}`,
        url: `${baseURL}/`,
        timeout: 300_000,
        reuseExistingServer: false,
        gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
        env: {
          DEMO_ROOT: demoFolder,
          APP_CONFIG_assistant_embedded_directory: `${__dirname}/output/data`,
        },
        stdout: 'pipe',
        stderr: 'pipe',
      },
  use: {
    baseURL,
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    viewport: { width: 1440, height: 1000 },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
