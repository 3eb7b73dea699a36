/** What each page costs the database: the statements that the web process counts until the page's answer has ended. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type APIRequestContext, expect, test } from '@playwright/test'
import type { RackView } from '@/lib/contracts/inventory/rack'
import type { Page as List } from '@/lib/contracts/paging'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { JobView } from '@/lib/contracts/provisioning/job'
import type { StockView } from '@/lib/contracts/tickets/stock'
import { ROOT } from '@/scripts/embedded-postgres'
import { getView, newApi } from './api'
import { signIn } from './sign-in'
import { findWorld } from './world'

/** Each page by its file, with what can be open on it open, and the most that it may cost. */
const MOST: Record<string, number> = {
  '/': 21,
  '/api-docs': 8,
  '/audit': 11,
  '/bulk-changes': 10,
  '/bulk-changes/[id]': 14,
  '/design': 0,
  '/firmware': 16,
  '/firmware/drift': 16,
  '/import': 10,
  '/import/[id]': 13,
  '/incidents': 12,
  '/incidents/[number]': 17,
  '/labels': 19,
  '/orders': 11,
  '/orders/[number]': 30,
  '/orders/new': 27,
  '/print/racks': 17,
  '/provisioning': 14,
  '/provisioning/[id]': 16,
  '/racks': 25,
  '/racks/[code]': 23,
  '/s/[code]': 9,
  '/scan': 8,
  '/scan/stocktakes': 12,
  '/scan/stocktakes/[id]': 13,
  '/servers': 14,
  '/servers/[barcode]': 37,
  '/settings': 12,
  '/settings/dumps': 9,
  '/settings/rules': 9,
  '/sign-in': 0,
  '/stock': 45,
  '/stock/pieces': 12,
  '/tickets': 24,
  '/tickets/[number]': 30,
}

let api: APIRequestContext
test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

const items = async <View>(path: string): Promise<View[]> => (await getView<List<View>>(api, path)).items
const first = async <View>(path: string): Promise<View> => {
  const [item] = await items<View>(path)
  if (item === undefined) throw new Error(`The demo world has nothing at ${path}`)
  return item
}
async function post<View>(path: string, data: object): Promise<View> {
  const answer = await api.post(`/api/v1${path}`, { data })
  expect(answer.ok(), `${path} answers ${answer.status()}: ${await answer.text()}`).toBe(true)
  return answer.json()
}

let asked = 0
/** Asks for a page as a browser that is signed in does, and reads in the web's log what it cost. */
async function costOf(asking: APIRequestContext, path: string): Promise<number> {
  const requestId = `cost-${Date.now().toString(36)}-${++asked}`
  const answer = await asking.get(path, { headers: { 'x-request-id': requestId } })
  expect(answer.status(), path).toBe(200)
  const said = () =>
    readFileSync(findWorld()?.webLog ?? '', 'utf8')
      .split('\n')
      .find((line) => line.includes(requestId) && line.includes('"msg":"page"'))
  await expect.poll(said, { intervals: [5, 10, 20, 50] }).toBeDefined()
  return JSON.parse(said() ?? '').statements
}

/** The pages that there are, as Next finds them. */
const routes = readdirSync(join(ROOT, 'app'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('page.tsx'))
  .map((file) => `/${file.replace(/\/?page\.tsx$/, '').replace(/^\(app\)\/?/, '')}`)

/** Of a page about one thing, an address of such a thing. */
async function addresses(): Promise<Record<string, string>> {
  const stock = await first<StockView>('/stock?limit=1')
  const job = await first<JobView>('/provision-jobs?status=FAILED&limit=1')
  const rack = await first<RackView>('/racks?datacenter=FRA1&limit=1')
  const table = { files: [{ name: 'a.csv', text: 'barcode,datacenter\nCOST-1,FRA1\n' }] }
  const { id: anImport } = await post<{ id: string }>('/imports?kind=servers&dryRun=true', table)
  const nobody = { selection: { barcodes: ['NO-SUCH-SERVER'] }, change: { kind: 'hold', reason: 'costs' } }
  const { id: aChange } = await post<{ id: string }>('/bulk-changes', nobody)
  const { id: stocktake } = await post<{ id: string }>('/stocktakes', { rack: rack.code })
  const dark = await api.patch(`/api/v1/racks/${rack.code}`, { data: { powerOutage: true } })
  expect(dark.ok()).toBe(true)
  const { number: incident } = await first<{ number: string }>(`/incidents?rack=${rack.code}&limit=1`)
  await api.patch(`/api/v1/racks/${rack.code}`, { data: { powerOutage: false } })
  const failed = await first<OrderView>('/orders?status=FAILED&limit=1')
  const planned = await first<OrderView>('/orders?status=PLANNED&limit=1')
  const open = (path: string, ...queries: string[]) => `${path}?${queries.join('&')}`
  return {
    '/': open('/', 'add=20xdell-r650@FRA1', `lose=${rack.code}`, 'runway=FRA1'),
    '/audit': open('/audit', 'of=server:SRV-000001'),
    '/bulk-changes/[id]': `/bulk-changes/${aChange}`,
    '/firmware': open('/firmware', 'model=lenovo-sr630', 'component=UEFI', 'from=2.61', 'to=4.20'),
    '/import/[id]': `/import/${anImport}`,
    '/incidents/[number]': `/incidents/${incident}`,
    '/labels': open('/labels', `contentsOf=${rack.code}`),
    '/orders/[number]': open(`/orders/${failed.number}`, `job=${job.id}`),
    '/orders/new': open('/orders/new', `order=${planned.number}`, 'step=commit'),
    '/print/racks': open('/print/racks', `rack=${rack.code}`),
    '/provisioning/[id]': open(`/provisioning/${job.id}`, 'view=log'),
    '/racks': open('/racks', 'datacenter=FRA1', 'server=SRV-000001'),
    '/racks/[code]': open(`/racks/${rack.code}`, 'server=SRV-000001'),
    '/s/[code]': '/s/NOTHING-HAS-THIS-CODE',
    '/scan/stocktakes/[id]': `/scan/stocktakes/${stocktake}`,
    '/servers/[barcode]': '/servers/SRV-000001',
    '/stock': open('/stock', `part=${encodeURIComponent(`${stock.sku}@${stock.warehouse}`)}`),
    '/tickets': open('/tickets', 'ticket=T-1005'),
    '/tickets/[number]': '/tickets/T-1005',
  }
}

test('every page keeps to its number of statements, and has one', async ({ page }) => {
  expect(Object.keys(MOST).sort()).toEqual(routes.toSorted())
  const paths = await addresses()
  await signIn(page, 'ADMIN')
  const over: string[] = []
  for (const [route, most] of Object.entries(MOST)) {
    const path = paths[route] ?? route
    // Who is signed in is sent on from there.
    const statements = await costOf(route === '/sign-in' ? api : page.request, path)
    if (statements > most) over.push(`${path} cost ${statements} statements, ${statements - most} more than ${most}`)
  }
  expect(over).toEqual([])
})

/** An order with so many servers. */
async function anOrder(count: number): Promise<string> {
  const lines = [{ count, minCpuCores: 1, minRamGb: 0, minNvmeGb: 0 }]
  const { number } = await post<OrderView>('/orders', { customer: 'Counted', datacenter: 'IAD3', lines })
  await post(`/orders/${number}/plan`, {})
  await post(`/orders/${number}/allocate`, {})
  return number
}

/** The same page with little on it and with much. */
async function pairs(): Promise<[string, string][]> {
  const [small, large] = [await anOrder(1), await anOrder(12)]
  const racks = (await items<RackView>('/racks?limit=200')).sort((a, b) => a.servers - b.servers)
  const few = racks.find(({ servers }) => servers > 0)
  return [
    ['/servers?q=SRV-000001', '/servers?q=SRV-0'],
    [`/orders?q=${small}`, '/orders?q=ORD'],
    [`/orders/${small}`, `/orders/${large}`],
    [`/racks/${few?.code}`, `/racks/${racks.at(-1)?.code}`],
    ['/audit?entity=server&key=SRV-000001', '/audit?entity=server'],
  ]
}

test('a page costs the same with little on it and with much', async ({ page }) => {
  await signIn(page, 'ADMIN')
  for (const [little, much] of await pairs())
    expect(await costOf(page.request, much), `${much} as ${little}`).toBe(await costOf(page.request, little))
})
