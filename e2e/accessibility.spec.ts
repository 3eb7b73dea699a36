/** Every page, in both themes, on a desk and on a phone: WCAG 2.2 AA by axe, nothing scrolls sideways, one main heading. */
import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import type { Page as List } from '@/lib/contracts/paging'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { JobView } from '@/lib/contracts/provisioning/job'
import type { StockView } from '@/lib/contracts/tickets/stock'
import { aPng } from '@/lib/testing/factories/photo'
import { getView, newApi } from './api'
import { axeFaults } from './axe-faults'
import { signIn } from './sign-in'

const PAGES = [
  '/',
  '/?add=20xdell-r650@FRA1&lose=FRA1-A01&lose=NOWHERE&window=7&runway=FRA1',
  '/orders',
  '/orders/new',
  '/racks',
  '/racks/FRA1-A01',
  '/scan',
  '/scan?view=batch',
  '/scan/stocktakes',
  '/s/NOTHING-HAS-THIS-CODE',
  '/servers',
  '/servers/SRV-000001',
  '/tickets',
  '/tickets/T-1005',
  '/stock',
  '/stock/pieces',
  '/import',
  '/bulk-changes',
  '/labels?codes=SRV-000001',
  '/incidents',
  '/provisioning',
  '/provisioning?kind=provision&step=3',
  '/firmware',
  '/firmware/drift',
  '/firmware?model=lenovo-sr630&component=UEFI&from=2.61&to=4.20',
  '/firmware?model=lenovo-sr650&component=UEFI&from=2.61&to=3.40',
  '/audit',
  '/audit?of=server:SRV-000001',
  '/settings',
  '/settings?tab=tokens',
  '/settings/rules',
  '/settings/dumps',
  '/api-docs',
  '/design',
]
/** A job that failed and its order, with its log open, by steps and over the clock. */
let jobPages: string[] = []
/** A ticket's photo seen large, a piece with its history, a dump that could not be read. */
let carePages: string[] = []
/** The same, of an order that has plans and of one that has none: seen once the answer is there. */
let wizardPages: { path: string; shown: (page: Page) => Promise<void> }[] = []

test.beforeAll(async () => {
  const api = await newApi()
  const stepOf = async (cpuCores: number) => {
    const data = { customer: 'Accessible to all', datacenter: 'FRA1', cpuCores }
    const order: OrderView = await (await api.post('/api/v1/orders', { data })).json()
    return `/orders/new?order=${order.number}&step=plan&warehouse=no&maxPerRack=8`
  }
  wizardPages = [
    {
      path: await stepOf(200),
      shown: (page) => expect(page.getByRole('radiogroup', { name: 'Plan', exact: true })).toBeVisible(),
    },
    { path: await stepOf(900_000), shown: (page) => expect(page.getByText('No plan exists')).toBeVisible() },
  ]
  const failed = await getView<List<JobView>>(api, '/provision-jobs?status=FAILED&limit=1')
  jobPages = failed.items.flatMap(({ id, order }) => [
    `/provisioning/${id}`,
    `/provisioning/${id}?view=log`,
    `/orders/${order}?job=${id}`,
    `/orders/${order}?view=clock&job=${id}`,
  ])
  expect(jobPages).toHaveLength(4)
  carePages = await makeCarePages(api)
  await api.dispose()
})

async function makeCarePages(api: APIRequestContext): Promise<string[]> {
  const headers = { 'content-type': 'image/png' }
  const photo = await api.post('/api/v1/tickets/T-1005/photos', { data: Buffer.from(aPng(80, 60)), headers })
  const [stock] = (await getView<List<StockView>>(api, '/stock?limit=1')).items
  const { sku = '', warehouse = '' } = stock ?? {}
  const serials = [`AXE-${Date.now()}`]
  const received = await api.post('/api/v1/stock/movements', {
    data: { sku, warehouse, quantity: 1, reason: 'delivery', serials },
  })
  expect([photo.status(), received.status()]).toEqual([201, 201])
  const { dump } = await (await api.post('/api/v1/telemetry/smartctl', { data: { cut: 'off' } })).json()
  return [
    `/tickets/T-1005?photo=${(await photo.json()).id}`,
    `/stock?part=${encodeURIComponent(`${sku}@${warehouse}`)}&piece=${serials[0]}`,
    `/settings/dumps?dump=${dump}`,
  ]
}

// The longest of all: both sizes at once, each in a world of its own.
test.describe.configure({ mode: 'parallel' })

for (const width of [1440, 390]) {
  test(`every page is accessible and fits: ${width} px, in both themes`, async ({ browser }) => {
    test.setTimeout(480_000)
    const viewport = { width, height: width === 390 ? 844 : 900 }
    const context = await browser.newContext({ viewport })
    const page = await context.newPage()
    await signIn(page, 'ADMIN')
    const found: string[] = []
    const pages = [...[...PAGES, ...jobPages, ...carePages].map((path) => ({ path, shown: null })), ...wizardPages]
    for (const { path, shown } of pages) {
      await page.goto(path)
      await shown?.(page)
      // While the page streams in, what it replaces is still there.
      const headings = page.locator('h1:visible')
      await expect(headings, path).toHaveCount(1)
      await expect(page, path).toHaveTitle(/\S/)
      found.push(...(await axeFaults(page)).map((fault) => `${path} ${fault}`))
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (sideways > 0) found.push(`${path} scrolls sideways by ${sideways} px`)
    }
    expect(found).toEqual([])
    await context.close()
  })
}
