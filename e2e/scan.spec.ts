import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { WarehouseView } from '@/lib/contracts/inventory/warehouse'
import type { Page as List } from '@/lib/contracts/paging'
import { getView, newApi } from './api'
import { axeFaults } from './axe-faults'
import { expectFocusKept, press } from './keys'
import { signIn } from './sign-in'

let api: APIRequestContext
test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

let made = 0
const fresh = (kind: string) => `E2E-${kind}-${Date.now().toString(36)}${++made}`.toUpperCase()

/** A warehouse, an empty rack and servers in the warehouse. */
async function world(count: number) {
  const { items } = await getView<List<WarehouseView>>(api, '/warehouses?limit=1')
  const [warehouse] = items
  if (warehouse === undefined) throw new Error('The demo world has no warehouse')
  const rack = fresh('RACK')
  const data = { code: rack, datacenter: warehouse.datacenter, heightU: 42 }
  expect((await api.post('/api/v1/racks', { data })).status()).toBe(201)
  const servers = Array.from({ length: count }, () => fresh('SRV'))
  const lines = servers.map((barcode) => ({ barcode, location: { warehouse: warehouse.code } }))
  expect((await api.post('/api/v1/inventory/scans', { data: lines })).status()).toBe(200)
  return { rack, warehouse: warehouse.code, servers }
}

const put = (barcode: string, location: object) => api.post('/api/v1/inventory/scans', { data: { barcode, location } })
const answer = (page: Page, title: string) => page.getByRole('alert', { name: title })

async function scan(page: Page, code: string): Promise<void> {
  await expect(page.getByLabel('Scan or type any code').filter({ visible: true })).toBeFocused()
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
}

test('labels of any kind are read in the one box: our short address, GS1 and a maker’s serial', async ({ page }) => {
  const { rack, servers } = await world(3)
  const [one = '', two = '', three = ''] = servers
  const serial = fresh('MAKER')
  expect((await api.patch(`/api/v1/servers/${three}`, { data: { serial } })).status()).toBe(200)
  await signIn(page, 'TECH', '/scan')
  await scan(page, `https://haas.example/s/${rack}`)
  await expect(answer(page, 'Scanning into')).toContainText(rack)
  await scan(page, `https://haas.example/s/${one}`)
  await expect(answer(page, 'Racked')).toContainText(`${rack}, U1`)
  await scan(page, `(01)04012345678901(21)${two}`)
  await expect(answer(page, 'Racked')).toContainText(`${rack}, U2`)
  await scan(page, serial)
  await expect(answer(page, 'Racked')).toContainText(three)
  expect(await getView<ServerView>(api, `/servers/${three}`)).toMatchObject({ rack, u: 3 })

  await page.goto(`/s/${one.toLowerCase()}`)
  await expect(page).toHaveURL(`/servers/${one}`)
})

test('the last scan is taken back, and not where somebody moved the server since', async ({ page }) => {
  const { rack, warehouse, servers } = await world(2)
  const [one = '', two = ''] = servers
  await signIn(page, 'TECH', `/scan?rack=${rack}&u=5`)
  await scan(page, one)
  await expect(answer(page, 'Racked')).toContainText(`${rack}, U5`)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(answer(page, 'Put back')).toContainText(warehouse)
  await scan(page, two)
  await expect(answer(page, 'Racked')).toContainText(`${rack}, U5`)
  expect((await put(two, { rack, u: 20 })).status()).toBe(200)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(answer(page, 'Moved meanwhile')).toContainText(`${rack} at U20`)
  expect(await getView<ServerView>(api, `/servers/${two}`)).toMatchObject({ rack, u: 20 })
})

test('with keys alone and on a phone: a refusal in the batch has its reason and way out, and all is accessible in both themes', async ({
  browser,
}) => {
  const { rack, servers } = await world(2)
  const [one = '', two = ''] = servers
  expect((await put(one, { rack, u: 9 })).status()).toBe(200)
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await signIn(page, 'TECH', `/scan?rack=${rack}&u=9`)
  await scan(page, two)
  await expect(answer(page, 'Not placed')).toContainText(`U9 is taken by ${one}`)
  expect(await axeFaults(page)).toEqual([])

  await press(page, page.getByRole('button', { name: 'Batch 1' }))
  const line = page.getByRole('listitem', { name: `${two}, refused` })
  await expect(line).toContainText(`U9 is taken by ${one}`)
  await expect(line).toContainText('You scanned')
  expect(await axeFaults(page)).toEqual([])
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(sideways).toBeLessThanOrEqual(0)

  await press(page, line.getByRole('button', { name: /^Place at U/ }))
  await expect(page.getByRole('listitem', { name: `${two}, done` })).toBeVisible()
  expect((await getView<ServerView>(api, `/servers/${two}`)).rack).toBe(rack)
  await press(page, page.getByRole('button', { name: 'Scan on' }))
  await expect(page.getByLabel('Scan or type any code').filter({ visible: true })).toBeVisible()
  await context.close()
})

test('a rack is counted with keys alone: found, missing with a reason, unexpected; then it is closed', async ({
  page,
}) => {
  const { rack, servers } = await world(3)
  const [here = '', gone = '', stray = ''] = servers
  expect((await put(here, { rack, u: 1 })).status()).toBe(200)
  expect((await put(gone, { rack, u: 2 })).status()).toBe(200)
  await signIn(page, 'TECH', `/scan/stocktakes?place=${rack}`)
  await press(page, page.getByRole('button', { name: 'Count', exact: true }))
  const box = page.getByLabel('Scan each server that is here').filter({ visible: true })
  for (const code of [here, stray]) {
    await expect(box).toBeFocused()
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
    await expect(page.getByText(`${code} seen`)).toBeVisible()
  }
  expect(await axeFaults(page)).toEqual([])
  await expect(page.getByRole('list', { name: 'Found' })).toContainText(here)
  const close = page.getByRole('button', { name: 'Close the count' })
  await expect(close).toHaveAccessibleDescription('2 not settled yet')

  const missing = page.getByRole('list', { name: 'Not seen yet' }).getByRole('listitem', { name: gone })
  await press(page, missing.getByRole('button', { name: 'Missing…' }))
  await expect(page.getByLabel('Why is it thought missing?')).toBeFocused()
  await page.keyboard.type('Cables hang loose')
  await page.keyboard.press('Enter')
  await expect(missing).toContainText('missing: Cables hang loose')
  const odd = page.getByRole('list', { name: 'Not expected here' }).getByRole('listitem', { name: stray })
  await press(page, odd.getByRole('button', { name: 'Ignore' }))
  await expect(odd).toContainText('ignored')
  await expectFocusKept(page)
  await press(page, close)
  await expect(close).toBeHidden()
  expect((await getView<ServerView>(api, `/servers/${gone}`)).tags).toContain('missing')
})

test('what may be done next are buttons, on a phone and with keys alone: racked by hand, a repair begun, a rack counted', async ({
  browser,
}) => {
  const { rack, servers } = await world(2)
  const [one = '', two = ''] = servers
  expect((await api.post(`/api/v1/servers/${two}/transitions`, { data: { to: 'BROKEN', reason: 'Fell' } })).ok()).toBe(
    true,
  )
  const opened = await api.post('/api/v1/tickets', { data: { server: two, type: 'CHECK_COOLING' } })
  const { number } = await opened.json()
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await signIn(page, 'REPAIR', '/scan')
  await scan(page, one)
  const next = page.getByRole('region', { name: `What can be done with ${one}` })
  await expect(next.getByRole('button', { name: 'Mark broken…' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Start repair…' })).toHaveAccessibleDescription(/Only from: broken/)
  expect(await axeFaults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  await press(page, next.getByRole('button', { name: 'Rack it…' }))
  await expect(page.getByRole('dialog', { name: `Move ${one}` })).toBeVisible()
  await page.keyboard.press('Escape')

  await scan(page, two)
  await press(page, page.getByRole('button', { name: `Begin repair ${number}` }))
  await expect(page).toHaveURL(`/tickets/${number}`)
  expect(await getView<ServerView>(api, `/servers/${two}`)).toMatchObject({ state: 'REPAIRING' })
  await page.goto('/scan')
  await scan(page, number)
  await expect(answer(page, 'Ticket')).toContainText(two)
  await expect(page.getByRole('link', { name: `Repair ${number}` })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Take it' })).toHaveAccessibleDescription('It is yours already.')
  await scan(page, rack)
  await press(page, page.getByRole('link', { name: 'Count it' }))
  await expect(page).toHaveURL(`/scan/stocktakes?place=${rack}`)
  await context.close()
})
