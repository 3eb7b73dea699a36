/** What opens tickets by itself: looked at over the last 30 days before it is changed, and for those only who may. */
import { expect, test } from '@playwright/test'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { Page as List } from '@/lib/contracts/paging'
import type { IngestView } from '@/lib/contracts/telemetry/event'
import type { TicketView } from '@/lib/contracts/tickets/ticket'
import { getView, newApi } from './api'
import { press, type } from './keys'
import { signIn } from './sign-in'

/** Two servers that stand in a rack and about which no ticket says anything. */
async function quietServers(): Promise<string[]> {
  const api = await newApi()
  const { items } = await getView<List<ServerView>>(api, '/servers?state=RACKED&limit=50')
  const quiet: string[] = []
  for (const { barcode } of items) {
    const tickets = await getView<List<TicketView>>(api, `/tickets?server=${barcode}&limit=1`)
    if (tickets.items.length === 0) quiet.push(barcode)
    if (quiet.length === 2) break
  }
  await api.dispose()
  return quiet
}

async function report(barcode: string, serial: string, reallocated: number): Promise<IngestView> {
  const api = await newApi()
  const payload = { serial, device: '/dev/sda', passed: true, reallocated, pending: 0 }
  const ts = new Date().toISOString()
  const answer = await api.post('/api/v1/telemetry', { data: [{ barcode, ts, kind: 'SMART_REPORT', payload }] })
  expect(answer.status()).toBe(202)
  const view: IngestView = await answer.json()
  await api.dispose()
  return view
}

test('an operator lowers a threshold after a look at what it would have done, with keys and with the mouse', async ({
  page,
}) => {
  const [strong = '', near = ''] = await quietServers()
  expect((await report(strong, 'E2E-9', 9)).results[0]?.outcome).toBe('below-threshold')
  expect((await report(near, 'E2E-3', 3)).results[0]?.outcome).toBe('below-threshold')
  await signIn(page, 'OPERATOR', '/')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Rules' }).click()
  const row = page.getByRole('table', { name: 'Rules' }).getByRole('row', { name: /reallocated over/ })
  await press(page, row.getByRole('button', { name: /^Edit/ }))
  const dialog = page.getByRole('dialog', { name: 'Rule for SMART_REPORT' })
  const dryRun = dialog.getByRole('region', { name: 'Dry run' })
  await expect(
    dryRun.getByText(/SMART_REPORT would open .* in the last 30 days, as many as today’s rules/),
  ).toBeVisible()
  const nearest = dryRun.getByRole('region', { name: 'Nearest misses' })
  await expect(nearest.getByRole('listitem').filter({ hasText: strong })).toContainText('E2E-9, stays below')
  // As it is typed, and nothing has changed yet.
  await type(page, dialog.getByLabel('Over', { exact: true }), '5')
  const strongest = dryRun.getByRole('region', { name: 'Strongest' })
  await expect(strongest.getByRole('listitem').filter({ hasText: strong })).toContainText('E2E-9, opens the ticket')
  await expect(nearest.getByRole('listitem').filter({ hasText: near })).toContainText('E2E-3, stays below')
  expect((await report(strong, 'E2E-9', 8)).results[0]?.outcome).toBe('below-threshold')
  // What is no number is said at its field, and not tried.
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await expect(dryRun.getByText('Fill in the rule')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Over', { exact: true })).toHaveAccessibleDescription('Say over how many')
  await page.keyboard.type('5')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(row).toContainText('reallocated over 5')
  expect((await report(strong, 'E2E-9', 9)).results[0]?.outcome).toBe('opened')

  // Who closed it is back where they were.
  await expect(row.getByRole('button', { name: /^Edit/ })).toBeFocused()
  const counts = row.getByRole('switch')
  await press(page, counts, { key: 'Space', by: 'Shift+Tab' })
  await expect(counts).toHaveAttribute('aria-checked', 'false')
  await page.reload()
  await expect(counts).toHaveText('Off')
  await counts.click()
  await expect(counts).toHaveText('On')
  await row.getByRole('button', { name: /^Edit/ }).click()
  await dialog.getByLabel('Over', { exact: true }).fill('10')
  await dialog.getByRole('button', { name: 'Save rule' }).click()
  await expect(row).toContainText('reallocated over 10')
})

test('an operator adds a rule of a kind that came lately, and deletes it again', async ({ page }) => {
  await signIn(page, 'OPERATOR', '/settings/rules')
  await page.getByRole('button', { name: 'New rule' }).click()
  const dialog = page.getByRole('dialog', { name: 'New rule' })
  await dialog.getByLabel('Kind of event').fill('overheat')
  // That rule is there already: said before anybody tries to add it.
  await dialog.getByLabel('Opens', { exact: true }).selectOption('CHECK_COOLING')
  await expect(dialog.getByText('There is a rule by which OVERHEAT opens CHECK_COOLING')).toBeVisible()
  await dialog.getByLabel('Opens a ticket where').selectOption('count')
  await dialog.getByLabel('More than').fill('3')
  await dialog.getByLabel('Within').fill('120')
  await expect(
    dialog
      .getByRole('region', { name: 'Dry run' })
      .getByText(/today’s rules|nothing to try it on/)
      .first(),
  ).toBeVisible()
  await dialog.getByRole('button', { name: 'Add rule' }).click()
  const row = page.getByRole('row', { name: /OVERHEAT more than 3 events in 2 h/ })
  await expect(row).toBeVisible()
  await row.getByRole('button', { name: /^Edit/ }).click()
  await page.getByRole('button', { name: 'Delete…' }).click()
  await expect(page.getByRole('dialog')).toContainText('more than 3 events in 2 h → Check cooling')
  await page.getByRole('button', { name: 'Delete rule' }).click()
  await expect(row).toHaveCount(0)
})

test('a viewer sees the rules, and why they may not change one', async ({ page }) => {
  await signIn(page, 'VIEWER', '/settings/rules')
  const row = page.getByRole('table', { name: 'Rules' }).getByRole('row', { name: /SMART_FAIL/ })
  await expect(row).toContainText('any event')
  for (const button of [row.getByRole('button', { name: /^Edit/ }), row.getByRole('switch')]) {
    await expect(button).toHaveAttribute('aria-disabled', 'true')
    await expect(button).toHaveAccessibleDescription('Needs the role OPERATOR or ADMIN')
  }
  await expect(page.getByRole('button', { name: 'New rule' })).toHaveAccessibleDescription(
    'Needs the role OPERATOR or ADMIN',
  )
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Users' }).click()
  await expect(page.getByText('This list of users is not open to you')).toBeVisible()
})
