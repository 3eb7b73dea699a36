/**
 * `npm run screens [-- http://localhost:3000 [name…]]`: the pictures of docs/screens, taken of a demo that runs (`npm run demo`), under
 * the names that the reference screens have; and in docs/screens/pages a sheet of every page, in both themes at three widths.
 * What a picture needs beside the demo's world (an order to compare plans for, a server in the hand) it makes by itself.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { findBrowser } from '../lib/testing/browser'
import { signIns } from '../prisma/seed/sign-ins'
import { ROOT } from './embedded-postgres'
import { PAGES, SIZES } from './screens/pages'
import { sheetOf, smaller } from './screens/pictures'
import { type Look, SCREENS, type Screen } from './screens/screens'

const [base = 'http://localhost:3000', ...names] = process.argv.slice(2)
const folder = join(ROOT, 'docs', 'screens')
const HEIGHTS = { 1440: 900, 820: 1180, 390: 844 }
const asked = ({ name }: { name: string }) => names.length === 0 || names.includes(name)

mkdirSync(join(folder, 'pages'), { recursive: true })
const { executablePath, args, env } = await findBrowser()
const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } })
try {
  for (const screen of SCREENS.filter(asked))
    for (const look of screen.looks)
      keep(`${screen.name}-${look.theme}-${look.width}.png`, await smaller(await take(browser, screen, look)))
  for (const page of PAGES.filter(asked)) {
    const pictures: Buffer[] = []
    for (const look of SIZES) pictures.push(await take(browser, page, look))
    keep(join('pages', `${page.name}.webp`), await sheetOf(pictures))
  }
} finally {
  await browser.close()
}

function keep(file: string, picture: Buffer): void {
  writeFileSync(join(folder, file), picture)
  console.log(`${file} ${Math.round(picture.length / 1024)} kB`)
}

async function take(from: Browser, screen: Omit<Screen, 'looks'>, { theme, width }: Look): Promise<Buffer> {
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
  const picture = await page.screenshot()
  await context.close()
  return picture
}

async function signIn(page: Page, who: Screen['who']): Promise<void> {
  const person = signIns.find(({ role }) => role === who)
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(person?.email ?? '')
  await page.getByLabel('Password').fill(person?.password ?? '')
  await page.locator('button[type=submit]:not([aria-busy])').click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}
