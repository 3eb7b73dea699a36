/** What the row of racks costs the browser: scripting and layout a frame while it scrolls, and from a search to the light. */
import { chromium, type Page } from '@playwright/test'
import { findBrowser } from '../../lib/testing/browser'
import { signIns } from '../../prisma/seed/sign-ins'
import { type FrameWork, traceFrames } from './frame-trace'
import { percentile } from './load'
import { makeRackWorld } from './rack-world'
import { startWebApplication } from './web-application'

const SIZE = { racks: 500, servers: 20_000 }
/** px a second: a steady drag through the row; all of it would be 54,000 px. */
const SPEED = 2_400
const DISTANCE = 24_000
const SEARCHES = 60
const ASKED = { frame: 8, search: 100 }

export async function benchRacks(makeDatabase: (name: string) => Promise<string>): Promise<void> {
  const url = await makeDatabase('racks')
  await makeRackWorld(url, SIZE)
  const { base, web } = await startWebApplication(url)
  try {
    console.log(`\nThe row of racks: ${SIZE.racks} racks, ${SIZE.servers} servers`)
    await measureRow(base)
  } finally {
    await web.stop()
  }
}

/** The same on an application that runs. */
export async function measureRow(base: string): Promise<void> {
  const { executablePath, args, env } = await findBrowser()
  const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await signIn(page, base)
    await openRow(page, base)
    await scrollThrough(page)
    await openRow(page, base)
    await search(page)
  } finally {
    await browser.close()
  }
}

async function signIn(page: Page, base: string): Promise<void> {
  const admin = signIns.find((one) => one.role === 'ADMIN')
  await page.goto(`${base}/sign-in?callbackUrl=/design`)
  await page.getByLabel('E-mail').fill(admin?.email ?? '')
  await page.getByLabel('Password').fill(admin?.password ?? '')
  await page.locator('button:not([aria-busy])', { hasText: 'Sign in' }).click()
  await page.waitForURL((where) => where.pathname !== '/sign-in')
}

async function openRow(page: Page, base: string): Promise<void> {
  const from = performance.now()
  await page.goto(`${base}/racks?colour=health`)
  await page.locator('[data-cell]').first().waitFor()
  console.log(`  opened in ${(performance.now() - from).toFixed(0)} ms`)
  // What streams in and the first answers of the API are not part of scrolling.
  await page.waitForTimeout(2_000)
}

async function scrollThrough(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const box = await page.locator('[data-row]').boundingBox()
  if (box === null) throw new Error('There is no row of racks')
  const { wall, cpu } = await traceFrames(session, async () => {
    await session.send('Input.synthesizeScrollGesture', {
      x: box.x + box.width / 2,
      y: box.y + 200,
      xDistance: -DISTANCE,
      speed: SPEED,
      gestureSourceType: 'mouse',
      preventFling: true,
    })
  })
  await session.detach()
  const left = await page.locator('[data-row]').evaluate((row) => row.scrollLeft)
  if (left < DISTANCE / 2) throw new Error(`The row scrolled by ${left} px only`)
  const words = ({ p50, p95, max }: FrameWork) =>
    `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, most ${max.toFixed(1)} ms`
  console.log(`  scripting and layout a frame, ${wall.frames} frames over ${Math.round(left)} px:`)
  console.log(`    by the clock ${words(wall)}`)
  console.log(`    of the processor ${words(cpu)} (asked: p95 at most ${ASKED.frame} ms)`)
}

/** Types the whole code of a server at once, as a hand scanner does, and waits until its cell is lit and painted. */
async function search(page: Page): Promise<void> {
  const times = { near: [] as number[], far: [] as number[] }
  // What the server and the page load for the first search of all is not repeated.
  await lightUp(page, barcodeOf(SIZE.servers))
  for (let n = 0; n < SEARCHES; n++) {
    const near = n % 2 === 0
    const number = near ? 1 + n * 9 : 1_000 + ((n * 911) % (SIZE.servers - 1_000))
    const took = await lightUp(page, barcodeOf(number))
    times[near ? 'near' : 'far'].push(took)
    await page.waitForTimeout(400)
  }
  for (const [where, list] of Object.entries(times)) {
    list.sort((a, b) => a - b)
    const what = where === 'near' ? 'in view or loaded' : 'anywhere in the row'
    console.log(
      `  search to light, ${what}: p50 ${percentile(list, 0.5).toFixed(0)} ms, p95 ${percentile(list, 0.95).toFixed(0)} ms (asked: ${ASKED.search} ms)`,
    )
  }
}

const barcodeOf = (number: number) => `BENCH-${String(number).padStart(6, '0')}`

function lightUp(page: Page, code: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const box = document.querySelector<HTMLInputElement>('[data-page-search]')
    if (box === null) throw new Error('There is no search box')
    const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    const from = performance.now()
    setter?.call(box, wanted)
    box.dispatchEvent(new Event('input', { bubbles: true }))
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      if (document.querySelector(`[data-cell="${wanted}"][data-lit]`) !== null) break
      if (performance.now() - from > 5_000) throw new Error(`${wanted} was not lit`)
    }
    await new Promise((resolve) => requestAnimationFrame(resolve))
    return performance.now() - from
  }, code)
}
