import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { WarehouseView } from '@/lib/contracts/inventory/warehouse'
import type { Page as List } from '@/lib/contracts/paging'
import type { IngestView } from '@/lib/contracts/telemetry/event'
import type { StockView } from '@/lib/contracts/tickets/stock'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { getView, newApi } from './api'
import { signIn } from './sign-in'

let api: APIRequestContext

test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

const get = <View>(path: string) => getView<View>(api, path)

/** A server in service, a warehouse of its datacenter and one of another. */
async function places(): Promise<{ server: ServerView; here: WarehouseView; far: WarehouseView }> {
  const { items: warehouses } = await get<List<WarehouseView>>('/warehouses?limit=200')
  const { items: servers } = await get<List<ServerView>>('/servers?state=IN_SERVICE&limit=200')
  for (const server of servers) {
    const { items: tickets } = await get<List<TicketView>>(`/tickets?server=${server.barcode}`)
    const here = warehouses.find((one) => one.datacenter === server.datacenter)
    const far = warehouses.find((one) => one.datacenter !== server.datacenter)
    if (server.model !== undefined && tickets.length === 0 && here !== undefined && far !== undefined)
      return { server, here, far }
  }
  throw new Error('The demo world has no server in service without a ticket')
}

/** A disk whose form factor and interface no part of the demo world has. */
async function failingDisk(server: ServerView): Promise<string> {
  const payload = { device: '/dev/sdb', serial: `E2E${Date.now()}`, protocol: 'SCSI', formFactor: '3.5 inches' }
  const event = { barcode: server.barcode, ts: new Date().toISOString(), kind: 'SMART_FAIL', payload }
  const answer = await api.post('/api/v1/telemetry', { data: [event] })
  const { results }: IngestView = await answer.json()
  expect(results[0]?.outcome).toBe('opened')
  return results[0]?.ticket ?? ''
}

const row = (page: Page, sku: string, warehouse: string) =>
  page.getByRole('row').filter({ hasText: sku }).filter({ hasText: warehouse })

test('a part with what is known of it: its minimum is missed and said so, who waits for it is seen, and a transfer from another datacenter serves the ticket', async ({
  page,
}) => {
  const { server, here, far } = await places()
  const sku = `E2E-SAS-${Date.now()}`
  const dialog = page.getByRole('dialog')
  await signIn(page, 'REPAIR', `/stock?q=${sku}`)

  await page.getByRole('button', { name: 'New part…' }).click()
  await dialog.getByLabel('Code').fill(sku)
  await dialog.getByLabel('Description').fill('SAS disk of 4 TB')
  await dialog.getByLabel('Form factor').selectOption('3.5"')
  await dialog.getByLabel('Interface').selectOption('SAS')
  await dialog.getByLabel('Size in GB').fill('4000')
  await dialog.getByRole('button', { name: 'Add part' }).click()
  await expect(dialog).toBeHidden()
  const model = server.model ?? ''
  await api.patch(`/api/v1/spare-parts/${sku}`, { data: { models: [model] } })

  // A minimum where none ever lay.
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Set a minimum…' }).click()
  await dialog.getByLabel('Part', { exact: true }).fill(sku)
  await dialog.getByLabel('In', { exact: true }).selectOption(here.code)
  await dialog.getByLabel('Minimum').fill('2')
  await dialog.getByRole('button', { name: 'Set the minimum' }).click()
  await expect(row(page, sku, here.code)).toContainText('Low')
  expect((await get<List<StockView>>(`/stock?low=true&sku=${sku}`)).items).toHaveLength(1)

  // What fails elsewhere shows here: the ticket waits, and this part is the one that it waits for.
  const number = await failingDisk(server)
  await expect(row(page, sku, here.code)).toContainText('1 waits')
  await row(page, sku, here.code).getByRole('link').first().click()
  const panel = page.getByRole('complementary', { name: `Part ${sku} in ${here.code}` })
  await expect(panel.getByRole('link', { name: number })).toBeVisible()
  await expect(panel).toContainText('3.5" SAS, 4 TB')

  const delivery = { sku, warehouse: far.code, quantity: 2, reason: 'Delivery 4711' }
  await api.post('/api/v1/stock/movements', { data: delivery })
  expect((await get<TicketView>(`/tickets/${number}`)).components[0]).toMatchObject({
    part: { status: 'waiting' },
    facts: { formFactor: '3.5"', interface: 'SAS' },
    elsewhere: [{ sku, warehouse: far.code, available: 2 }],
  })
  await page.goto(`/tickets/${number}`)
  // While the page streams in, what it replaces is still there, hidden.
  await expect(page.getByText(`2 of ${sku}`).filter({ visible: true })).toBeVisible()
  await page.getByRole('link', { name: far.code }).click()

  const source = page.getByRole('complementary', { name: `Part ${sku} in ${far.code}` })
  await source.getByRole('button', { name: 'Transfer…' }).click()
  await dialog.getByLabel('To', { exact: true }).selectOption(here.code)
  await dialog.getByLabel('Reason').fill('Sent by van')
  await dialog.getByRole('button', { name: 'Transfer', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(source).toContainText(`to ${here.code}: Sent by van`)
  expect((await get<TicketView>(`/tickets/${number}`)).components[0]?.part).toMatchObject({
    ...{ sku, warehouse: here.code, status: 'reserved', last: true },
  })

  // Counted: one more than the ledger says.
  await source.getByRole('button', { name: 'Count…' }).click()
  await dialog.getByLabel('Counted, reserved ones included').fill('2')
  await expect(dialog).toContainText('+1 to what the ledger says')
  await dialog.getByLabel('Reason').fill('Found behind the shelf')
  await dialog.getByRole('button', { name: 'Save the count' }).click()
  await expect(dialog).toBeHidden()
  await expect(source).toContainText('Counted')
  expect(await get<StockView>(`/stock/${sku}@${far.code}`)).toMatchObject({ available: 2, reserved: 0 })

  // What is known of the part is put right: it is no SAS disk, and the ticket gives it back.
  await source.getByRole('button', { name: 'Edit…' }).click()
  await dialog.getByLabel('Interface').selectOption('SATA')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(source).toContainText('3.5" SATA, 4 TB')
  expect((await get<TicketView>(`/tickets/${number}`)).components[0]?.part).toEqual({ status: 'waiting' })
  await api.patch(`/api/v1/tickets/${number}`, { data: { status: 'WONT_FIX', note: 'End of the test' } })
})

test('who may not touch stock is told why, and reads it all the same', async ({ page }) => {
  await signIn(page, 'VIEWER', '/stock')
  const why = 'Needs the role REPAIR, OPERATOR or ADMIN'
  await expect(page.getByText(why).first()).toBeVisible()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  const transfer = page.getByRole('menuitem', { name: 'Transfer…' })
  await expect(transfer).toHaveAttribute('aria-disabled', 'true')
  await expect(transfer).toContainText(why)
})
