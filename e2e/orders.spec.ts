/** Orders as a planner works with them all day; the audit log and the settings beside them. */
import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import type { Page as List } from '@/lib/contracts/paging'
import type { OrderCounts, OrderView } from '@/lib/contracts/planning/order'
import { getView, newApi } from './api'
import { press, type } from './keys'
import { signIn } from './sign-in'

let api: APIRequestContext

test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

const rows = (page: Page) => page.getByRole('table', { name: 'Orders' }).getByRole('row')

async function allocatedOrder(customer: string): Promise<string> {
  const line = { count: 2, minCpuCores: 1, minRamGb: 0, minNvmeGb: 0 }
  const data = { customer, datacenter: 'FRA1', lines: [line] }
  const order: OrderView = await (await api.post('/api/v1/orders', { data })).json()
  for (const step of ['plan', 'allocate']) {
    const answer = await api.post(`/api/v1/orders/${order.number}/${step}`, { data: {} })
    expect(answer.ok(), `${step} answers ${answer.status()}`).toBe(true)
  }
  return order.number
}

test('the list is narrowed and sorted with the mouse: each count is the length of the list that it leads to', async ({
  page,
}) => {
  const counts = await getView<OrderCounts>(api, '/order-counts?datacenter=AMS2')
  await signIn(page, 'PLANNER', '/orders')
  await page.getByRole('button', { name: 'Where' }).click()
  await page.getByRole('menuitem', { name: /^AMS2/ }).click()
  await expect(page).toHaveURL(/datacenter=AMS2/)
  await page.getByRole('button', { name: 'State', exact: true }).click()
  const failed = page.getByRole('menuitem', { name: /^Failed/ })
  await expect(failed).toContainText(String(counts.status.FAILED ?? 0))
  await failed.click()
  await expect(page).toHaveURL(/status=FAILED/)
  await expect(rows(page)).toHaveCount(1 + (counts.status.FAILED ?? 0))
  await expect(rows(page).nth(1)).toContainText('jobs failed')
  await page.getByRole('link', { name: 'Remove filter Failed' }).click()
  await expect(page).not.toHaveURL(/status/)

  await page.getByRole('link', { name: 'Cores' }).click()
  await expect(page).toHaveURL(/sort=-cpuCores/)
  const most = await getView<List<OrderView>>(api, '/orders?datacenter=AMS2&sort=-cpuCores&limit=1')
  await expect(rows(page).nth(1)).toContainText(most.items[0]?.number ?? 'none')
  await page.reload()
  await expect(rows(page).nth(1)).toContainText(most.items[0]?.number ?? 'none')
})

test('what is typed of an order, with keys alone, goes on on another device; a change made there is not overwritten', async ({
  page,
  browser,
}) => {
  await signIn(page, 'PLANNER', '/orders/new')
  await expect(page.getByLabel('Customer')).toBeFocused()
  await page.keyboard.type('Two Desks Ltd')
  await page.keyboard.press('Tab')
  await page.keyboard.type('FRA1')
  await page.keyboard.press('Enter')
  await press(page, page.getByRole('button', { name: 'Continue' }))
  await type(page, page.getByLabel('Cores'), '12')
  await expect(page.getByText('Kept: it is on your other devices too')).toBeVisible()

  const laptop = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  await signIn(laptop, 'PLANNER', '/orders/new')
  await laptop.getByRole('link', { name: /Two Desks Ltd/ }).click()
  await expect(laptop.getByLabel('Cores')).toHaveValue('12')
  await laptop.getByLabel('RAM').fill('64')
  await expect(laptop.getByText('Kept: it is on your other devices too')).toBeVisible()
  expect(await laptop.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)

  await type(page, page.getByLabel('Cores'), '13')
  await expect(page.getByText('Changed on another device meanwhile.')).toBeVisible()
  await press(page, page.getByRole('link', { name: 'Show the other' }), { by: 'Shift+Tab' })
  await expect(page.getByLabel('RAM')).toHaveValue('64')
  await expect(page.getByLabel('Cores')).toHaveValue('12')

  // Once the order is there, nothing is left of what was typed.
  await press(page, page.getByRole('button', { name: 'Continue to the plans' }))
  await expect(page.getByRole('radio', { name: 'Fewest servers' })).toBeVisible()
  await laptop.goto('/orders/new')
  await expect(laptop.getByLabel('Customer')).toBeVisible()
  await expect(laptop.getByText('Two Desks Ltd')).toHaveCount(0)
  await laptop.context().close()
})

test('what cancelling does is said beforehand, server by server, and that is what happens; the order is ordered again', async ({
  page,
}) => {
  const number = await allocatedOrder('Once More GmbH')
  const { servers } = await getView<OrderView>(api, `/orders/${number}`)
  await signIn(page, 'PLANNER', `/orders/${number}`)
  await page.getByRole('button', { name: 'Cancel order…' }).click()
  const said = page.getByRole('dialog').getByRole('region', { name: 'What happens to each server' })
  await expect(said).toContainText('2 servers are free at once.')
  for (const barcode of servers) await expect(said.getByText(barcode)).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the order' }).click()
  await expect(page.getByRole('list', { name: 'Life of the order' }).locator('[aria-current=step]')).toContainText(
    'Cancelled',
  )
  for (const barcode of servers)
    expect(await getView<{ state: string }>(api, `/servers/${barcode}`)).toMatchObject({ state: 'RACKED' })

  await page.getByRole('link', { name: 'Order this again…' }).click()
  await expect(page.getByLabel('Customer')).toHaveValue('Once More GmbH')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('textbox', { name: 'Servers' })).toHaveValue('2')
})

test('from an order to its whole life in the audit log, to one entry before and after, to all that its request did', async ({
  page,
}) => {
  const number = await allocatedOrder('Before AG')
  const requestId = `e2e-${Date.now()}`
  const edit = await api.patch(`/api/v1/orders/${number}`, {
    data: { customer: 'After AG' },
    headers: { 'x-request-id': requestId },
  })
  expect(edit.ok()).toBe(true)
  await signIn(page, 'OPERATOR', `/orders/${number}`)
  await page.getByRole('link', { name: 'its whole life' }).click()
  await expect(page.getByText(`The life of order ${number}`)).toBeVisible()
  const log = page.getByRole('table', { name: 'Audit log' })
  await expect(log.getByText('allocation.allocate-order')).toHaveCount(4)
  await log.getByRole('link', { name: 'planning.edit-order' }).click()
  const panel = page.getByRole('complementary').filter({ hasText: requestId })
  await expect(panel.getByRole('row', { name: 'customer Before AG After AG' })).toBeVisible()
  await panel.getByRole('link', { name: requestId }).click()
  await expect(page).toHaveURL(new RegExp(`request=${requestId}`))
  await expect(log.getByRole('row')).toHaveCount(2)
})

test('an admin finds one of many users, and a token among those that are live, its secret shown once', async ({
  page,
}) => {
  await signIn(page, 'ADMIN', '/settings')
  await page.getByLabel('Search users').fill('rui')
  const users = page.getByRole('table', { name: 'Users' })
  await expect(users.getByRole('row')).toHaveCount(2)
  await page.getByRole('button', { name: 'Role' }).click()
  await page.getByRole('menuitem', { name: 'Planner' }).click()
  await expect(page.getByText('No user matches')).toBeVisible()

  await page.goto('/settings?tab=tokens')
  const name = `found-${Date.now()}`
  await page.getByRole('button', { name: 'New token' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('button', { name: 'Make the token' }).click()
  await dialog.getByRole('button', { name: 'I have it' }).click()
  await page.getByLabel('Search tokens').fill(name)
  await expect(page).toHaveURL(new RegExp(`q=${name}`))
  const tokens = page.getByRole('table', { name: 'API tokens' })
  await tokens.getByRole('button', { name: `Revoke… ${name}` }).click()
  await dialog.getByRole('button', { name: 'Revoke the token' }).click()
  await expect(tokens.getByText('Revoked')).toBeVisible()
  await page.getByRole('button', { name: 'State' }).click()
  await page.getByRole('menuitem', { name: 'Live' }).click()
  await expect(page.getByText('No token matches')).toBeVisible()
})
