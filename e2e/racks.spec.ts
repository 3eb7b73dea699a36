import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import type { ElevationView, RackView } from '@/lib/contracts/inventory/rack'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import type { WarehouseView } from '@/lib/contracts/inventory/warehouse'
import type { Page as List } from '@/lib/contracts/paging'
import { getView, newApi } from './api'
import { axeFaults } from './axe-faults'
import { link, press, search, walkTo } from './keys'
import { signIn } from './sign-in'

let api: APIRequestContext
test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

const get = <View>(path: string) => getView<View>(api, path)
let made = 0
/** A code that nothing in the world has. */
const fresh = (kind: string) => `E2R-${kind}-${Date.now().toString(36)}${++made}`.toUpperCase()
const legend = (page: Page, words: string | RegExp) => page.getByRole('main').getByRole('link', { name: words })
const cells = (page: Page) => page.locator('[data-row] [data-cell]')
/** A full server of the demo world that stands in a rack of FRA1. */
async function standing(): Promise<{ rack: string; barcode: string }> {
  const racks = await get<List<RackView>>('/racks?datacenter=FRA1&limit=1')
  const rack = racks.items[0]?.code ?? ''
  const { servers } = await get<ElevationView>(`/racks/${rack}/elevation`)
  return { rack, barcode: servers.at(-1)?.barcode ?? '' }
}

test('the row is coloured as asked, its legend counts and keeps lit, and what it leaves out fades in its place', async ({
  page,
}) => {
  await signIn(page, 'TECH', '/racks?datacenter=FRA1')
  await expect(cells(page).first()).toBeVisible()
  await page.getByRole('navigation', { name: 'Colour by' }).getByRole('link', { name: 'Health' }).click()
  await expect(page).toHaveURL(/colour=health/)
  await expect(legend(page, /^Critical \d+$/)).toBeVisible()
  // As many as the window holds, once it has said how large it is.
  await expect(page.getByRole('slider', { name: 'Racks in view' })).toHaveAttribute('aria-valuetext', / to /)
  const before = await cells(page).count()
  await legend(page, /^Critical \d+$/).click()
  await expect(page).toHaveURL(/health=CRITICAL/)
  await expect(page.getByText(/^\d+ faded$/)).toBeVisible()
  await expect(cells(page)).toHaveCount(before)

  await page.getByRole('button', { name: 'Filter' }).click()
  const models = page.getByRole('menu', { name: 'Filter' })
  await models.getByRole('menuitem', { name: /R650/ }).first().click()
  await expect(page).toHaveURL(/model=/)
  await page.getByRole('link', { name: /^Remove filter Model/ }).click()
  await expect(page).not.toHaveURL(/model=/)
  await page.getByRole('link', { name: 'Show all', exact: true }).click()
  await expect(page).not.toHaveURL(/health=/)
})

test('what is typed lights its server at once, wherever it stands, by keys alone, and is kept in the address', async ({
  page,
}) => {
  // At the other end of the row, where its contents are not there yet; a high one, whose upper servers are above the fold.
  const { items } = await get<List<RackView>>('/racks?limit=200')
  const far = items.findLast((rack) => rack.servers > 0 && rack.heightU >= 40)?.code ?? ''
  const { servers } = await get<ElevationView>(`/racks/${far}/elevation`)
  const barcode = servers.toSorted((a, b) => b.u - a.u)[0]?.barcode ?? ''
  await signIn(page, 'TECH', '/racks')
  const field = page.getByRole('searchbox', { name: 'Find a server in these racks' })
  await expect(cells(page).first()).toBeVisible()
  await expect(page.locator(`[data-rack="${far}"]`)).toHaveCount(0)
  await search(page, barcode.toLowerCase())
  await expect(field).toBeFocused()
  const cell = page.locator(`[data-row] [data-cell="${barcode}"]`)
  await expect(cell).toHaveAttribute('data-lit', '')
  await expect(cell).toBeInViewport()
  await expect(page.locator('[data-row] [data-lit]')).toHaveCount(1)
  await expect(page.getByRole('status').filter({ hasText: '1 server lit' })).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`q=${barcode.toLowerCase()}`))
  await page.reload()
  await expect(page.locator(`[data-row] [data-cell="${barcode}"]`)).toHaveAttribute('data-lit', '')
})

test('by keys alone: the row is coloured, its strip scrolls it, one tab stop a rack, arrows walk, Enter opens, Esc closes', async ({
  page,
}) => {
  await page.setViewportSize({ width: 840, height: 900 })
  await signIn(page, 'TECH', '/racks?datacenter=FRA1')
  await expect(cells(page).first()).toBeVisible()
  await press(page, page.getByRole('navigation', { name: 'Colour by' }).getByRole('link', { name: 'Health' }))
  await expect(page).toHaveURL(/colour=health/)
  const strip = page.getByRole('slider', { name: 'Racks in view' })
  await walkTo(page, strip)
  await page.keyboard.press('End')
  // To the very end of the row, which does not fit, and back.
  const row = page.locator('[data-row]')
  expect(await row.evaluate((box) => box.scrollWidth - box.clientWidth)).toBeGreaterThan(0)
  await expect.poll(() => row.evaluate((box) => Math.round(box.scrollWidth - box.clientWidth - box.scrollLeft))).toBe(0)
  const last = page.locator('[data-rack]').last()
  await expect(last).toHaveAttribute('aria-posinset', (await last.getAttribute('aria-setsize')) ?? '')
  await expect(strip).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`-A\\d+ to ${await last.getAttribute('data-rack')}$`),
  )
  await page.keyboard.press('Home')
  await expect(strip).toHaveAttribute('aria-valuenow', '1')
  await expect.poll(() => row.evaluate((box) => box.scrollLeft)).toBe(0)

  for (const face of await page.locator('[data-row] [data-face]').all())
    expect(await face.locator('[data-cell][tabindex="0"]').count()).toBeLessThanOrEqual(1)
  await walkTo(page, cells(page).first())
  const from = await page.evaluate(() => document.activeElement?.getAttribute('data-cell'))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  const to = await page.evaluate(() => document.activeElement?.getAttribute('data-cell'))
  expect(to).not.toBe(from)
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: `Server ${to}` })
  await expect(panel).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`server=${to}`))
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
})

test('a rack shows blocked units, what hangs at its sides and half-depth gear from behind; on paper and as a file too', async ({
  page,
}) => {
  const [{ items: warehouses }, { items: models }] = await Promise.all([
    get<List<WarehouseView>>('/warehouses?limit=1'),
    get<List<ServerModelView>>('/server-models?limit=200'),
  ])
  const half = models.find((model) => model.depth === 'half')
  const datacenter = warehouses[0]?.datacenter
  const [rack, barcode] = [fresh('RACK'), fresh('SRV')]
  const post = async (path: string, data: object) =>
    expect((await api.post(`/api/v1${path}`, { data })).status(), path).toBe(201)
  await post('/racks', { code: rack, datacenter, heightU: 24 })
  await post('/rack-items', { rack, u: 1, heightU: 22, face: 'rear', side: 'left', kind: 'pdu', name: 'pdu-a' })
  await post('/rack-items', { rack, u: 20, heightU: 2, kind: 'blocked', name: 'bent rail' })
  if (half !== undefined) await post('/inventory/scans', { barcode, location: { rack, u: 5 }, model: half.slug })

  // Both faces beside each other want room.
  await page.setViewportSize({ width: 1440, height: 900 })
  await signIn(page, 'TECH', `/racks/${rack}`)
  const rear = page.getByRole('region', { name: 'Rear' })
  await expect(page.getByRole('region', { name: 'Front' }).getByText('bent rail', { exact: true })).toBeVisible()
  await expect(rear.getByText('bent rail', { exact: true })).toBeVisible()
  await expect(rear.getByRole('img', { name: 'left side' })).toBeVisible()
  if (half !== undefined) await expect(rear.getByText('half depth, in front', { exact: true })).toBeVisible()

  const file = await page.request.get(`/api/v1/racks/${rack}/elevation.svg`)
  expect(file.headers()['content-type']).toBe('image/svg+xml')
  const drawn = await file.text()
  for (const words of ['bent rail', 'pdu-a', `Rack ${rack}`]) expect(drawn).toContain(words)

  // By keys alone.
  await press(page, link(page, 'Print'))
  await expect(page.getByRole('heading', { level: 1, name: `Rack ${rack}` })).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeHidden()
  await expect(page.getByRole('img', { name: `Rack ${rack}` })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
})

test('on a phone the row is a list to tap on, and nothing scrolls sideways', async ({ page }) => {
  const { rack, barcode } = await standing()
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'TECH', '/racks?datacenter=FRA1')
  await expect(page.locator('[data-row]:visible')).toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Find a server in these racks' }).fill(barcode)
  await expect(page.getByRole('status').filter({ hasText: '1 server lit' })).toBeVisible()
  await page.getByRole('link', { name: new RegExp(`^${rack}`) }).click()
  await expect(page.getByRole('heading', { level: 1, name: rack })).toBeVisible()
  await page.getByRole('link', { name: 'Rear' }).click()
  await expect(page.getByRole('region', { name: 'Rear' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
})

test('every colour of a row and of a rack is accessible in both themes', async ({ page }) => {
  const { rack, barcode } = await standing()
  await page.setViewportSize({ width: 1440, height: 900 })
  await signIn(page, 'TECH')
  const found: string[] = []
  const paths = [
    ...['health', 'model'].map((colour) => `/racks?colour=${colour}&state=BROKEN&server=${barcode}`),
    `/racks?colour=power&q=${barcode}&server=${barcode}`,
    ...['order', 'firmware'].map((colour) => `/racks/${rack}?colour=${colour}`),
    `/print/racks?rack=${rack}`,
  ]
  for (const path of paths) {
    await page.goto(path)
    await expect(page.locator('h1:visible')).toHaveCount(1)
    found.push(...(await axeFaults(page)).map((fault) => `${path} ${fault}`))
  }
  expect(found).toEqual([])
})
