import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { Page as List } from '@/lib/contracts/paging'
import type { IngestView } from '@/lib/contracts/telemetry/event'
import type { SparePartView, StockView } from '@/lib/contracts/tickets/stock'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { getView, newApi } from './api'
import { signIn } from './sign-in'

let api: APIRequestContext

test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

const get = <View>(path: string) => getView<View>(api, path)

/** A server in service without tickets, for which a disk lies in its datacenter. */
async function serverWithSpare(): Promise<{ server: ServerView; sku: string }> {
  const [{ items: parts }, { items: stock }] = await Promise.all([
    get<List<SparePartView>>('/spare-parts?limit=200&kind=DISK'),
    get<List<StockView>>('/stock?limit=200'),
  ])
  for (const { sku, datacenter } of stock.filter((row) => row.available > 0)) {
    const models = parts.find((part) => part.sku === sku)?.models ?? []
    for (const model of models) {
      const where = `model=${model}&datacenter=${datacenter}&state=IN_SERVICE&limit=200`
      for (const server of (await get<List<ServerView>>(`/servers?${where}`)).items) {
        const { items } = await get<List<TicketView>>(`/tickets?server=${server.barcode}`)
        if (items.length === 0) return { server, sku }
      }
    }
  }
  throw new Error('The demo world has no server in service for which a spare disk lies')
}

const failingDisk = async (server: ServerView, serial: string): Promise<string> => {
  const event = {
    barcode: server.barcode,
    ts: new Date().toISOString(),
    kind: 'SMART_FAIL',
    payload: { device: '/dev/nvme3n1', serial, mediaErrors: 41 },
  }
  const answer = await api.post('/api/v1/telemetry', { data: [event] })
  expect(answer.status()).toBe(202)
  const { results }: IngestView = await answer.json()
  expect(results[0]?.outcome).toBe('opened')
  return results[0]?.ticket ?? ''
}

const card = (page: Page, number: string) => page.getByRole('article', { name: new RegExp(`^${number},`) })

/** Presses the main button once the step before has been answered: while it is busy it takes no press. */
async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name })
  await expect(button).toBeVisible()
  await expect(button).not.toHaveAttribute('aria-busy')
  await button.click()
}

/** What lies there, promised or not. */
const onTheShelf = async (sku: string, warehouse: string): Promise<number> => {
  const { available, reserved } = await get<StockView>(`/stock/${encodeURIComponent(`${sku}@${warehouse}`)}`)
  return available + reserved
}

test('a SMART_FAIL posted to the API appears on the open board within a second, with its spare and shelf; the repair crew closes it and the stock falls by one', {
  tag: '@prompt',
}, async ({ page }) => {
  const { server } = await serverWithSpare()
  await signIn(page, 'REPAIR', '/tickets')
  await expect(page.getByText('Live', { exact: true }).filter({ visible: true })).toBeVisible()
  const serial = `E2E${Date.now()}`

  const number = await failingDisk(server, serial)
  await expect(card(page, number)).toBeVisible({ timeout: 1_000 })

  const opened = await get<TicketView>(`/tickets/${number}`)
  const part = opened.components[0]?.part
  expect(part).toMatchObject({ status: 'reserved' })
  const { sku = '', warehouse = '', shelf = '' } = part ?? {}
  await expect(card(page, number)).toContainText('Replace disk')
  await expect(card(page, number)).toContainText(sku)
  await expect(card(page, number)).toContainText(shelf)
  await expect(card(page, number)).toContainText(`U${opened.place.u}`)
  const before = await onTheShelf(sku, warehouse)

  // The board by keys alone: choose, open.
  await card(page, number).click()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/tickets/${number}`))
  await expect(page.getByText('41 media errors').first()).toBeVisible()
  await expect(page.getByText(shelf).first()).toBeVisible()

  // The page's answers to its own refreshes come a little late here, so that they cross what is said: it stays, and the page is never loaded anew.
  let loads = 0
  page.on('load', () => loads++)
  await page.route(/[?&]_rsc=/, async (route) => {
    const response = await route.fetch()
    await new Promise((resolve) => setTimeout(resolve, 30))
    await route.fulfill({ response })
  })

  const step = page.locator('[aria-current=step]')
  const scan = async (code: string) => {
    await page.getByRole('form', { name: 'Scan' }).getByRole('textbox').fill(code)
    await page.keyboard.press('Enter')
  }
  await press(page, 'Take and start')
  await expect(step).toContainText('Scan the server')
  await scan(server.barcode)
  await expect(step).toContainText('Scan the failed disk')
  await scan(serial)
  await expect(step).toContainText('Scan the new disk')
  await scan(sku)
  await expect(step).toContainText('Verify')
  await page.getByRole('textbox', { name: 'What you saw' }).fill('Its light is green')
  await press(page, 'It is well')
  await expect(step).toContainText('Close')
  await press(page, 'Close the ticket')
  await expect(page.getByText('Done', { exact: true }).filter({ visible: true }).first()).toBeVisible()

  expect(loads).toBe(0)
  await page.unrouteAll({ behavior: 'ignoreErrors' })

  await expect.poll(() => get<TicketView>(`/tickets/${number}`).then((ticket) => ticket.status)).toBe('DONE')
  expect(await onTheShelf(sku, warehouse)).toBe(before - 1)
  // The ticket's page may be refreshing itself at this moment, and a refresh may cut off our own way out.
  await expect(() => page.goto('/tickets')).toPass({ timeout: 15_000 })
  await expect(page.getByRole('list', { name: 'Done' }).getByRole('article').first()).toHaveAccessibleName(
    new RegExp(`^${number},`),
  )
})

test('a ticket is DONE only when nothing waits: the button says which component, and unlocks when it is settled', async ({
  page,
}) => {
  const { server } = await serverWithSpare()
  const serial = `E2E${Date.now()}`
  const number = await failingDisk(server, serial)
  await api.patch(`/api/v1/tickets/${number}`, { data: { status: 'IN_PROGRESS' } })
  await signIn(page, 'REPAIR', `/tickets?ticket=${number}`)
  const done = page.getByRole('toolbar', { name: 'Moves' }).getByRole('button', { name: 'Done' })
  await expect(done).toHaveAttribute('aria-disabled', 'true')
  await expect(done).toHaveAccessibleDescription(new RegExp(`Still waiting: ${serial}`))

  // Said elsewhere, seen here.
  await api.patch(`/api/v1/tickets/${number}`, { data: { components: [{ name: serial, result: 'not-needed' }] } })
  await expect(done).not.toHaveAttribute('aria-disabled')
  await card(page, number).focus()
  await page.keyboard.press('d')
  await expect(page.getByRole('list', { name: 'Done' })).toContainText(number)

  await expect.poll(() => get<TicketView>(`/tickets/${number}`).then((ticket) => ticket.status)).toBe('DONE')
})

test('a viewer cannot: the button says why, the API answers 403', async ({ page }) => {
  const { items } = await get<List<TicketView>>('/tickets?status=OPEN&limit=1')
  const number = items[0]?.number ?? ''
  const why = 'Needs the role REPAIR, OPERATOR or ADMIN'
  await signIn(page, 'VIEWER', `/tickets?ticket=${number}`)
  const start = page.getByRole('toolbar', { name: 'Moves' }).getByRole('button', { name: 'Start' })
  await expect(start).toHaveAttribute('aria-disabled', 'true')
  await expect(start).toHaveAccessibleDescription(why)
  await card(page, number).focus()
  await page.keyboard.press('s')
  await expect(page.getByRole('status').filter({ hasText: why })).toBeVisible()

  const answer = await page.evaluate(async (path) => {
    const response = await fetch(path, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ status: 'IN_PROGRESS' }),
    })
    return { status: response.status, type: response.headers.get('content-type'), body: await response.json() }
  }, `/api/v1/tickets/${number}`)
  expect(answer).toMatchObject({ status: 403, type: 'application/problem+json', body: { code: 'forbidden' } })
  expect(answer.body.detail).toContain('Needs the role')
  expect((await get<TicketView>(`/tickets/${number}`)).status).toBe('OPEN')
})
