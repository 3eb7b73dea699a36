import { defineConfig } from '@playwright/test'
import { findWorld } from './e2e/world'
import { findBrowser } from './lib/testing/browser'

const { executablePath, args, env } = await findBrowser()

const PROMPT = /@prompt/

export default defineConfig({
  testDir: 'e2e',
  // A folder of its own: Playwright empties it at every start.
  outputDir: 'test-results/playwright',
  globalSetup: './e2e/global-setup.ts',
  // Each worker has a world of its own, and a test that fails is a test that fails.
  workers: 2,
  retries: 0,
  // No timed tests but those that say a time: these limits only end what hangs, on a busy machine too.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    // Set by the global setup: the workers read this file again.
    baseURL: findWorld()?.base,
    launchOptions: { executablePath, args, env: { ...process.env, ...env } },
    screenshot: 'only-on-failure',
    // Of every test all that happens is recorded, which costs a third of its time: for who looks for a fault.
    trace: process.env.HAAS_TRACE === undefined ? 'off' : 'retain-on-failure',
  },
  projects: [
    { name: 'shared', grepInvert: PROMPT },
    // What has to be there within a second is looked at with nothing beside it.
    { name: 'prompt', grep: PROMPT, workers: 1, dependencies: ['shared'] },
  ],
})
