/** The upgrade graph: what leads where, how long it takes, and what to do where nothing leads on. */
import { expect, test } from '@playwright/test'
import type { Page as ListPage } from '@/lib/contracts/paging'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { FirmwarePlanView } from '@/lib/contracts/provisioning/firmware-plan'
import { getView, newApi } from './api'
import { signIn } from './sign-in'

test('an operator chooses from A to B, and sees the way lit, its hops and its total', async ({ page }) => {
  await signIn(page, 'OPERATOR', '/')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Firmware' }).click()
  await page.getByLabel('Model', { exact: true }).selectOption({ label: 'Dell PowerEdge R650' })
  await expect(page).toHaveURL(/model=dell-r650/)
  const graph = page.getByRole('group', { name: 'Upgrade graph of BIOS of dell-r650' })
  await expect(
    graph.getByRole('link', { name: '1.3.8 to 1.6.5: 9 min, restarts the server', exact: true }),
  ).toBeVisible()
  await page.getByLabel('From', { exact: true }).selectOption('1.3.8')
  await expect(page).toHaveURL(/from=1\.3\.8/)
  await page.getByLabel('To', { exact: true }).selectOption('1.13.2')
  await expect(page).toHaveURL(/to=1\.13\.2/)
  // While the page streams in, what it replaces is still there, hidden.
  const way = page.locator('section').filter({ hasText: 'From A to B', visible: true })
  await expect(way.getByText('30 min', { exact: true })).toBeVisible()
  await expect(page.getByText('3 hops, 3 restarts')).toBeVisible()
  await expect(graph.getByRole('link', { name: /on the way$/ })).toHaveCount(3)
  // A shorter question lights less, and the address is all that is needed to see it again.
  await graph.getByRole('link', { name: /^1\.9\.2 \d+ servers/ }).click()
  await expect(graph.getByRole('link', { name: /on the way$/ })).toHaveCount(1)
  await page.reload()
  await expect(way.getByText('11 min', { exact: true })).toBeVisible()
  await expect(graph.getByRole('link', { name: /on the way$/ })).toHaveCount(1)
})

test('an operator sees on an order what has no path, adds it, and then sees what will be flashed', async ({ page }) => {
  const api = await newApi()
  const { items } = await getView<ListPage<OrderView>>(api, '/orders?status=FAILED')
  const plans = await Promise.all(
    items.map(({ number }) => getView<FirmwarePlanView>(api, `/orders/${number}/firmware-plan`)),
  )
  await api.dispose()
  const plan = plans.find(({ totals }) => totals.cannot === 1)
  const stuck = plan?.servers.find(({ failures }) => failures.length > 0)
  const failure = stuck?.failures[0]
  if (plan === undefined || stuck === undefined || failure === undefined)
    throw new Error('One order has a server without a path')
  await signIn(page, 'OPERATOR', `/orders/${plan.order}`)
  const section = page.getByRole('region', { name: 'Firmware before it runs' })
  await expect(section).toContainText(`${stuck.barcode} has no path`)
  await section.getByRole('link', { name: `See the paths of ${failure.component}` }).click()
  await expect(page.getByText(/^No path leads/).filter({ visible: true })).toContainText(
    `from ${failure.current} to ${failure.target}.`,
  )
  await page.getByRole('button', { name: `Add path ${failure.nearest} to ${failure.target}…` }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('From')).toHaveValue(failure.nearest ?? '')
  await dialog.getByLabel('Time').fill('12')
  await dialog.getByLabel('SHA-256').fill('0'.repeat(64))
  await dialog.getByRole('button', { name: 'Add path' }).click()
  // What is refused stays, with the reason at its field.
  await expect(dialog.getByLabel('SHA-256')).toHaveAccessibleDescription('Goes with an address')
  await dialog.getByLabel('SHA-256').fill('')
  await dialog.getByRole('button', { name: 'Add path' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText(/^No path leads/)).toBeHidden()
  await page.goto(`/orders/${plan.order}`)
  await expect(section).toContainText(/\d flash(es)? on 1 server, the longest about \d+ min\./)
  // Taken away again: the other tests count on a server that has no path.
  await page.goto(`/firmware?model=${stuck.model}&component=${failure.component}`)
  await page.getByRole('table', { name: 'Paths' }).getByRole('row', { name: failure.target }).getByRole('link').click()
  await page.getByRole('button', { name: 'Remove path…' }).click()
  await expect(page.getByRole('dialog')).toContainText(/[1-9]\d*loses? (its|their) path to the target/)
  await page.getByRole('dialog').getByRole('button', { name: 'Remove path' }).click()
  await expect(page.getByRole('table', { name: 'Paths' }).getByRole('row', { name: failure.target })).toHaveCount(0)
})

test('a viewer sees the graph, and why they may not change it', async ({ page }) => {
  await signIn(page, 'VIEWER', '/firmware?model=lenovo-sr630&component=UEFI&from=2.61&to=4.20')
  const nearest = page.getByText('The nearest version that can be reached is 3.40.').filter({ visible: true })
  await expect(nearest).toBeVisible()
  const add = page.getByRole('button', { name: 'Add path…', exact: true })
  await expect(add).toHaveAttribute('aria-disabled', 'true')
  await expect(add).toHaveAccessibleDescription('Needs the role OPERATOR or ADMIN')
  await add.click({ force: true })
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('an operator sees which servers are behind, and what another target would do to them before it is one', async ({
  page,
}) => {
  await signIn(page, 'OPERATOR', '/firmware/drift?datacenter=FRA1')
  const line = page
    .getByRole('table', { name: 'Drift by model' })
    .getByRole('row', { name: /Dell PowerEdge R650.*BIOS/ })
  const figure = line.getByRole('link', { name: /behind in BIOS$/ })
  const behind = await figure.textContent()
  const listed = page.locator('[data-count]').filter({ visible: true })
  await figure.click()
  await expect(page).toHaveURL(/behind=BIOS/)
  await expect(listed).toHaveText(`${behind} found`)
  await page.goto('/firmware/drift')
  const rack = page
    .getByRole('table', { name: 'Drift by rack' })
    .getByRole('link', { name: /servers behind in/ })
    .first()
  const inRack = await rack.textContent()
  await rack.click()
  await expect(listed).toHaveText(`${inRack} found`)

  await page.goto('/firmware?model=dell-r650&component=BIOS')
  await page.getByRole('button', { name: 'Edit target…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Target', { exact: true }).fill('1.9.2')
  const effect = dialog.getByRole('region', { name: 'What it does' })
  await expect(effect).toContainText(/\d+falls? behind/)
  const current = await effect.getByRole('link', { name: /becomes? current$/ }).textContent()
  await dialog.getByRole('button', { name: 'Save target' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('link', { name: `${current} at target` })).toBeVisible()
  // Put back: other tests count on it.
  await page.getByRole('button', { name: 'Edit target…' }).click()
  await dialog.getByLabel('Target', { exact: true }).fill('1.13.2')
  await expect(effect).toContainText(`${current}fall behind`)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
})
