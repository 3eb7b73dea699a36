/** What a browser has to fetch of script to show a page for the first time, above what an empty page of the application costs. */
import { globSync } from 'node:fs'
import { type APIRequestContext, type BrowserContext, expect, test } from '@playwright/test'
import { REST_MS } from '@/lib/client/when-quiet'
import type { Page as List } from '@/lib/contracts/paging'
import { getView, newApi } from './api'
import { signIn } from './sign-in'

const MOST_BYTES = 60_000
/** Of /scan, which is opened beside a rack, on a phone's thin line; its camera comes when it is asked for. */
const MOST_ON_A_PHONE = 25_000
/** An address that names nothing: the shell and one sentence. */
const EMPTY = '/s/NOTHING-HAS-THIS-CODE'
/** A page is there when nothing was asked for, and nothing is under way, for so long. */
const QUIET_MS = 600
const AT_ONCE = 4

/** Of each page of the application an address that shows it, with the parts open that only an address opens. */
async function addresses(api: APIRequestContext): Promise<Record<string, string>> {
  const first = async (list: string) => (await getView<List<Record<string, string>>>(api, list)).items[0] ?? {}
  const post = async (path: string, data: object) => (await api.post(`/api/v1${path}`, { data })).json()
  const nobody = { selection: { barcodes: ['NO-SUCH-SERVER'] }, change: { kind: 'hold', reason: 'weighed' } }
  const [order, job, stocktake, bulkChange, sent] = await Promise.all([
    post('/orders', { customer: 'Weighed', datacenter: 'FRA1', cpuCores: 200 }),
    first('/provision-jobs?status=FAILED&limit=1'),
    post('/stocktakes', { rack: 'FRA1-A01' }),
    post('/bulk-changes', nobody),
    api.post('/api/v1/imports?kind=servers&dryRun=true', {
      headers: { 'content-type': 'text/csv' },
      data: 'barcode\nWEIGHED-1\n',
    }),
  ])
  const { id: imported } = await sent.json()
  // An outage of a rack that nothing stands in.
  const rack = `WEIGHED-${Date.now()}`
  await post('/racks', { code: rack, datacenter: 'FRA1', heightU: 4 })
  for (const powerOutage of [true, false]) await api.patch(`/api/v1/racks/${rack}`, { data: { powerOutage } })
  const outage = await first('/incidents?limit=1')
  return {
    '/': '/?add=20xdell-r650@FRA1&lose=FRA1-A01',
    '/api-docs': '/api-docs',
    '/audit': '/audit',
    '/bulk-changes': '/bulk-changes',
    '/bulk-changes/[id]': `/bulk-changes/${bulkChange.id}`,
    '/firmware': '/firmware',
    '/firmware/drift': '/firmware/drift',
    '/import': '/import',
    '/import/[id]': `/import/${imported}`,
    '/incidents': '/incidents',
    '/incidents/[number]': `/incidents/${outage.number}`,
    '/labels': '/labels?codes=SRV-000001',
    '/orders': '/orders',
    '/orders/[number]': `/orders/${job.order}?job=${job.id}`,
    '/orders/new': `/orders/new?order=${order.number}&step=plan`,
    '/print/racks': '/print/racks?rack=FRA1-A01',
    '/provisioning': '/provisioning',
    '/provisioning/[id]': `/provisioning/${job.id}`,
    '/racks': '/racks?server=SRV-000001',
    '/racks/[code]': '/racks/FRA1-A01',
    '/s/[code]': EMPTY,
    '/scan': '/scan',
    '/scan/stocktakes': '/scan/stocktakes',
    '/scan/stocktakes/[id]': `/scan/stocktakes/${stocktake.id}`,
    '/servers': '/servers',
    '/servers/[barcode]': '/servers/SRV-000001',
    '/settings': '/settings?tab=tokens',
    '/settings/dumps': '/settings/dumps',
    '/settings/rules': '/settings/rules',
    '/stock': '/stock',
    '/stock/pieces': '/stock/pieces',
    '/tickets': '/tickets',
    '/tickets/[number]': '/tickets/T-1005',
  }
}

test('no page asks for more than 60 kB of script above an empty one, and scanning for no more than 25 kB', async ({
  browser,
}) => {
  const api = await newApi()
  const byRoute = await addresses(api)
  await api.dispose()
  const routes = globSync('app/(app)/**/page.tsx').map((file) =>
    `/${file.slice('app/(app)/'.length, -'page.tsx'.length)}`.replace(/(.)\/$/, '$1'),
  )
  expect(Object.keys(byRoute).sort()).toEqual(routes.sort())

  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await signIn(page, 'ADMIN', EMPTY)
  await page.close()
  const empty = await scriptOf(context, EMPTY)
  const left = Object.values(byRoute)
  const above = new Map<string, number>()
  const weigh = async () => {
    for (let path = left.shift(); path !== undefined; path = left.shift())
      above.set(path, (await scriptOf(context, path)) - empty)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, weigh))
  await context.close()
  const heaviest = [...above].sort(([, a], [, b]) => b - a)
  console.log(`script: empty page ${empty} bytes; above it`, Object.fromEntries(heaviest.slice(0, 5)))
  const most = (path: string) => (path === '/scan' ? MOST_ON_A_PHONE : MOST_BYTES)
  expect(heaviest.filter(([path, bytes]) => bytes > most(path))).toEqual([])
})

/**
 * Bytes of script that travel for a first load, what the page fetches on its own while it settles included. What waits until the
 * page has been at rest for REST_MS is not: a slow machine would still be settling then, and a fast one be done.
 */
async function scriptOf(context: BrowserContext, path: string): Promise<number> {
  const page = await context.newPage()
  await page.addInitScript((most) => {
    const later = window.setTimeout.bind(window)
    window.setTimeout = ((run: () => void, ms?: number, ...rest: unknown[]) =>
      ms === most ? 0 : later(run, ms, ...rest)) as typeof window.setTimeout
  }, REST_MS)
  const client = await context.newCDPSession(page)
  await client.send('Network.enable')
  await client.send('Network.setCacheDisabled', { cacheDisabled: true })
  const scripts = new Set<string>()
  const underWay = new Set<string>()
  let bytes = 0
  let lastAt = Date.now()
  client.on('Network.requestWillBeSent', ({ requestId }) => {
    underWay.add(requestId)
    lastAt = Date.now()
  })
  client.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script') scripts.add(requestId)
    // What says what changes never ends.
    if (response.mimeType === 'text/event-stream') underWay.delete(requestId)
  })
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    underWay.delete(requestId)
    lastAt = Date.now()
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  client.on('Network.loadingFailed', ({ requestId }) => underWay.delete(requestId))
  await page.goto(path)
  await expect.poll(() => underWay.size === 0 && Date.now() - lastAt > QUIET_MS, { intervals: [50] }).toBe(true)
  await page.close()
  return bytes
}
