import { type APIRequestContext, expect, test } from '@playwright/test'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { Page as List } from '@/lib/contracts/paging'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { getView, newApi } from './api'
import { signIn } from './sign-in'

let api: APIRequestContext
test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

/** A rack of the demo world with servers in it that have no ticket. */
async function rackWithServers(): Promise<{ rack: string; servers: string[] }> {
  const { items } = await getView<List<ServerView>>(api, '/servers?state=RACKED&limit=200')
  const racks = Map.groupBy(items, (server) => server.rack ?? '')
  for (const [rack, servers] of racks) {
    const barcodes = servers.map((server) => server.barcode).slice(0, 2)
    if (rack === '' || barcodes.length < 2) continue
    const query = barcodes.map((barcode) => `server=${barcode}`).join('&')
    const tickets = await getView<List<TicketView>>(api, `/tickets?${query}&status=OPEN&status=IN_PROGRESS`)
    if (tickets.items.length === 0) return { rack, servers: barcodes }
  }
  throw new Error('No rack of the demo world has two servers without a ticket')
}

async function say(barcode: string, kind: string): Promise<string> {
  const event = { barcode, ts: new Date().toISOString(), kind, payload: {} }
  const answer = await api.post('/api/v1/telemetry', { data: [event] })
  const { results } = await answer.json()
  return results[0].outcome
}

test('a rack without power: its servers’ silence is one incident, live; what is still gone at its end opens its ticket, what came back does not', async ({
  page,
}) => {
  const { rack, servers } = await rackWithServers()
  const [gone = '', back = ''] = servers
  await signIn(page, 'OPERATOR', `/racks/${rack}`)
  await page.getByRole('button', { name: 'Power outage…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Start outage' }).click()
  await expect(page.getByText(`${rack} is in a power outage`)).toBeVisible()

  for (const barcode of servers) expect(await say(barcode, 'HOST_UNREACHABLE')).toBe('suppressed')
  await page.getByRole('link', { name: /INC-\d+: 2 servers dark, 2 events folded/ }).click()
  const table = page.getByRole('table', { name: 'Servers of this outage' })
  await expect(table.getByRole('row', { name: new RegExp(gone) })).toContainText('Dark')

  expect(await say(back, 'HOST_REACHABLE')).toBe('no-rule')
  await page.goto(`/racks/${rack}`)
  await page.getByRole('button', { name: 'End outage…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'End outage' }).click()
  await expect(page.getByText(`${rack} is in a power outage`)).toBeHidden()

  await page.goto('/incidents')
  await page.getByRole('table', { name: 'Outages' }).getByRole('link').first().click()
  await expect(table.getByRole('row', { name: new RegExp(gone) })).toContainText(/Still gone.*T-\d+/)
  await expect(table.getByRole('row', { name: new RegExp(back) })).toContainText('Came back')
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden()
})

test('a tech sees the button, and why it is not theirs', async ({ page }) => {
  const { rack } = await rackWithServers()
  await signIn(page, 'TECH', `/racks/${rack}`)
  const button = page.getByRole('button', { name: 'Power outage…' })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await expect(button).toHaveAccessibleDescription('Needs the role OPERATOR or ADMIN')
})
