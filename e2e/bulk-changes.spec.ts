import { type APIRequestContext, expect, test } from '@playwright/test'
import type { ImportView } from '@/lib/contracts/imports/import'
import type { BulkChangeView } from '@/lib/contracts/inventory/bulk-change'
import type { Page } from '@/lib/contracts/paging'
import { getView, newApi } from './api'
import { expectAccessible } from './axe-faults'
import { button, choose, link, press, type } from './keys'
import { signIn } from './sign-in'

let api: APIRequestContext
test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

/** More than a page changes itself. */
const MANY = 1_500

/** Servers of this test alone, as an import brings them; behind all others in a list by barcode. */
async function manyServers(prefix: string): Promise<void> {
  const rows = Array.from({ length: MANY }, (_, n) => `${prefix}${n},FRA1`)
  const files = [{ name: 'many.csv', text: ['barcode,datacenter', ...rows].join('\n') }]
  const sent = await api.post('/api/v1/imports?kind=servers&mode=good', { data: { files } })
  const { id }: ImportView = await sent.json()
  await expect
    .poll(async () => (await getView<ImportView>(api, `/imports/${id}`)).status, { intervals: [100] })
    .toBe('DONE')
}

test('more than a thousand are changed by a worker, which says how far it is, is stopped, and tells of its end on another page: by keys alone', async ({
  page,
}) => {
  await manyServers('ZZ-CROWD-')
  await signIn(page, 'OPERATOR', '/servers?q=crowd-&pick=*')
  await press(page, button(page, 'Change…'))
  const dialog = page.getByRole('dialog', { name: 'Change servers' })
  await choose(page, dialog.getByLabel('What'), 'Hold', 'hold')
  await expect(dialog.getByRole('status')).toContainText('1,500 servers of 1,500 can be changed')
  await type(page, dialog.getByLabel('Reason'), 'counted first')
  await press(page, dialog.getByRole('button', { name: 'Change 1,500 servers' }))
  await expect(dialog.getByRole('status')).toHaveText(/^[1-9][\d,]* of 1,500 servers/)
  await press(page, dialog.getByRole('button', { name: 'Close' }).last())
  await press(page, link(page, /^Orders/), { by: 'Shift+Tab' })
  await page.waitForURL(/\/orders$/)
  const { items } = await getView<Page<BulkChangeView>>(api, '/bulk-changes?limit=1')
  const beside = await page.context().newPage()
  await beside.goto(`/bulk-changes/${items[0]?.id}`)
  await press(beside, button(beside, 'Cancel'))
  await expect(beside.getByText('Cancelled', { exact: true }).filter({ visible: true })).toBeVisible()
  await beside.close()
  // Whoever began it is told on whatever page they are.
  await press(page, button(page, 'Its page'), { by: 'Shift+Tab' })
  await page.waitForURL(/\/bulk-changes\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('heading', { name: 'Hold', level: 1 })).toBeVisible()
  await expect(page.getByText('Cancelled', { exact: true }).filter({ visible: true })).toBeVisible()
  await expectAccessible(page)
  const { done, total } = await getView<BulkChangeView>(api, page.url().replace(/^.*(?=\/bulk-changes)/, ''))
  expect(total).toBe(MANY)
  expect(done).toBeGreaterThan(0)
  expect(done).toBeLessThan(MANY)
})
