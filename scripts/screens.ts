/**
 * `npm run screens [-- http://localhost:3000 [name…]]`: the pictures of docs/screens, taken of a demo that runs (`npm run demo`), under
 * the names that the reference screens have; and in docs/screens/pages a sheet of every page, in both themes at three widths (`pages` for these alone).
 * What a picture needs beside the demo's world (an order to compare plans for, a server in the hand) it makes by itself.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, type BrowserContextOptions, chromium } from '@playwright/test'
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
const onSheets = ({ name }: { name: string }) => asked({ name }) || names.includes('pages')

mkdirSync(join(folder, 'pages'), { recursive: true })
const { executablePath, args, env } = await findBrowser()
const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } })
const sessions = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>()
try {
  for (const screen of SCREENS.filter(asked))
    for (const look of screen.looks) {
      const picture = await take(screen, look, await pathOf(screen))
      keep(`${screen.name}-${look.theme}-${look.width}.png`, await smaller(picture))
    }
  for (const page of PAGES.filter(onSheets)) {
    const path = await pathOf(page)
    const pictures = await Promise.all(SIZES.map((look) => take(page, look, path)))
    keep(join('pages', `${page.name}.webp`), await sheetOf(pictures))
  }
} finally {
  await browser.close()
}

function keep(file: string, picture: Buffer): void {
  writeFileSync(join(folder, file), picture)
  console.log(`${file} ${Math.round(picture.length / 1024)} kB`)
}

type Shown = Omit<Screen, 'looks'>

async function take(screen: Shown, { theme, width }: Look, path: string): Promise<Buffer> {
  const context = await openAs(screen.who, {
    colorScheme: theme,
    viewport: { width, height: HEIGHTS[width] },
    ...(width === 390 ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}),
  })
  const page = await context.newPage()
  await page.goto(path)
  await page.waitForLoadState('load')
  if (screen.still !== true) await page.getByText('Live', { exact: true }).first().waitFor({ state: 'attached' })
  await screen.act?.(page)
  // Fades and the last answers of the page are through.
  await page.waitForTimeout(1_500)
  const picture = await page.screenshot()
  await context.close()
  return picture
}

/** Where it is: some make what they show first, as whoever looks at it. */
async function pathOf(screen: Shown): Promise<string> {
  const context = await openAs(screen.who, {})
  const page = await context.newPage()
  await page.goto('/design')
  const path = await screen.path(page)
  await context.close()
  return path
}

/** Each person signs in once. */
async function openAs(who: Screen['who'], options: BrowserContextOptions): Promise<BrowserContext> {
  const storageState = sessions.get(who) ?? (await signIn(who))
  sessions.set(who, storageState)
  return browser.newContext({ baseURL: base, storageState, ...options })
}

async function signIn(who: Screen['who']) {
  const context = await browser.newContext({ baseURL: base })
  const page = await context.newPage()
  const person = signIns.find(({ role }) => role === who)
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(person?.email ?? '')
  await page.getByLabel('Password').fill(person?.password ?? '')
  await page.locator('button[type=submit]:not([aria-busy])').click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  const state = await context.storageState()
  await context.close()
  return state
}
