import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import type { AuditView } from '@/lib/contracts/audit/audit'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { Page as List } from '@/lib/contracts/paging'
import type { IngestView } from '@/lib/contracts/telemetry/event'
import type { PartWithHistoryView } from '@/lib/contracts/tickets/part'
import type { SparePartView, StockView } from '@/lib/contracts/tickets/stock'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { ROOT } from '@/scripts/embedded-postgres'
import { getView, newApi } from './api'
import { press } from './keys'
import { signIn } from './sign-in'

/** A repair on a phone with a hand scanner: what it types ends with Enter, and goes to whatever has the focus. */
test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

let api: APIRequestContext

test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

const get = <View>(path: string) => getView<View>(api, path)

/** Two servers without tickets in a datacenter where a disk lies that fits the first. */
async function serverWithSpare(): Promise<{ server: ServerView; other: ServerView }> {
  const [{ items: parts }, { items: stock }] = await Promise.all([
    get<List<SparePartView>>('/spare-parts?limit=200&kind=DISK'),
    get<List<StockView>>('/stock?limit=200'),
  ])
  for (const { sku, datacenter } of stock.filter((row) => row.available > 0)) {
    for (const model of parts.find((part) => part.sku === sku)?.models ?? []) {
      const where = `model=${model}&datacenter=${datacenter}&state=RACKED&limit=50`
      const quiet = []
      for (const server of (await get<List<ServerView>>(`/servers?${where}`)).items) {
        const { items } = await get<List<TicketView>>(`/tickets?server=${server.barcode}`)
        if (items.length === 0) quiet.push(server)
        const [first, second] = quiet
        if (first !== undefined && second !== undefined) return { server: first, other: second }
      }
    }
  }
  throw new Error('The demo world has no two racked servers for which a spare disk lies')
}

async function failingDisk(server: ServerView, serial: string): Promise<TicketView> {
  const event = {
    barcode: server.barcode,
    ts: new Date().toISOString(),
    kind: 'SMART_FAIL',
    payload: { device: '/dev/nvme3n1', serial, mediaErrors: 41 },
  }
  const { results }: IngestView = await (await api.post('/api/v1/telemetry', { data: [event] })).json()
  expect(results[0]?.outcome).toBe('opened')
  return get<TicketView>(`/tickets/${results[0]?.ticket}`)
}

const onTheShelf = async (sku: string, warehouse: string): Promise<number> => {
  const { available, reserved } = await get<StockView>(`/stock/${encodeURIComponent(`${sku}@${warehouse}`)}`)
  return available + reserved
}

/** A delivery of one piece whose serial is known. */
async function receive(sku: string, warehouse: string, serial: string): Promise<void> {
  const data = { sku, warehouse, quantity: 1, reason: 'delivery', serials: [serial] }
  expect((await api.post('/api/v1/stock/movements', { data })).status()).toBe(201)
}

/** Types into what has the focus, as a hand scanner does. */
async function scan(page: Page, code: string): Promise<void> {
  await expect(page.getByRole('form', { name: 'Scan' }).getByRole('textbox')).toBeFocused()
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
}

const answer = (page: Page, title: string) => page.getByRole('alert', { name: title })

const auditOf = async (number: string): Promise<string[]> => {
  const { items } = await get<List<AuditView>>(`/audit?entity=ticket&key=${number}&limit=100`)
  return items.reverse().map(({ action, to, detail }) => [action, to, detail?.did].filter(Boolean).join(' '))
}

test('a failing disk is repaired with two scans beyond the server: wrong ones are refused with the reason, stock falls by one, every step is in the audit log', async ({
  page,
}) => {
  const { server, other } = await serverWithSpare()
  const serial = `FLOW${Date.now()}`
  const ticket = await failingDisk(server, serial)
  const { sku = '', warehouse = '' } = ticket.components[0]?.part ?? {}
  const fresh = `${serial}N`
  await receive(sku, warehouse, fresh)
  const before = await onTheShelf(sku, warehouse)
  await signIn(page, 'REPAIR', `/tickets/${ticket.number}`)
  const step = page.locator('[aria-current=step]')

  await page.getByRole('button', { name: 'Take and start' }).click()
  await expect(step).toContainText('Scan the server')
  await scan(page, other.barcode)
  await expect(answer(page, 'Wrong server')).toContainText(`This is ${other.barcode}`)
  await scan(page, server.barcode)
  await expect(answer(page, 'Right server')).toBeVisible()

  await expect(step).toContainText(serial)
  await scan(page, sku)
  await expect(answer(page, 'Not yet')).toContainText('Scan the part that comes out first')
  await scan(page, 'HEALTHY-DISK')
  await expect(answer(page, 'Wrong part')).toContainText('This is not the disk that failed')
  await scan(page, serial)
  await expect(answer(page, 'Taken out')).toBeVisible()

  await expect(step).toContainText(sku)
  await scan(page, serial)
  await expect(answer(page, 'Wrong part')).toContainText('just came out')
  await scan(page, fresh)
  await expect(answer(page, 'Put in')).toBeVisible()
  await expect(step).toContainText('no fresh report')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)

  await page.getByRole('textbox', { name: 'What you saw' }).fill('Its light is green')
  await page.getByRole('button', { name: 'It is well' }).click()
  await expect(step).toContainText('Close')
  await page.getByRole('button', { name: 'Close the ticket' }).click()
  await expect(page.getByText('Done', { exact: true }).filter({ visible: true }).first()).toBeVisible()

  await expect.poll(() => get<TicketView>(`/tickets/${ticket.number}`).then(({ status }) => status)).toBe('DONE')
  expect(await onTheShelf(sku, warehouse)).toBe(before - 1)
  expect(await get<PartWithHistoryView>(`/parts/${fresh}`)).toMatchObject({
    state: 'INSTALLED',
    server: server.barcode,
  })
  expect(await auditOf(ticket.number)).toEqual([
    'telemetry.ingest-events OPEN',
    'tickets.edit-ticket',
    'tickets.move-ticket IN_PROGRESS',
    'tickets.record-scan server-confirmed',
    'tickets.record-scan part-removed',
    'tickets.record-scan part-installed',
    'tickets.verify-repair',
    'tickets.move-ticket DONE',
  ])
})

test('a part that the ticket does not name comes out all the same once a person says why: asked first, and kept in the history', async ({
  page,
}) => {
  const { server } = await serverWithSpare()
  const serial = `FORCE${Date.now()}`
  const ticket = await failingDisk(server, serial)
  await signIn(page, 'REPAIR', `/tickets/${ticket.number}`)
  const step = page.locator('[aria-current=step]')
  await page.getByRole('button', { name: 'Take and start' }).click()
  await expect(step).toContainText('Scan the server')
  await scan(page, server.barcode)
  await expect(step).toContainText('Scan the failed disk')
  await scan(page, `${serial}X`)
  await expect(answer(page, 'Wrong part')).toBeVisible()
  await page.getByRole('button', { name: 'It is the right one…' }).click()
  const dialog = page.getByRole('dialog', { name: `Take out ${serial}X all the same?` })
  await expect(dialog).toContainText(`The ticket is about ${serial}`)
  await dialog.getByRole('button', { name: 'Put it back' }).click()
  await expect(dialog).toBeHidden()
  await expect(step).toContainText('Scan the failed disk')

  await page.getByRole('button', { name: 'It is the right one…' }).click()
  await dialog.getByRole('textbox', { name: 'Why it is the right one' }).fill('Its light blinks amber')
  await dialog.getByRole('button', { name: 'It is the right one' }).click()
  await expect(answer(page, 'Taken out')).toBeVisible()
  await expect(step).toContainText('Scan the new disk')
  const { components } = await get<TicketView>(`/tickets/${ticket.number}`)
  expect(components).toMatchObject([{ name: serial, removedSerial: `${serial}X` }])
  await expect(page.getByText(`${serial}X taken out for ${serial}: Its light blinks amber`)).toBeVisible()
})

const SMARTCTL = join(ROOT, '..', 'shared', 'fixtures', 'smartctl', 'scrutiny')
const dump = (file: string): Record<string, unknown> => JSON.parse(readFileSync(join(SMARTCTL, file), 'utf8'))

async function sendDump(server: string, body: object): Promise<IngestView> {
  const answer = await api.post(`/api/v1/telemetry/smartctl?barcode=${server}`, { data: body })
  expect(answer.status()).toBe(202)
  return answer.json()
}

test('from the smartctl dump of a disk that fails to DONE: the one spare that fits it, two scans, and the new disk’s own dump verifies it', async ({
  page,
}) => {
  test.skip(!existsSync(SMARTCTL), 'Real dumps are not beside the project (shared/fixtures)')
  const { server } = await serverWithSpare()
  const stamp = Date.now().toString(36).toUpperCase()
  const [{ warehouse } = { warehouse: '' }] = (
    await get<List<StockView>>(`/stock?datacenter=${server.datacenter}&limit=1`)
  ).items
  const sku = `E2E-SATA-${stamp}`
  const data = {
    ...{ sku, kind: 'DISK', description: '500 GB SATA, 3.5"', models: [server.model] },
    facts: { formFactor: '3.5"', interface: 'SATA', sizeGb: 500 },
  }
  expect((await api.post('/api/v1/spare-parts', { data })).status()).toBe(201)
  const fresh = `FRESH${stamp}`
  await receive(sku, warehouse, fresh)

  const { results } = await sendDump(server.barcode, dump('smart-fail2.json'))
  expect(results).toMatchObject([{ outcome: 'opened' }])
  const number = results[0]?.ticket ?? ''
  const ticket = await get<TicketView>(`/tickets/${number}`)
  expect(ticket).toMatchObject({
    ...{ type: 'REPLACE_DISK', priority: 'HIGH' },
    components: [{ name: 'MSK423Y20S3HBC', part: { sku, warehouse, status: 'reserved' } }],
  })
  expect(await sendDump(server.barcode, dump('smart-fail2.json'))).toMatchObject({ accepted: 0, duplicates: 1 })

  await signIn(page, 'REPAIR', `/tickets/${number}`)
  const step = page.locator('[aria-current=step]')
  await page.getByRole('button', { name: 'Take and start' }).click()
  await scan(page, server.barcode)
  await expect(answer(page, 'Right server')).toBeVisible()
  await scan(page, 'MSK423Y20S3HBC')
  await expect(answer(page, 'Taken out')).toBeVisible()
  await scan(page, fresh)
  await expect(answer(page, 'Put in')).toBeVisible()
  await expect(step).toContainText('no fresh report')

  const { results: well } = await sendDump(server.barcode, { ...dump('smart-ata.json'), serial_number: fresh })
  expect(well).toMatchObject([{ outcome: 'attached', ticket: number }])
  await expect(step).toContainText('Close')
  await page.getByRole('button', { name: 'Close the ticket' }).click()
  await expect.poll(() => get<TicketView>(`/tickets/${number}`).then(({ status }) => status)).toBe('DONE')
  expect(await onTheShelf(sku, warehouse)).toBe(0)
  expect(await get<PartWithHistoryView>(`/parts/${fresh}`)).toMatchObject({
    state: 'INSTALLED',
    server: server.barcode,
  })
  expect(await auditOf(number)).toEqual([
    'telemetry.ingest-events OPEN',
    'tickets.edit-ticket',
    'tickets.move-ticket IN_PROGRESS',
    'tickets.record-scan server-confirmed',
    'tickets.record-scan part-removed',
    'tickets.record-scan part-installed',
    'tickets.verify-by-telemetry',
    'tickets.move-ticket DONE',
  ])
})

test('by keys alone: take, scan, take a mistaken scan back, verify, close', async ({ page }) => {
  const { server } = await serverWithSpare()
  const serial = `KEYS${Date.now()}`
  const ticket = await failingDisk(server, serial)
  const { sku = '', warehouse = '' } = ticket.components[0]?.part ?? {}
  const before = await onTheShelf(sku, warehouse)
  await signIn(page, 'REPAIR', `/tickets/${ticket.number}`)
  const step = page.locator('[aria-current=step]')
  const pressByKey = (name: string) => press(page, page.getByRole('button', { name }))
  await pressByKey('Take and start')
  await expect(step).toContainText('Scan the server')
  await scan(page, server.barcode)
  await expect(step).toContainText('Scan the failed disk')
  await scan(page, serial)
  await expect(step).toContainText('Scan the new disk')
  await pressByKey('Take back the last scan')
  await expect(step).toContainText('Scan the failed disk')
  await scan(page, serial)
  await expect(step).toContainText('Scan the new disk')
  await scan(page, sku)
  await expect(step).toContainText('Verify')
  await expect(answer(page, 'Put in')).toBeVisible()
  // From the box on to what was seen, and from there to the button.
  await expect(page.getByRole('form', { name: 'Scan' }).getByRole('textbox')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('textbox', { name: 'What you saw' })).toBeFocused()
  await page.keyboard.type('Its light is green')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(step).toContainText('Close')
  await pressByKey('Close the ticket')
  await expect.poll(() => get<TicketView>(`/tickets/${ticket.number}`).then(({ status }) => status)).toBe('DONE')
  expect(await onTheShelf(sku, warehouse)).toBe(before - 1)
})

test('neither an answer that comes late nor another step takes from a person what they write', async ({ page }) => {
  const { server } = await serverWithSpare()
  const serial = `LATE${Date.now()}`
  const ticket = await failingDisk(server, serial)
  const { sku = '' } = ticket.components[0]?.part ?? {}
  await signIn(page, 'REPAIR', `/tickets/${ticket.number}`)
  const step = page.locator('[aria-current=step]')
  await press(page, page.getByRole('button', { name: 'Take and start' }))
  for (const [next, code] of [
    ['Scan the server', server.barcode],
    ['Scan the failed disk', serial],
  ] as const) {
    await expect(step).toContainText(next)
    await scan(page, code)
  }
  await expect(step).toContainText('Scan the new disk')
  // The page hears of the scan, and of what comes after it, before whoever scanned has the answer.
  const answered = Promise.withResolvers<void>()
  const given = Promise.withResolvers<void>()
  await page.route(`**/tickets/${ticket.number}`, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    const response = await route.fetch()
    await answered.promise
    await route.fulfill({ response })
    given.resolve()
  })
  await scan(page, sku)
  await expect(step).toContainText('Verify')
  await expect(page.getByRole('form', { name: 'Scan' }).getByRole('textbox')).toBeFocused()
  const seen = page.getByRole('textbox', { name: 'What you saw' })
  await seen.focus()
  await page.keyboard.type('Its light ')
  await api.patch(`/api/v1/tickets/${ticket.number}`, { data: { note: 'The door is open' } })
  await expect(page.getByText('The door is open', { exact: true })).toBeVisible()
  answered.resolve()
  await given.promise
  await expect(answer(page, 'Put in')).toBeVisible()
  await page.keyboard.type('is green')
  await expect(seen).toHaveValue('Its light is green')
  // One more disk fails, and is let be: what was written is still there.
  const payload = { device: '/dev/nvme4n1', serial: `${serial}B`, mediaErrors: 41 }
  const fails = { barcode: server.barcode, ts: new Date().toISOString(), kind: 'SMART_FAIL', payload }
  expect((await api.post('/api/v1/telemetry', { data: [fails] })).status()).toBe(202)
  await expect(step).toContainText('Scan the failed disk')
  const components = [{ name: `${serial}B`, result: 'not-needed' }]
  expect((await api.patch(`/api/v1/tickets/${ticket.number}`, { data: { components } })).status()).toBe(200)
  await expect(step).toContainText('Verify')
  await expect(seen).toHaveValue('Its light is green')
})
