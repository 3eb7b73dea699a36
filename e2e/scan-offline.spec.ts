import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import type { AuditView } from '@/lib/contracts/audit/audit'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import type { WarehouseView } from '@/lib/contracts/inventory/warehouse'
import type { Page as List } from '@/lib/contracts/paging'
import { getView, newApi } from './api'
import { signIn } from './sign-in'

const SCANS = 30
/** The scan whose server somebody else moves meanwhile. */
const CONFLICT = 11

/** As the demo world names the person who scans. */
const TECH = 'Tara Tech'

let api: APIRequestContext
test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

interface World {
  rack: string
  warehouse: string
  barcodes: readonly string[]
}

/** Thirty servers in a warehouse, and an empty rack for them. */
async function stockedWarehouse(count: number): Promise<World> {
  const [warehouses, models] = await Promise.all([
    getView<List<WarehouseView>>(api, '/warehouses?limit=1'),
    getView<List<ServerModelView>>(api, '/server-models?limit=200'),
  ])
  const [warehouse] = warehouses.items
  const model = models.items.find((one) => one.heightU === 1 && one.depth === 'full')
  if (warehouse === undefined || model === undefined) throw new Error('The demo world has no warehouse or no 1U model')
  const run = Date.now().toString(36).toUpperCase()
  const rack = `E2E-OFF-${run}`
  const made = await api.post('/api/v1/racks', { data: { code: rack, datacenter: warehouse.datacenter, heightU: 42 } })
  expect(made.status()).toBe(201)
  const barcodes = Array.from({ length: count }, (_, i) => `E2E-${run}-${String(i + 1).padStart(2, '0')}`)
  const lines = barcodes.map((barcode) => ({ barcode, location: { warehouse: warehouse.code }, model: model.slug }))
  expect((await api.post('/api/v1/inventory/scans', { data: lines })).status()).toBe(200)
  return { rack, warehouse: warehouse.code, barcodes }
}

const box = (page: Page) => page.getByLabel('Scan or type any code').filter({ visible: true })
const alert = (page: Page, title: string) => page.getByRole('alert', { name: title })

async function scanOffline(page: Page, code: string): Promise<void> {
  await expect(box(page)).toBeFocused()
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await expect(alert(page, 'Kept on this device')).toContainText(code)
}

/** The page has what it needs to open without network. */
async function keptForOffline(page: Page): Promise<void> {
  const kept = () =>
    page.evaluate(async () => {
      const [pages, parts] = [await caches.open('haas-pages-1'), await caches.open('haas-parts-1')]
      return (await pages.match('/scan')) !== undefined && (await parts.keys()).length > 5
    })
  await expect.poll(kept, { timeout: 30_000 }).toBe(true)
}

test('thirty scans without network and a reload in between: twenty-nine are applied in order, the one that was moved meanwhile shows both sides, none is lost or doubled', async ({
  page,
  context,
}) => {
  test.setTimeout(180_000)
  const { rack, barcodes } = await stockedWarehouse(SCANS)
  const moved = barcodes[CONFLICT] ?? ''
  await signIn(page, 'TECH', `/scan?rack=${rack}&u=1`)
  await keptForOffline(page)
  await page.reload()
  const since = new Date().toISOString()

  await context.setOffline(true)
  for (const barcode of barcodes.slice(0, 15)) await scanOffline(page, barcode)
  await page.reload()
  await expect(page.getByRole('status').filter({ hasText: '15 scans are kept on this device' })).toBeVisible()
  for (const barcode of barcodes.slice(15)) await scanOffline(page, barcode)
  await expect(page.getByRole('status').filter({ hasText: '30 scans are kept on this device' })).toBeVisible()
  const theirs = await api.post('/api/v1/inventory/scans', { data: { barcode: moved, location: { rack, u: 40 } } })
  expect(theirs.status()).toBe(200)

  await context.setOffline(false)
  await page.getByRole('button', { name: 'Look' }).click({ timeout: 60_000 })
  await expect(page.getByRole('radio', { name: /^Kept/ })).toHaveAccessibleName(/^Kept ?0$/, { timeout: 60_000 })
  const lines = page.getByRole('list', { name: 'Scans' }).getByRole('listitem')
  await expect(lines).toHaveCount(1)
  await expect(lines).toContainText(moved)
  await expect(lines).toContainText(`${rack}, U${CONFLICT + 1}`)
  await expect(lines).toContainText(`${rack} U40`)

  const audit = await getView<List<AuditView>>(
    api,
    `/audit?action=inventory.scan-server&since=${encodeURIComponent(since)}&limit=200`,
  )
  const mine = audit.items.filter(({ actor }) => actor === TECH).reverse()
  expect(mine.map(({ key }) => key)).toEqual(barcodes.filter((barcode) => barcode !== moved))
  for (const [i, barcode] of barcodes.entries()) {
    const u = barcode === moved ? 40 : i + 1
    expect(await getView<ServerView>(api, `/servers/${barcode}`)).toMatchObject({ rack, u })
  }

  // Settled one by one: mine, then nothing is left to settle.
  await lines.getByRole('button', { name: 'Apply mine' }).click()
  await expect(page.getByText('Nothing is refused')).toBeVisible()
  await expect(page.getByRole('radio', { name: /^Done/ })).toHaveAccessibleName(/^Done ?30$/, { timeout: 20_000 })
  expect(await getView<ServerView>(api, `/servers/${moved}`)).toMatchObject({ rack, u: CONFLICT + 1 })
})

test('two tabs of one person keep one queue: what one kept the other sends, once', async ({ page, context }) => {
  const { rack, barcodes } = await stockedWarehouse(4)
  await signIn(page, 'TECH', `/scan?rack=${rack}&u=1`)
  const other = await context.newPage()
  await other.goto(`/scan?rack=${rack}&u=20`)
  await expect(box(other)).toBeFocused()
  // A refresh that is under way when the network goes loads the page anew: from then on it needs what is kept.
  await keptForOffline(page)
  await context.setOffline(true)
  for (const barcode of barcodes.slice(0, 2)) await scanOffline(page, barcode)
  await other.bringToFront()
  for (const barcode of barcodes.slice(2)) await scanOffline(other, barcode)
  await context.setOffline(false)
  await other.getByRole('button', { name: /^Batch/ }).click()
  await expect(other.getByRole('radio', { name: /^Done/ })).toHaveAccessibleName(/^Done ?4$/, { timeout: 30_000 })
  for (const [i, barcode] of barcodes.entries()) {
    expect(await getView<ServerView>(api, `/servers/${barcode}`)).toMatchObject({ rack, u: i < 2 ? i + 1 : i + 18 })
    const audit = await getView<List<AuditView>>(api, `/audit?action=inventory.scan-server&key=${barcode}&limit=50`)
    expect(audit.items.filter(({ actor }) => actor === TECH)).toHaveLength(1)
  }
})
