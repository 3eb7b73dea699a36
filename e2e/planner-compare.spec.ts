import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import type { HoldView } from '@/lib/contracts/inventory/hold'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { PlanComparison, PlanView } from '@/lib/contracts/planning/plan'
import { getView, newApi } from './api'
import { signIn } from './sign-in'

let api: APIRequestContext

test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

const get = <View>(path: string) => getView<View>(api, path)

async function post<View>(path: string, data: object): Promise<View> {
  const answer = await api.post(`/api/v1${path}`, { data })
  expect(answer.ok(), `${path} answers ${answer.status()}`).toBe(true)
  return answer.json()
}

const newOrder = (ask: object, datacenter = 'FRA1') =>
  post<OrderView>('/orders', { customer: 'Helvetia Analytics AG', datacenter, ...ask })
const compareStep = (order: OrderView, limits = '') => `/orders/new?order=${order.number}&step=plan${limits}`

/** The figures of one row, by the columns' names. */
async function rowOf(page: Page, name: string): Promise<Record<string, number>> {
  const table = page.getByRole('table', { name: 'Plans compared' })
  const heads = await table
    .getByRole('radio')
    .evaluateAll((radios) => radios.map((one) => (one as HTMLInputElement).value))
  const cells = await table
    .getByRole('row', { name: new RegExp(`^${name}`) })
    .getByRole('cell')
    .allInnerTexts()
  expect(cells).toHaveLength(heads.length)
  return Object.fromEntries(
    heads.map((head, index) => [head, Number(/[\d,.]+/.exec(cells[index] ?? '')?.[0].replaceAll(',', ''))]),
  )
}

const compared = (page: Page) => page.getByRole('radiogroup', { name: 'Plan', exact: true })
const orderInAddress = (page: Page) => new URL(page.url()).searchParams.get('order') ?? ''

test('six plans stand side by side, each the best by its own measure; one is chosen by keys, and the order is allocated by it', async ({
  page,
}) => {
  await signIn(page, 'PLANNER', '/orders/new?step=what&customer=Helvetia&datacenter=FRA1&cores=420&ram=3000&nvme=60000')
  await page.getByRole('button', { name: 'Continue to the plans' }).click()
  await expect(compared(page).getByRole('radio')).toHaveCount(6)

  const servers = await rowOf(page, 'Servers')
  const best = async (row: string, objective: string) => {
    const figures = await rowOf(page, row)
    expect(figures[objective], row).toBe(Math.min(...Object.values(figures)))
  }
  await best('Servers', 'fewest-servers')
  await best('Cost a month', 'lowest-cost')
  await best('Racks', 'fewest-racks')
  await best('Power, W', 'lowest-power')
  expect(servers.greedy).toBeGreaterThanOrEqual(servers['fewest-servers'] ?? 0)
  await expect(page.getByRole('cell', { name: /Proven optimal.*no plan uses/ }).first()).toBeVisible()
  await expect(page.getByRole('cell', { name: /No proof/ })).toHaveCount(1)

  const radio = (name: string) => compared(page).getByRole('radio', { name })
  await expect(radio('Fewest servers')).toBeChecked()
  await page.keyboard.press('6')
  await expect(radio('Greedy')).toBeChecked()
  await page.keyboard.press('2')
  await expect(radio('Lowest cost')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(radio('Least stranded')).toBeChecked()
  await page.keyboard.press('ArrowLeft')
  await expect(radio('Lowest cost')).toBeChecked()
  const count = servers['lowest-cost']
  await expect(page.getByText(`Lowest cost: ${count} servers in`)).toBeVisible()

  // The choice outlives a reload.
  await page.reload()
  await expect(radio('Lowest cost')).toBeChecked()
  // The page that came is ready when one can go on; a key before that goes nowhere, as a click would.
  await expect(page.getByRole('button', { name: 'Continue with this plan' })).toBeEnabled()
  await page.keyboard.press('Enter')

  await page.getByRole('button', { name: `Allocate ${count} servers` }).click()
  const number = orderInAddress(page)
  await expect(page).toHaveURL(new RegExp(`/orders/${number}$`))
  const order = await get<OrderView>(`/orders/${number}`)
  expect(order).toMatchObject({ status: 'ALLOCATED' })
  expect(order.servers).toHaveLength(count ?? 0)
  expect(await get<PlanView>(`/plans/${order.plan}`)).toMatchObject({ objective: 'lowest-cost', status: 'allocated' })
})

test('limits are set in one place, every plan keeps them, and what each costs is said', async ({ page }) => {
  const order = await newOrder({ cpuCores: 300 })
  await signIn(page, 'PLANNER', compareStep(order))
  await expect(compared(page)).toBeVisible()
  await page.getByRole('button', { name: 'Limits…' }).click()
  await page.getByLabel('Servers in one rack, at most').fill('2')
  await page.getByRole('button', { name: 'Apply and compare' }).click()
  await expect(page.getByText('at most 2 a rack, racked only')).toBeVisible()
  await expect(compared(page)).toBeVisible()
  for (const most of Object.values(await rowOf(page, 'Most in one rack'))) expect(most).toBeLessThanOrEqual(2)
  await expect(page.getByText('Without “at most 2 a rack”')).toBeVisible()

  await page.reload()
  // In the page itself: while it streams in, what came first stands beside it for a moment.
  await expect(page.locator('#main').getByText('at most 2 a rack, racked only')).toBeVisible()
})

test('a server that is held while the plans are on the screen is told of, and no plan with it is kept', async ({
  page,
}) => {
  const order = await newOrder({ cpuCores: 200 })
  await signIn(page, 'PLANNER', compareStep(order))
  await expect(compared(page)).toBeVisible()
  await expect(page.getByText('Live', { exact: true }).filter({ visible: true })).toBeVisible()
  const { plans } = await post<PlanComparison>(`/orders/${order.number}/plan-comparison`, {})
  const taken = plans[0]?.plan?.items[0]?.barcode
  const hold = await post<HoldView>('/holds', { server: taken, reason: 'Wanted elsewhere' })

  const warning = page.getByRole('status').filter({ hasText: 'Servers of these plans have changed.' })
  await expect(warning).toContainText(`${taken}`)

  // Going on all the same: what was shown is not what would be saved.
  await page.getByRole('button', { name: 'Continue with this plan' }).click()
  await expect(page.getByText('The inventory moved before the plan was saved.')).toBeVisible()
  await expect(warning).toBeHidden()
  const saved = await get<OrderView>(`/orders/${order.number}`)
  const plan = await get<PlanView>(`/plans/${saved.plan}`)
  expect(plan.items.map(({ barcode }) => barcode)).not.toContain(taken)

  await page.getByRole('button', { name: 'Continue with this plan' }).click()
  await expect(page.getByRole('button', { name: `Allocate ${plan.items.length} servers` })).toBeVisible()
  expect(await get<OrderView>(`/orders/${order.number}`)).toMatchObject({ plan: saved.plan })
  expect((await api.delete(`/api/v1/holds/${hold.id}`)).ok()).toBe(true)
})

test('comparing again takes the change in, and the choice stays', async ({ page }) => {
  const order = await newOrder({ cpuCores: 150 }, 'AMS2')
  await signIn(page, 'PLANNER', compareStep(order))
  await expect(compared(page)).toBeVisible()
  await expect(page.getByText('Live', { exact: true }).filter({ visible: true })).toBeVisible()
  await page.keyboard.press('4')
  const { plans } = await post<PlanComparison>(`/orders/${order.number}/plan-comparison`, {})
  const taken = plans.find(({ objective }) => objective === 'fewest-racks')?.plan?.items[0]?.barcode
  const hold = await post<HoldView>('/holds', { server: taken, reason: 'Wanted elsewhere' })
  await expect(page.getByRole('status').filter({ hasText: `${taken}` })).toBeVisible()
  await page.getByRole('button', { name: 'Compare again' }).click()
  await expect(page.getByRole('button', { name: 'Compare again' })).toBeHidden()
  await expect(compared(page).getByRole('radio', { name: 'Fewest racks' })).toBeChecked()

  await page.getByRole('button', { name: 'Continue with this plan' }).click()
  await expect(page.getByRole('table', { name: 'Servers of the plan' })).toBeVisible()
  await expect(page.getByRole('link', { name: `${taken}`, exact: true })).toHaveCount(0)
  expect((await api.delete(`/api/v1/holds/${hold.id}`)).ok()).toBe(true)
})

test('a comparison that does not reach the server says so, and is asked for again on the spot', async ({ page }) => {
  const order = await newOrder({ cpuCores: 64 })
  let cut = true
  await page.route('**/plan-comparison', (route) => (cut ? route.abort() : route.continue()))
  await signIn(page, 'PLANNER', compareStep(order))
  await expect(page.getByRole('status').filter({ hasText: 'Working out six plans' })).toBeVisible()
  const problem = page.getByRole('alert').filter({ hasText: 'That did not reach the server' })
  await expect(problem).toBeVisible({ timeout: 15_000 })
  await expect(page.getByRole('button', { name: 'Continue with this plan' })).toHaveAttribute('aria-disabled', 'true')
  cut = false
  await problem.getByRole('button', { name: 'Compare again' }).click()
  await expect(compared(page)).toBeVisible()
})

test('on a phone the plans are large buttons over the chosen one, and going on is a thumb away', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const order = await newOrder({ cpuCores: 180 })
  await signIn(page, 'PLANNER', compareStep(order))
  await expect(page.getByRole('table', { name: 'Plans compared' })).toBeHidden()
  await compared(page).getByText('Fewest racks').click()
  await expect(page.getByText(/^Fewest racks: \d+ servers? in \d+ racks?/)).toBeVisible()
  await page.getByRole('button', { name: 'Continue with this plan' }).click()
  await expect(page.getByRole('button', { name: /^Allocate \d+ servers?$/ })).toBeVisible()
  const saved = await get<OrderView>(`/orders/${order.number}`)
  expect(await get<PlanView>(`/plans/${saved.plan}`)).toMatchObject({ objective: 'fewest-racks' })
})

test('an order that cannot be served is told what is short and by how much; the warehouse makes it fit', async ({
  page,
}) => {
  const capacity = await get<CapacityView>('/capacity?datacenter=FRA1')
  const free = capacity.datacenters[0]?.freeCpuCores ?? 0
  const order = await newOrder({ cpuCores: free + 12 })
  await signIn(page, 'PLANNER', compareStep(order))

  await expect(page.getByRole('heading', { name: 'FRA1 is 12 cores short.' })).toBeVisible()
  await expect(page.getByText('No plan exists')).toBeVisible()
  const format = (value: number) => value.toLocaleString('en-US')
  await expect(page.getByRole('row', { name: /^Cores/ })).toContainText(`${format(free + 12)}${'\t'}${format(free)}`, {
    useInnerText: true,
  })
  const onward = page.getByRole('button', { name: 'Continue with this plan' })
  await expect(onward).toHaveAttribute('aria-disabled', 'true')
  await expect(onward).toHaveAccessibleDescription('Continue needs a plan. Cores are short by 12.')

  const warehouse = page.getByRole('button', { name: /^Include the FRA1 warehouse/ })
  const fits = Number(/fits: (\d+) servers/.exec(await warehouse.innerText())?.[1])
  await warehouse.click()
  await expect(compared(page)).toBeVisible()
  expect((await rowOf(page, 'Servers'))['fewest-servers']).toBe(fits)
  await expect(page.getByText('warehouse too')).toBeVisible()
  expect(orderInAddress(page)).toBe(order.number)
})

test('asking for less makes a new draft that fits, and the one before it goes', async ({ page }) => {
  const capacity = await get<CapacityView>('/capacity?datacenter=AMS2')
  const free = capacity.datacenters[0]?.freeCpuCores ?? 0
  const order = await newOrder({ cpuCores: free + 100 }, 'AMS2')
  await signIn(page, 'PLANNER', compareStep(order))
  await page.getByRole('button', { name: /^Ask for 100 cores less/ }).click()
  await expect(compared(page)).toBeVisible()
  const number = orderInAddress(page)
  expect(number).not.toBe(order.number)
  expect(await get<OrderView>(`/orders/${number}`)).toMatchObject({ cpuCores: free, customer: order.customer })
  expect((await api.get(`/api/v1/orders/${order.number}`)).status()).toBe(404)
})

test('where only the limits are in the way, they are what is named, and raising one is enough', async ({ page }) => {
  const order = await newOrder({ lines: [{ count: 20, minCpuCores: 8, minRamGb: 0, minNvmeGb: 0 }] })
  await signIn(page, 'PLANNER', compareStep(order, '&warehouse=no&maxPerRack=1'))
  await expect(page.getByRole('heading', { name: /^Within the limits FRA1/ })).toBeVisible()
  const raise = page.getByRole('button', { name: /^Allow \d+ in one rack/ })
  const most = /Allow (\d+) in/.exec(await raise.innerText())?.[1]
  await raise.click()
  await expect(compared(page)).toBeVisible()
  await expect(page.getByText(`at most ${most} a rack`).first()).toBeVisible()
  expect((await rowOf(page, 'Servers'))['fewest-servers']).toBe(20)
})

test('a part can be served now: two orders that together ask for the same', async ({ page }) => {
  const capacity = await get<CapacityView>('/capacity?datacenter=AMS2')
  const free = capacity.datacenters[0]?.freeRamGb ?? 0
  const order = await newOrder({ cpuCores: 32, ramGb: free + 500, customer: 'Two halves' }, 'AMS2')
  await signIn(page, 'PLANNER', compareStep(order))
  await page.getByRole('button', { name: 'Split into two orders' }).click()
  await expect(compared(page)).toBeVisible()
  const first = await get<OrderView>(`/orders/${orderInAddress(page)}`)
  expect(first).toMatchObject({ cpuCores: 32, ramGb: free, status: 'DRAFT' })
  const all = await get<{ items: OrderView[] }>('/orders?q=Two%20halves')
  const others = all.items.filter(({ number }) => number !== first.number)
  expect(others).toMatchObject([{ cpuCores: 0, ramGb: 500, status: 'DRAFT' }])
})

test('a viewer is told why plans are not theirs to compare, and nothing is asked of the planner', async ({ page }) => {
  const order = await newOrder({ cpuCores: 64 })
  const asked: string[] = []
  page.on('request', (sent) => asked.push(sent.url()))
  await signIn(page, 'VIEWER', compareStep(order))
  await expect(page.locator('#main').getByText('Comparing plans is not yours to do')).toBeVisible()
  await expect(page.getByText(/Needs the role PLANNER/).first()).toBeVisible()
  expect(asked.filter((url) => url.includes('plan-comparison'))).toEqual([])
})
