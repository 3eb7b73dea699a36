import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import type { ServerPage, ServerView } from '@/lib/contracts/inventory/server'
import { getView, newApi } from './api'
import { signIn } from './sign-in'

/** The list of servers: found, sorted, kept as a view, many changed at once; the life of one. */
let api: APIRequestContext

test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

/** Servers of this test alone, NEW in the first datacenter. */
async function someServers(name: string, count: number): Promise<string[]> {
  const [first] = (await getView<ServerPage>(api, '/servers?limit=1')).items
  const barcodes = Array.from({ length: count }, (_, index) => `${name}-${index + 1}`)
  for (const barcode of barcodes) {
    const made = await api.post('/api/v1/servers', { data: { barcode, datacenter: first?.datacenter } })
    expect(made.status()).toBe(201)
  }
  return barcodes
}

const stateOf = async (barcode: string) => (await getView<ServerView>(api, `/servers/${barcode}`)).state
const table = (page: Page) => page.getByRole('table', { name: 'Servers' })
const firstRow = (page: Page) => table(page).locator('[data-row-link]').first()

test('a list is searched, sorted, given columns and kept as a view, and comes back as it was', async ({ page }) => {
  const [, second = ''] = await someServers('VIEW', 2)
  await signIn(page, 'OPERATOR', '/servers')
  await page.getByLabel('Search servers').fill('view-')
  await expect(page.locator('[data-count]').filter({ visible: true })).toHaveText('2 found')
  await page.getByRole('link', { name: 'Server', exact: true }).click()
  await expect(firstRow(page)).toHaveText(second)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitem', { name: 'Host names' }).click()
  await expect(page.getByRole('columnheader', { name: 'Host names' })).toBeVisible()

  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Keep what is shown' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('My two')
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  await page.goto('/servers')
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('menuitem', { name: 'My two' }).click()
  await expect(firstRow(page)).toHaveText(second)
  await expect(page.getByRole('columnheader', { name: 'Host names' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'My two' })).toBeVisible()
})

test('all that match are changed at once: who would be refused is said before, and who is not changed stays as it is', async ({
  page,
}) => {
  const [first = '', second = '', third = ''] = await someServers('BULK', 3)
  await api.post(`/api/v1/servers/${third}/transitions`, { data: { to: 'IN_FACTORY_TEST', reason: 'burn-in' } })
  await api.post(`/api/v1/servers/${third}/transitions`, { data: { to: 'IN_TRANSIT', reason: 'on its way' } })
  await signIn(page, 'OPERATOR', '/servers?q=bulk-')
  await page.getByRole('checkbox', { name: `Select ${first}` }).check()
  await page.getByRole('button', { name: 'Choose all 3 that match' }).click()
  await expect(page).toHaveURL(/pick=\*|pick=%2A/)
  await page.getByRole('button', { name: 'Change…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change servers' })
  await dialog.getByLabel('What').selectOption('IN_FACTORY_TEST')
  await expect(dialog.getByRole('status')).toContainText('2 servers of 3 can be changed')
  await expect(dialog.getByRole('list', { name: 'Would be refused' })).toContainText(third)
  expect(await stateOf(first)).toBe('NEW')
  await dialog.getByLabel('Reason').fill('a new batch')
  await dialog.getByRole('button', { name: 'Change 2 servers' }).click()
  await expect(dialog.getByRole('status')).toHaveText('Done: 2 servers changed')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  for (const barcode of [first, second]) expect(await stateOf(barcode)).toBe('IN_FACTORY_TEST')
  expect(await stateOf(third)).toBe('IN_TRANSIT')
})

test('chosen servers are moved into racks where they are proposed to go, and back again', async ({ page }) => {
  const barcodes = await someServers('RACKS', 3)
  const [scrapped = '', ...others] = barcodes
  const [stored] = (await getView<ServerPage>(api, '/servers?state=IN_WAREHOUSE&limit=1')).items
  for (const barcode of others) {
    const location = { warehouse: stored?.warehouse ?? '' }
    const scan = await api.post('/api/v1/inventory/scans', { data: { barcode, location } })
    expect(scan.ok()).toBe(true)
  }
  await api.post(`/api/v1/servers/${scrapped}/transitions`, { data: { to: 'DECOMMISSIONED', reason: 'too old' } })
  await signIn(page, 'ADMIN', '/servers?q=racks-&pick=*')
  await page.getByRole('button', { name: 'Move to racks…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Move to racks' })
  await expect(dialog.getByRole('status')).toContainText('2 servers of 3 can be moved.')
  await expect(dialog.getByRole('list', { name: 'Would be refused' })).toContainText(scrapped)
  await dialog.getByRole('button', { name: 'Move 2 servers' }).click()
  await expect(dialog.getByRole('status')).toHaveText('Done: 2 servers moved')
  for (const barcode of others) expect(await stateOf(barcode)).toBe('RACKED')
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await expect(dialog.getByRole('status')).toContainText('put back')
  for (const barcode of others) expect(await stateOf(barcode)).toBe('IN_WAREHOUSE')
})

test('the list goes to the next page and back, and is a file with the columns and the filter that it shows', async ({
  page,
}) => {
  await signIn(page, 'VIEWER', '/servers?sort=-updatedAt&columns=state,serial')
  const top = await firstRow(page).textContent()
  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(firstRow(page)).not.toHaveText(top ?? '')
  await page.getByRole('link', { name: 'Page before' }).click()
  await expect(firstRow(page)).toHaveText(top ?? '')
  const href = await page.getByRole('link', { name: 'CSV' }).getAttribute('href')
  const file = await page.request.get(href ?? '')
  expect(file.headers()['content-disposition']).toContain('attachment')
  const [head, line] = (await file.text()).split('\r\n')
  expect(head).toBe('\ufeffbarcode,state,serial')
  expect(line).toContain(top ?? '')
})

test('on a phone the list and a server’s life fit, and what can be chosen is large enough for a thumb', async ({
  page,
}) => {
  const [barcode = ''] = await someServers('PHONE', 1)
  await api.post(`/api/v1/servers/${barcode}/transitions`, { data: { to: 'IN_FACTORY_TEST', reason: 'burn-in' } })
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'TECH', '/servers?q=phone-')
  const box = await page.getByRole('checkbox', { name: `Select ${barcode}` }).boundingBox()
  expect(box?.height).toBeGreaterThanOrEqual(16)
  await firstRow(page).click()
  await expect(page.getByRole('heading', { name: barcode })).toBeVisible()
  await page.getByText('As a list, 3 changes').click()
  await expect(page.getByRole('list', { name: 'Life of the server' })).toContainText('In factory test')
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
})
