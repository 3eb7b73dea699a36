/** A server is moved on a rack's page: by the mouse, by keys alone, by taps, by a finger; two people at once. */
import { type Browser, expect, type Page, test } from '@playwright/test'
import { walkTo } from './keys'
import { carry, fresh, lift, middle, open, place, post, rackSites, server, unit, where } from './rack-site'

rackSites()

test('with the mouse: out of the tray, up the rack, into the rack beside and back into the tray, with an undo', async ({
  page,
}) => {
  const site = await place()
  const barcode = await server({ warehouse: site.warehouse }, 2)
  const front = await open(page, `/racks/${site.rack}`)
  const cell = front.getByRole('link', { name: barcode })

  await lift(page, await middle(page.locator(`[data-tray="${barcode}"]`)))
  await expect(front.getByText('19 positions')).toBeVisible()
  await carry(page, await unit(front, 8))
  await page.mouse.up()
  await expect(cell).toBeVisible()
  await expect.poll(() => where(barcode)).toMatch(`${site.rack} U`)

  await lift(page, await middle(cell))
  await carry(page, await unit(front, 15))
  await page.mouse.up()
  await expect.poll(() => where(barcode)).toMatch(/U1[45]$/)

  await lift(page, await middle(cell))
  await carry(page, await middle(page.locator(`[data-drop-rack="${site.beside}"]`)))
  await page.mouse.up()
  await expect(cell).toBeHidden()
  await expect.poll(() => where(barcode)).toBe(`${site.beside} U1`)
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(cell).toBeVisible()
  await expect.poll(() => where(barcode)).toMatch(site.rack)

  await lift(page, await middle(cell))
  await carry(page, await middle(page.locator('[data-drop=tray]').first()))
  await page.mouse.up()
  await expect.poll(() => where(barcode)).toBe(site.warehouse)
  await expect(page.locator(`[data-tray="${barcode}"]`)).toBeVisible()
})

test('a drop on what is taken names it, and leaves everything as it is; a click still opens', async ({ page }) => {
  const site = await place()
  const [standing, stored] = [await server({ rack: site.rack, u: 5 }), await server({ warehouse: site.warehouse }, 2)]
  const front = await open(page, `/racks/${site.rack}`)
  await lift(page, await middle(page.locator(`[data-tray="${stored}"]`)))
  await carry(page, await unit(front, 5))
  await expect(page.getByText('Not here')).toBeVisible()
  await page.mouse.up()
  const note = page.getByRole('alert').filter({ hasText: 'Not here' })
  await expect(note).toContainText(`U5 is taken by ${standing}`)
  await expect(note).toContainText('This server needs 2U')
  await expect(note.getByRole('link', { name: standing })).toHaveAttribute('href', `/servers/${standing}`)
  expect(await where(stored)).toBe(site.warehouse)
  await page.keyboard.press('Escape')
  await expect(note).toBeHidden()

  await lift(page, await middle(page.locator(`[data-tray="${stored}"]`)))
  await page.keyboard.press('Escape')
  await carry(page, await unit(front, 12))
  await page.mouse.up()
  expect(await where(stored)).toBe(site.warehouse)
  await front.getByRole('link', { name: standing }).click()
  await expect(page.getByRole('complementary', { name: `Server ${standing}` })).toBeVisible()
})

test('with keys alone: Space picks up, arrows choose the place and the rack, Enter drops, Esc puts back', async ({
  page,
}) => {
  const site = await place()
  const [low, high] = [await server({ rack: site.rack, u: 1 }), await server({ rack: site.rack, u: 2 })]
  const front = await open(page, `/racks/${site.rack}`)
  const panel = page.getByRole('complementary', { name: `Moving ${low}` })
  await walkTo(page, front.getByRole('link', { name: high }))
  await page.keyboard.press('ArrowDown')
  await expect(front.getByRole('link', { name: low })).toBeFocused()
  await page.keyboard.press('Space')
  await expect(panel).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`moving=${low}`))
  await expect(panel.getByRole('button', { name: 'Place at U3' })).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(panel.getByRole('button', { name: 'Place at U4' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(panel.getByRole('button', { name: 'Place at U3' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  expect(await where(low)).toBe(`${site.rack} U1`)

  await expect(front.getByRole('link', { name: low })).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect.poll(() => where(low)).toBe(`${site.rack} U4`)
  await expect(panel).toBeHidden()

  await expect(front.getByRole('link', { name: low })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(front.getByRole('link', { name: high })).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(new RegExp(`${site.beside}\\?moving=${high}`))
  await expect(page.getByRole('button', { name: 'Place at U1' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect.poll(() => where(high)).toBe(`${site.beside} U1`)
})

test('at phone size: picked up in the panel, put down by a tap on the place and a press', async ({ browser }) => {
  const site = await place()
  const barcode = await server({ rack: site.rack, u: 3 })
  const { page, close } = await phone(browser)
  const front = await open(page, `/racks/${site.rack}?server=${barcode}`)
  await page.getByRole('button', { name: 'Pick up', exact: true }).click()
  await front.getByRole('button', { name: /^U1–20/ }).tap({ position: { x: 100, y: 65 } })
  const drop = page.getByRole('button', { name: /^Place at U/ })
  const words = await drop.textContent()
  await drop.tap()
  await expect.poll(() => where(barcode)).toBe(`${site.rack} ${words?.replace('Place at ', '')}`)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)

  await page.goto(`/racks/${site.rack}?server=${barcode}`)
  await page.getByRole('button', { name: 'Move…' }).click()
  await page
    .getByRole('list', { name: `Places for ${barcode}` })
    .getByRole('button')
    .first()
    .click()
  await page.getByRole('button', { name: /^Place at U/ }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await close()
})

async function phone(browser: Browser) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true })
  return { page: await context.newPage(), close: () => context.close() }
}

test('two people on one rack: each sees the other within a second, and who comes second is told who was first', {
  tag: '@prompt',
}, async ({ browser }) => {
  const site = await place()
  const [mine, theirs] = [await server({ warehouse: site.warehouse }), await server({ warehouse: site.warehouse })]
  const [first, second] = [await browser.newContext(), await browser.newContext()]
  const [a, b] = [await first.newPage(), await second.newPage()]
  const frontA = await open(a, `/racks/${site.rack}`)
  await open(b, `/racks/${site.rack}`)
  for (const [page, barcode] of [
    [a, mine],
    [b, theirs],
  ] as const) {
    await page.locator(`[data-tray="${barcode}"]`).click()
    await expect(page.getByRole('button', { name: 'Place at U1' })).toBeVisible()
  }
  // What b sees is held back, so that b presses while the place is shown as free.
  const held = (url: URL) => url.pathname.endsWith('/elevation') || url.searchParams.has('_rsc')
  await b.route(held, (route) => new Promise((done) => setTimeout(() => done(route.continue()), 8_000)))
  await a.getByRole('button', { name: 'Place at U1' }).click()
  await expect(frontA.getByRole('link', { name: mine })).toBeVisible()
  await expect.poll(() => where(mine)).toBe(`${site.rack} U1`)
  await b.getByRole('button', { name: 'Place at U1' }).click()
  const panel = b.getByRole('complementary', { name: `Moving ${theirs}` })
  await expect(panel.getByRole('alert').first()).toContainText(`U1 is taken by ${mine}`)
  await expect(panel.getByRole('alert').first()).toContainText('That was a moment ago, by')
  expect(await where(theirs)).toBe(site.warehouse)

  await b.unrouteAll({ behavior: 'ignoreErrors' })
  await b.keyboard.press('Escape')
  await b.reload()
  const frontB = b.locator('[data-face=front]').filter({ visible: true })
  await expect(frontB.getByRole('link', { name: mine })).toBeVisible()
  await expect(b.getByText('Live', { exact: true }).filter({ visible: true })).toBeVisible()
  const began = Date.now()
  await post('/inventory/scans', { barcode: fresh('SRV'), location: { rack: site.rack, u: 9 } })
  await expect(frontB.locator('[data-cell]')).toHaveCount(2, { timeout: 1_000 })
  expect(Date.now() - began).toBeLessThan(2_000)
  await first.close()
  await second.close()
})

/** A swipe goes on by itself for a while. */
async function stillAgain(page: Page): Promise<void> {
  let last = -1
  await expect
    .poll(
      async () => {
        const before = last
        last = await page.evaluate(() => window.scrollY)
        return last - before
      },
      { intervals: [300] },
    )
    .toBe(0)
}

test('by a finger that holds on: a tap still opens, a swipe scrolls, a second finger gives up, a drop at the edge of the page', async ({
  browser,
}) => {
  const site = await place()
  const barcode = await server({ rack: site.rack, u: 18 })
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  const page = await context.newPage()
  const front = await open(page, `/racks/${site.rack}`)
  const cell = front.getByRole('link', { name: barcode })
  const client = await context.newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: { x: number; y: number }[]) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: points.map((point, id) => ({ ...point, id })) })
  const ghost = page.locator('[data-aim]').filter({ visible: true })
  const hold = async (at: { x: number; y: number }) => {
    await touch('touchStart', at)
    await expect(page.getByRole('heading', { name: `Moving ${barcode}` })).toBeVisible()
  }

  // Moved before it held on: the page scrolls and nothing is picked up.
  const first = await middle(cell)
  await touch('touchStart', first)
  for (let by = 10; by <= 120; by += 10) await touch('touchMove', { x: first.x, y: first.y - by })
  await touch('touchEnd')
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(30)
  await expect(page.getByRole('heading', { name: `Moving ${barcode}` })).toBeHidden()
  await stillAgain(page)
  await page.evaluate(() => window.scrollTo(0, 0))

  // A second finger: it stays where it was.
  const from = await middle(cell)
  await hold(from)
  // What opens beside the rack moves it under the finger, which goes after it.
  await expect(async () => {
    await touch('touchMove', await unit(front, 15))
    await expect(ghost.first()).toBeVisible({ timeout: 500 })
  }).toPass()
  await touch('touchStart', await unit(front, 15), { x: 20, y: 300 })
  await expect(page.getByRole('heading', { name: `Moving ${barcode}` })).toBeHidden()
  await touch('touchEnd')
  expect(await where(barcode)).toBe(`${site.rack} U18`)

  await hold(await middle(cell))
  const before = await page.evaluate(() => window.scrollY)
  const to = await unit(front, 12)
  for (const share of [0.25, 0.5, 0.75, 1]) {
    await touch('touchMove', { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share })
  }
  await expect(ghost.first()).toHaveAttribute('data-aim', '12')
  expect(await page.evaluate(() => window.scrollY)).toBe(before)
  await touch('touchEnd')
  await expect.poll(() => where(barcode)).toBe(`${site.rack} U12`)

  // Held at the foot of the screen the page goes on beneath the finger.
  await hold(await middle(cell))
  await touch('touchMove', { x: 150, y: 800 })
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(before + 60)
  await touch('touchMove', { x: 5, y: 400 })
  await touch('touchEnd')
  expect(await where(barcode)).toBe(`${site.rack} U12`)

  await cell.tap()
  await expect(page).toHaveURL(new RegExp(`server=${barcode}`))
  await context.close()
})
