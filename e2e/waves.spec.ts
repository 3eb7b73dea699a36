import { type APIRequestContext, expect, test } from '@playwright/test'
import type { DatacenterView } from '@/lib/contracts/inventory/datacenter'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { Page as List } from '@/lib/contracts/paging'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { getView, newApi } from './api'
import { signIn } from './sign-in'

const SITE = 'AMS2'
let api: APIRequestContext

test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(async () => {
  await api.patch(`/api/v1/datacenters/${SITE}`, { data: { maxProvisioning: null, maxProvisioningPerRack: null } })
  await api.dispose()
})

const get = <View>(path: string) => getView<View>(api, path)

async function allocatedOrder(servers: number): Promise<string> {
  const line = { count: servers, minCpuCores: 1, minRamGb: 0, minNvmeGb: 0 }
  const data = { customer: 'Nordlys Media', datacenter: SITE, lines: [line] }
  const order: OrderView = await (await api.post('/api/v1/orders', { data })).json()
  for (const step of ['plan', 'allocate']) {
    const answer = await api.post(`/api/v1/orders/${order.number}/${step}`, { data: {} })
    expect(answer.ok(), `${step} answers ${answer.status()}`).toBe(true)
  }
  return order.number
}

test('an operator says how many are provisioned at once, and tries one server of an order first: the rest begin when it has succeeded', async ({
  page,
}) => {
  const number = await allocatedOrder(3)
  await signIn(page, 'OPERATOR', '/provisioning')
  const limits = page.getByRole('region', { name: 'How many at once' })
  await limits.getByRole('button', { name: `Change… ${SITE}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('In a rack').fill('0')
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await expect(dialog.getByLabel('In a rack')).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByLabel('In a rack').fill('1')
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await expect(limits.getByRole('listitem').filter({ hasText: SITE })).toContainText('1 in a rack')
  expect(await get<DatacenterView>(`/datacenters/${SITE}`)).toMatchObject({ maxProvisioningPerRack: 1 })

  await page.goto(`/orders/${number}`)
  await page.getByRole('button', { name: 'Provision…' }).click()
  await dialog.getByLabel('Try first').fill('1')
  await expect(dialog).toContainText('The other 2 begin when it has succeeded.')
  await dialog.getByLabel('Stop when more fail than').fill('0')
  await dialog.getByRole('button', { name: 'Provision 3 servers' }).click()
  const now = page.getByRole('list', { name: 'Life of the order' }).locator('[aria-current=step]')
  await expect(now).toContainText('Active', { timeout: 60_000 })
  await expect(page.getByText('1 tried first, stopped when more than 0 fail')).toBeVisible()

  const { items } = await get<List<JobView>>(`/provision-jobs?order=${number}`)
  const [first, ...others] = items.sort((a, b) => (a.startedAt ?? '').localeCompare(b.startedAt ?? ''))
  expect(others).toHaveLength(2)
  for (const job of others) expect((job.startedAt ?? '') >= (first?.finishedAt ?? 'none')).toBe(true)
})

test('a viewer cannot say how many: the button says why', async ({ page }) => {
  await signIn(page, 'VIEWER', '/provisioning')
  const change = page.getByRole('region', { name: 'How many at once' }).getByRole('button', { name: `Change… ${SITE}` })
  await expect(change).toHaveAttribute('aria-disabled', 'true')
  await expect(change).toHaveAccessibleDescription('Needs the role OPERATOR or ADMIN')
})

test('a tech says where a BMC answers and which certificate of it is believed; what is wrong is said at its field', async ({
  page,
}) => {
  const { items } = await get<List<ServerView>>('/servers?state=IN_WAREHOUSE&limit=1')
  const [server] = items
  const barcode = server?.barcode ?? ''
  await signIn(page, 'TECH', `/servers/${barcode}`)
  const section = page.locator('section').filter({ has: page.getByRole('heading', { name: 'BMC', exact: true }) })
  await section.getByRole('button', { name: 'Change…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Address').fill('https://10.1.4.17')
  await dialog.getByLabel('User').fill('root')
  await dialog.getByLabel('Password').fill('not told to anybody')
  await dialog.getByLabel('Certificate that is believed').selectOption('fingerprint')
  await dialog.getByLabel('Its SHA-256').fill('12:34')
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await expect(dialog.getByLabel('Its SHA-256')).toHaveAttribute('aria-invalid', 'true')
  await expect(dialog.getByLabel('Password')).toHaveValue('not told to anybody')
  await dialog.getByLabel('Its SHA-256').fill('AB:'.repeat(31).concat('AB'))
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await expect(section).toContainText('pinned, SHA-256 abababab…')

  const { bmc } = await get<ServerView>(`/servers/${barcode}`)
  expect(bmc).toEqual({ driver: 'redfish', address: 'https://10.1.4.17', tls: { fingerprint: 'ab'.repeat(32) } })
  await api.patch(`/api/v1/servers/${barcode}`, { data: { bmc: server?.bmc ?? null } })
})
