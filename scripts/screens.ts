/**
 * `npm run screens [-- http://localhost:3000 [name…]]`: the pictures of docs/screens, taken of a demo that runs (`npm run demo`), under
 * the names that the reference screens have. What a picture needs beside the demo's world (an order to compare plans for,
 * a server in the hand) it makes by itself.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { findBrowser } from '../lib/testing/browser'
import { signIns } from '../prisma/seed/sign-ins'
import { ROOT } from './embedded-postgres'
import { type Look, SCREENS, type Screen } from './screens/screens'

const [base = 'http://localhost:3000', ...names] = process.argv.slice(2)
const folder = join(ROOT, 'docs', 'screens')
const HEIGHTS = { 1440: 900, 390: 844 }

mkdirSync(folder, { recursive: true })
const { executablePath, args, env } = await findBrowser()
const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } })
try {
  for (const screen of SCREENS.filter(({ name }) => names.length === 0 || names.includes(name)))
    for (const look of screen.looks) await take(browser, screen, look)
} finally {
  await browser.close()
}

async function take(from: Browser, screen: Screen, { theme, width }: Look): Promise<void> {
  const context = await from.newContext({
    baseURL: base,
    colorScheme: theme,
    viewport: { width, height: HEIGHTS[width] },
    ...(width === 390 ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}),
  })
  const page = await context.newPage()
  await signIn(page, screen.who)
  await page.goto(await screen.path(page))
  await page.waitForLoadState('load')
  if (screen.still !== true) await page.getByText('Live', { exact: true }).first().waitFor({ state: 'attached' })
  await screen.act?.(page)
  // Fades and the last answers of the page are through.
  await page.waitForTimeout(1_500)
  const file = `${screen.name}-${theme}-${width}.png`
  const png = await smaller(await page.screenshot())
  writeFileSync(join(folder, file), png)
  console.log(`${file} ${Math.round(png.length / 1024)} kB`)
  await context.close()
}

async function signIn(page: Page, who: Screen['who']): Promise<void> {
  const person = signIns.find(({ role }) => role === who)
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(person?.email ?? '')
  await page.getByLabel('Password').fill(person?.password ?? '')
  await page.locator('button[type=submit]:not([aria-busy])').click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** The same picture with a palette, where the tool for it came along with Next. */
async function smaller(png: Buffer): Promise<Buffer> {
  const sharp = await import('sharp').catch(() => null)
  return sharp === null ? png : sharp.default(png).png({ palette: true, effort: 10, compressionLevel: 9 }).toBuffer()
}
