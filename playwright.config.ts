import { defineConfig } from '@playwright/test'
import { browserArguments, findBrowser } from './scripts/browser.mjs'

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results/browser',
  globalSetup: './tests/browser/setup.ts',
  reporter: [['dot'], ['json']],
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A test that passes on a second try is a test that fails.
  retries: 0,
  workers: 2,
  timeout: 60_000,
  use: {
    baseURL: process.env.SITE,
    launchOptions: { executablePath: await findBrowser(), args: browserArguments() },
    // What is tested must not depend on the machine's own settings.
    locale: 'en-GB',
    colorScheme: 'light',
    reducedMotion: 'no-preference',
  },
})
