import { defineConfig } from '@playwright/test'
import { findBrowser } from './lib/testing/browser'

const { executablePath, args, env } = await findBrowser()

export default defineConfig({
  testDir: 'e2e',
  // A folder of its own: Playwright empties it at every start.
  outputDir: 'test-results/playwright',
  globalSetup: './e2e/global-setup.ts',
  // One world for all tests: one worker, and a test that fails is a test that fails.
  workers: 1,
  retries: 0,
  timeout: 60_000,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    // Set by the global setup: the workers read this file again.
    baseURL: process.env.HAAS_E2E_BASE,
    launchOptions: { executablePath, args, env: { ...process.env, ...env } },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
})
