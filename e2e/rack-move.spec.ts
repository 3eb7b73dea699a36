/** A server is moved on a rack's page: by the mouse, by keys alone, by taps; two people at once; plans; what is refused, and why. */
import { type APIRequestContext, type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import type { PlannedMoveView } from '@/lib/contracts/inventory/planned-move'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import type { Page as List } from '@/lib/contracts/paging'
import { getView, newApi } from './api'
import { expectAccessible } from './axe-faults'
import { reload, signIn, visit } from './sign-in'

let api: APIRequestContext
let models: readonly ServerModelView[]

test.beforeAll(async () => {
  api = await newApi()
  models = (await getView<List<ServerModelView>>(api, '/server-models?limit=200')).items
})
test.afterAll(() => api.dispose())

let made = 0
const fresh = (kind: string) => `MV-${kind}-${Date.now().toString(36)}${++made}`.toUpperCase()

async function post(path: string, data: object): Promise<void> {
  const answer = await api.post(`/api/v1${path}`, { data })
  expect(answer.status(), await answer.text()).toBe(201)
}

/** A datacenter of its own with two racks and a warehouse, so that nothing else stands or moves there. */
async function place() {
  const datacenter = fresh('DC')
  const [rack, beside, warehouse] = [`${datacenter}-A1`, `${datacenter}-A2`, `${datacenter}-W1`]
  await post('/datacenters', { code: datacenter, name: datacenter })
  await post('/warehouses', { code: warehouse, datacenter })
  const budget = { datacenter, heightU: 20, maxPowerW: 9_000, maxWeightKg: 500, row: 'A' }
  await post('/racks', { code: rack, ...budget })
  await post('/racks', { code: beside, ...budget })
  return { rack, beside, warehouse }
}
type Site = Awaited<ReturnType<typeof place>>

async function server(location: object, heightU = 1): Promise<string> {
  const model = models.find((one) => one.heightU === heightU && one.depth === 'full')
  if (model === undefined) throw new Error(`The demo world has no model of ${heightU}U`)
  const barcode = fresh('SRV')
  await post('/inventory/scans', { barcode, location, model: model.slug })
  return barcode
}
const where = async (barcode: string) => {
  const { rack, u, warehouse } = await getView<ServerView>(api, `/servers/${barcode}`)
  return warehouse ?? `${rack} U${u}`
}

async function open(page: Page, path: string): Promise<Locator> {
  await signIn(page, 'TECH', path)
  await expect(page.getByText('Live', { exact: true }).filter({ visible: true })).toBeVisible()
  return page.locator('[data-face=front]').filter({ visible: true })
}

/** The middle of a unit of the front face. */
async function unit(front: Locator, u: number, heightU = 20): Promise<{ x: number; y: number }> {
  const box = await front.boundingBox()
  if (box === null) throw new Error('The face is not seen')
  return { x: box.x + 150, y: box.y + box.height - ((u - 0.5) * box.height) / heightU }
}
async function middle(thing: Locator): Promise<{ x: number; y: number }> {
  const box = await thing.boundingBox()
  if (box === null) throw new Error('It is not seen')
  return { x: box.x + Math.min(60, box.width / 2), y: box.y + box.height / 2 }
}
async function lift(page: Page, from: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 12, from.y + 12, { steps: 3 })
}
async function carry(page: Page, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(to.x, to.y, { steps: 6 })
}

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
  await front.getByRole('link', { name: low }).focus()
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

  await front.getByRole('link', { name: low }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect.poll(() => where(low)).toBe(`${site.rack} U4`)
  await expect(panel).toBeHidden()

  await front.getByRole('link', { name: high }).focus()
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

  await visit(page, `/racks/${site.rack}?server=${barcode}`)
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
  await reload(b)
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

test('a place is planned, drawn as a ghost, refused to others unless they say so, and taken by whom it is for', async ({
  page,
}) => {
  const site = await place()
  const [planned, other] = [await server({ warehouse: site.warehouse }), await server({ warehouse: site.warehouse })]
  const front = await open(page, `/racks/${site.rack}`)
  const plans = async () => (await getView<List<PlannedMoveView>>(api, `/planned-moves?rack=${site.rack}`)).items
  await page.locator(`[data-tray="${planned}"]`).click()
  await page.getByRole('button', { name: 'Plan it' }).click()
  await expect(front.getByRole('link', { name: `${planned}` })).toBeVisible()
  expect(await plans()).toMatchObject([{ server: planned, u: 1, from: site.warehouse }])
  expect(await where(planned)).toBe(site.warehouse)

  const refused = await api.post('/api/v1/inventory/scans', {
    data: { barcode: other, location: { rack: site.rack, u: 1 } },
  })
  expect(refused.status()).toBe(409)
  expect(await refused.json()).toMatchObject({ code: 'slot-taken', plannedFor: [planned] })

  // By the dialog: it says whose the place is, and takes it only when it is asked to.
  await visit(page, `/servers/${other}`)
  await page.getByRole('button', { name: 'Rack it…' }).filter({ visible: true }).click()
  const dialog = page.getByRole('dialog', { name: `Move ${other}` })
  await dialog.getByLabel('Rack', { exact: true }).last().selectOption(site.rack)
  await dialog.getByLabel('Lowest unit').fill('1')
  await dialog.getByRole('button', { name: 'Place at U1' }).click()
  await expect(dialog).toContainText(`U1 is kept for ${planned}, planned by`)
  await dialog.getByRole('button', { name: 'Place anyway, drop that plan' }).click()
  await expect.poll(() => where(other)).toBe(`${site.rack} U1`)
  await expect.poll(plans).toEqual([])

  expect((await api.post('/api/v1/planned-moves', { data: { server: planned, rack: site.rack, u: 2 } })).ok()).toBe(
    true,
  )
  await visit(page, `/racks/${site.rack}`)
  await page.getByRole('button', { name: 'It is there' }).click()
  await expect.poll(() => where(planned)).toBe(`${site.rack} U2`)
  await expect.poll(plans).toEqual([])
})

test('where all of the tray go is asked at once, apart as wished, and their places are kept with one press', async ({
  page,
}) => {
  const site = await place()
  const servers = [await server({ warehouse: site.warehouse }), await server({ warehouse: site.warehouse })]
  await open(page, `/racks/${site.rack}`)
  await page.getByRole('button', { name: 'Where do they go?' }).click()
  await page.getByText('Apart', { exact: true }).click()
  const answers = page.getByRole('list', { name: 'Where they go' })
  await expect(answers).toContainText(`${site.rack} U1`)
  await expect(answers).toContainText(`${site.beside} U1`)
  await page.getByRole('button', { name: 'Plan 2 moves' }).click()
  await expect(page.getByRole('button', { name: 'Plan 0 moves' })).toHaveAttribute('aria-disabled', 'true')
  const { items } = await getView<List<PlannedMoveView>>(
    api,
    `/planned-moves?server=${servers[0]}&server=${servers[1]}`,
  )
  expect(items.map(({ rack, u }) => `${rack} U${u}`).sort()).toEqual([`${site.rack} U1`, `${site.beside} U1`])
})

test('with something in the hand and plans in the rack, the page is accessible in both themes', async ({ browser }) => {
  const site: Site = await place()
  const [coming, going, stored] = [
    await server({ warehouse: site.warehouse }, 2),
    await server({ rack: site.rack, u: 4 }),
    await server({ warehouse: site.warehouse }, 2),
  ]
  await post('/planned-moves', { server: coming, rack: site.rack, u: 10 })
  await post('/planned-moves', { server: going, rack: site.rack, u: 15 })
  for (const width of [1440, 390]) {
    const context = await browser.newContext({ viewport: { width, height: 900 } })
    const page = await context.newPage()
    await open(page, `/racks/${site.rack}`)
    await expectAccessible(page)
    await page.locator(`[data-tray="${stored}"]`).click()
    await expect(page.getByRole('list', { name: `Places for ${stored}` })).toBeVisible()
    await expectAccessible(page)
    await context.close()
  }
})
