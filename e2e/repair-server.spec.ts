import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { Page as List } from '@/lib/contracts/paging'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import type { ServerState } from '@/lib/domain/server-state'
import { getView, newApi } from './api'
import { signIn } from './sign-in'

/** What becomes of a server while it is repaired. */
let api: APIRequestContext

test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

const get = <View>(path: string) => getView<View>(api, path)

async function aTicket(state: ServerState, type: TicketView['type']): Promise<TicketView> {
  const { items } = await get<List<ServerView>>(`/servers?state=${state}&limit=200`)
  for (const { barcode, rack } of items) {
    const { items: others } = await get<List<TicketView>>(`/tickets?server=${barcode}`)
    if (others.length > 0 || rack === undefined) continue
    const made = await api.post('/api/v1/tickets', { data: { server: barcode, type } })
    if (made.status() === 201) return made.json()
  }
  throw new Error(`The demo world has no server without tickets that is ${state}`)
}

const stateOf = async (barcode: string) => (await get<ServerView>(`/servers/${barcode}`)).state

async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  await expect(button).not.toHaveAttribute('aria-busy')
  await button.click()
}

test('a server that an order uses is taken from it only when that was said: the dialog names the order, and leaves it in service otherwise', async ({
  page,
}) => {
  const { number, server } = await aTicket('IN_SERVICE', 'REPLACE_RAM')
  const { order } = await get<ServerView>(`/servers/${server}`)
  await signIn(page, 'REPAIR', `/tickets/${number}`)
  await expect(page.getByRole('checkbox', { name: 'Take the server out of service for it' })).toBeChecked()
  await press(page, 'Take and start')
  const dialog = page.getByRole('dialog', { name: 'An order uses this server' })
  await expect(dialog).toContainText(order ?? '')
  await expect(dialog).toContainText('degraded until it gets a substitute')
  await dialog.getByRole('button', { name: 'Leave it in service' }).click()
  await expect(dialog).toBeHidden()
  expect(await stateOf(server)).toBe('IN_SERVICE')

  await press(page, 'Take and start')
  await dialog.getByRole('button', { name: 'Take it from its order' }).click()
  await expect(page.locator('[aria-current=step]')).toContainText('Scan the server')
  expect(await stateOf(server)).toBe('REPAIRING')
  expect(await get<{ degraded: string[] }>(`/orders/${order}`)).toMatchObject({
    degraded: expect.arrayContaining([server]),
  })
})

test('a ticket that was started without it says that its server is still in service, and takes it out with one press', async ({
  page,
}) => {
  const { number, server } = await aTicket('RACKED', 'REPLACE_RAM')
  await api.patch(`/api/v1/tickets/${number}`, { data: { status: 'IN_PROGRESS' } })
  expect(await stateOf(server)).toBe('RACKED')
  await signIn(page, 'REPAIR', `/tickets/${number}`)
  await press(page, 'Take it')
  await expect(page.getByText(`${server} is racked: this is swapped with the power off.`)).toBeVisible()
  await press(page, 'Take it out of service')
  await expect(page.getByText('this is swapped with the power off.')).toBeHidden()
  await expect.poll(() => stateOf(server)).toBe('REPAIRING')
})

test('a broken server is in repair however its ticket is started, and scanned at the scan station it leads to that ticket', async ({
  page,
}) => {
  const { number, server } = await aTicket('RACKED', 'CHECK_COOLING')
  await api.post(`/api/v1/servers/${server}/transitions`, { data: { to: 'BROKEN', reason: 'its fans stand still' } })
  await signIn(page, 'REPAIR', `/tickets?ticket=${number}`)
  await page.getByRole('toolbar', { name: 'Moves' }).getByRole('button', { name: 'Start' }).click()
  await expect.poll(() => stateOf(server)).toBe('REPAIRING')

  await page.goto('/scan')
  const box = page.getByRole('textbox').first()
  await box.fill(server)
  await box.press('Enter')
  await page.getByRole('link', { name: `Repair ${number}` }).click()
  await expect(page).toHaveURL(new RegExp(`/tickets/${number}`))
  await expect(page.locator('[aria-current=step]')).toContainText('Scan the server')
})

test('a ticket that is left undone asks where its server goes, with what is legal, and gives it back to its rack', async ({
  page,
}) => {
  const { number, server } = await aTicket('RACKED', 'CHECK_COOLING')
  await api.post(`/api/v1/servers/${server}/transitions`, { data: { to: 'BROKEN', reason: 'its fans stand still' } })
  await api.patch(`/api/v1/tickets/${number}`, { data: { status: 'IN_PROGRESS' } })
  await signIn(page, 'REPAIR', `/tickets/${number}`)
  await press(page, 'Won’t fix…')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(`${server} stays in repair until you say where it goes.`)
  await dialog.getByRole('textbox', { name: 'Why' }).fill('The fans are not made any more')
  await dialog.getByRole('button', { name: 'Won’t fix' }).click()

  await expect(page.getByText(`${server} is still in repair.`)).toBeVisible()
  const ways = page.getByRole('list').filter({ has: page.getByRole('button', { name: 'Mended in its place…' }) })
  await expect(ways.getByRole('button', { name: 'Into a warehouse…' })).not.toHaveAttribute('aria-disabled')
  await expect(ways.getByRole('button', { name: 'Decommission…' })).toHaveAccessibleDescription(/Needs the role/)
  await ways.getByRole('button', { name: 'Mended in its place…' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Well enough for the lab')
  await page.getByRole('dialog').getByRole('button', { name: 'Mended in its place' }).click()
  await expect(page.getByText(`${server} is still in repair.`)).toBeHidden()
  expect(await stateOf(server)).toBe('RACKED')
})
