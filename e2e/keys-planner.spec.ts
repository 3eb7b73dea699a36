/** What a planner does all day, with the keyboard alone. */
import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import type { HoldView } from '@/lib/contracts/inventory/hold'
import type { Page as List } from '@/lib/contracts/paging'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { PlanView } from '@/lib/contracts/planning/plan'
import { getView, newApi } from './api'
import { button, choose, chooseFrom, expectFocusKept, link, press, search, type, walkTo } from './keys'
import { signIn } from './sign-in'

let api: APIRequestContext
test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

const now = (page: Page) => page.getByRole('list', { name: 'Life of the order' }).locator('[aria-current=step]')

test('capacity by keys: a shape of one’s own, what 20 more and a lost rack would change, the rate of a week, an outage', async ({
  page,
}) => {
  const [rack] = (await getView<List<{ code: string; servers: number }>>(api, '/racks?datacenter=IAD3&limit=1')).items
  await signIn(page, 'OPERATOR', '/?datacenter=IAD3')
  await press(page, link(page, 'Skip to the page'))
  const more = page.getByRole('form', { name: 'More servers' })
  await press(page, button(page, 'What if…'))
  await press(page, more.getByRole('button', { name: 'Add them' }))
  await expect(more.getByText('Choose a model.')).toBeVisible()
  await choose(page, more.getByLabel('Model'), 'Dell PowerEdge R650', 'dell-r650')
  await press(page, more.getByRole('button', { name: 'Add them' }))
  await expect(page).toHaveURL(/add=20x/)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(button(page, 'What if…')).toBeFocused()
  await page.keyboard.press('Enter')
  await type(page, page.getByLabel('Rack', { exact: true }), rack?.code ?? '')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`lose=${rack?.code}`))
  const lost = link(page, new RegExp(`^Remove filter Lose rack ${rack?.code}`))
  await press(page, lost)
  await expect(lost).toHaveCount(0)
  await expectFocusKept(page)
  await press(page, link(page, 'Back to what is'))
  await expect(page).not.toHaveURL(/add=/)

  await type(page, page.getByLabel('Cores of your shape'), '8')
  await expect(page).toHaveURL(/cores=8/)
  await press(page, page.getByRole('navigation', { name: 'Rate of the last days' }).getByRole('link', { name: '7 d' }))
  await expect(page).toHaveURL(/window=7/)

  const dialog = page.getByRole('dialog')
  await press(page, button(page, 'Power outage in IAD3…'))
  await expect(dialog.getByRole('list', { name: 'What it will do' })).toBeVisible()
  await press(page, dialog.getByRole('button', { name: 'Start outage' }))
  await expect(page.getByText('IAD3 is in a power outage')).toBeVisible()
  await expectFocusKept(page)
  await press(page, button(page, 'End outage…'), { by: 'Shift+Tab' })
  await press(page, dialog.getByRole('button', { name: 'End outage' }))
  await expect(page.getByText('IAD3 is in a power outage')).toBeHidden()
  await expectFocusKept(page)
})

test('orders by keys: searched, narrowed, kept as a view under a name, walked and opened', async ({ page }) => {
  await signIn(page, 'PLANNER', '/orders')
  await search(page, 'ORD')
  await expect(page.getByLabel('Search orders')).toBeFocused()
  await expect(page).toHaveURL(/q=ORD/)
  const menu = page.getByRole('menu')
  await chooseFrom(page, button(page, 'Where'), menu.getByRole('menuitem', { name: /^FRA1/ }))
  await expect(page).toHaveURL(/datacenter=FRA1/)
  await expectFocusKept(page)
  await chooseFrom(page, button(page, 'Views'), menu.getByRole('menuitem', { name: 'Keep what is shown…' }))
  const dialog = page.getByRole('dialog', { name: 'Keep this view' })
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await page.keyboard.type('Of Frankfurt')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  const kept = button(page, 'Of Frankfurt')
  await expect(kept).toBeFocused()
  await press(page, link(page, 'Remove filter FRA1'))
  await expect(page).not.toHaveURL(/datacenter=/)
  await expectFocusKept(page)
  await chooseFrom(page, button(page, 'Views'), menu.getByRole('menuitem', { name: 'Of Frankfurt' }))
  await expect(page).toHaveURL(/datacenter=FRA1/)
  const rows = page.getByRole('table', { name: 'Orders' }).locator('[data-row-link]')
  await walkTo(page, rows.first())
  await page.keyboard.press('ArrowDown')
  await expect(rows.nth(1)).toBeFocused()
  const number = await rows.nth(1).innerText()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/orders/${number}`)
})

test('an order by keys: from its customer to servers that are promised, a server lost on the way, edited, cancelled, ordered again', async ({
  page,
}) => {
  await signIn(page, 'PLANNER', '/orders')
  await press(page, link(page, 'New order'))
  await expect(page.getByLabel('Customer')).toBeFocused()
  await page.keyboard.type('By Keys AG')
  await choose(page, page.getByRole('combobox', { name: 'Datacenter' }), 'FRA1', 'FRA1')
  await press(page, button(page, 'Continue'))
  await type(page, page.getByLabel('Cores'), '90')
  await press(page, button(page, 'Continue to the plans'))
  const plans = page.getByRole('radiogroup', { name: 'Plan', exact: true })
  await expect(plans.getByRole('radio', { name: 'Fewest servers' })).toBeChecked()
  await expectFocusKept(page)
  await page.keyboard.press('2')
  await expect(plans.getByRole('radio', { name: 'Lowest cost' })).toBeFocused()
  await page.keyboard.press('Enter')
  const allocate = button(page, /^Allocate \d+ servers?$/)
  await expect(allocate).toBeVisible()

  // Gone while it was looked at: both plans are shown, and the fresh one is taken.
  const number = new URL(page.url()).searchParams.get('order') ?? ''
  const { plan } = await getView<OrderView>(api, `/orders/${number}`)
  const [lost] = (await getView<PlanView>(api, `/plans/${plan}`)).items
  const held = await api.post('/api/v1/holds', { data: { server: lost?.barcode, reason: 'Wanted elsewhere' } })
  const hold: HoldView = await held.json()
  await press(page, allocate)
  await expect(page.getByRole('heading', { name: '1 server of this plan is gone.' })).toBeVisible()
  await press(page, button(page, 'Take the fresh plan'))
  await expect(page.getByText('Nothing was allocated')).toHaveCount(0)
  await expectFocusKept(page)
  await press(page, allocate)
  await expect(page).toHaveURL(`/orders/${number}`)
  await expect(now(page)).toContainText('Allocated')
  await api.delete(`/api/v1/holds/${hold.id}`)

  const dialog = page.getByRole('dialog')
  await press(page, button(page, 'Edit…'))
  await type(page, dialog.getByLabel('Customer'), 'By Keys SE')
  await press(page, dialog.getByRole('button', { name: 'Save' }))
  await expect(dialog).toHaveCount(0)
  await expect(button(page, 'Edit…')).toBeFocused()
  await press(page, button(page, 'Cancel order…'), { by: 'Shift+Tab' })
  await expect(dialog.getByRole('region', { name: 'What happens to each server' })).toContainText('free at once')
  await press(page, dialog.getByRole('button', { name: 'Cancel the order' }))
  await expect(now(page)).toContainText('Cancelled')
  await expectFocusKept(page)
  await press(page, link(page, 'Order this again…'))
  await expect(page.getByLabel('Customer')).toHaveValue('By Keys SE')
})

/** An order whose servers all do what they were ordered for. */
async function activeOrder(): Promise<string> {
  const { items } = await getView<List<OrderView>>(api, '/orders?status=ACTIVE&limit=50')
  for (const { number, servers } of items.sort((a, b) => a.servers.length - b.servers.length)) {
    const ending = await api.get(`/api/v1/orders/${number}/ending?action=release`)
    if (servers.length > 0 && ending.ok()) return number
  }
  throw new Error('The demo world has no order that could be released')
}

test('an order is released by keys: what happens to its servers is said before, and it goes on to be released', async ({
  page,
}) => {
  await signIn(page, 'OPERATOR', `/orders/${await activeOrder()}`)
  const dialog = page.getByRole('dialog')
  await press(page, button(page, 'Release…'))
  await expect(dialog.getByRole('region', { name: 'What happens to each server' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(button(page, 'Release…')).toBeFocused()
  await page.keyboard.press('Enter')
  await press(page, dialog.getByRole('button', { name: /^Release/ }))
  await expect(now(page)).toContainText(/Releas/)
  await expectFocusKept(page)
})
