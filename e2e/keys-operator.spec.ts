/** What an operator does all day, with the keyboard alone. */
import { readFileSync } from 'node:fs'
import { type APIRequestContext, expect, test } from '@playwright/test'
import type { ServerPage, ServerView } from '@/lib/contracts/inventory/server'
import type { WarehouseView } from '@/lib/contracts/inventory/warehouse'
import type { Page as List } from '@/lib/contracts/paging'
import type { StockView } from '@/lib/contracts/tickets/stock'
import { getView, newApi } from './api'
import { button, choose, chooseFrom, expectFocusKept, link, press, search, type, walkTo } from './keys'
import { signIn } from './sign-in'

let api: APIRequestContext
test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

const stateOf = async (barcode: string) => (await getView<ServerView>(api, `/servers/${barcode}`)).state

test('servers by keys: found, narrowed, given a column, sorted, saved as a file, some changed at once, one opened and changed', async ({
  page,
}) => {
  const [any] = (await getView<ServerPage>(api, '/servers?limit=1')).items
  const name = `KEYS${Date.now().toString(36).toUpperCase()}`
  const [first, second] = [`${name}-1`, `${name}-2`]
  for (const barcode of [first, second])
    await api.post('/api/v1/servers', { data: { barcode, datacenter: any?.datacenter } })
  await signIn(page, 'OPERATOR', '/servers')
  await search(page, name.toLowerCase())
  await expect(page.locator('[data-count]').filter({ visible: true })).toHaveText('2 found')
  await chooseFrom(page, button(page, 'Any state'), page.getByRole('menuitem', { name: 'New' }))
  await expect(page).toHaveURL(/state=NEW/)
  await press(page, link(page, 'Remove filter New'))
  await expect(page).not.toHaveURL(/state=NEW/)
  await expectFocusKept(page)
  await chooseFrom(page, button(page, 'Columns'), page.getByRole('menuitem', { name: 'Host names' }))
  await expect(page.getByRole('columnheader', { name: 'Host names' })).toBeVisible()
  const download = page.waitForEvent('download')
  await press(page, link(page, 'CSV'))
  expect(readFileSync(await (await download).path(), 'utf8')).toContain(second)
  await press(page, page.getByRole('link', { name: 'Server', exact: true }))
  await expect(page).toHaveURL(/sort=/)

  const rows = page.getByRole('table', { name: 'Servers' }).locator('[data-row-link]')
  await expect(rows.first()).toHaveText(second)
  await walkTo(page, rows.first())
  for (const key of ['x', 'ArrowDown', 'x']) await page.keyboard.press(key)
  await expect(page.getByText('2 servers chosen')).toBeVisible()
  await expect(rows.nth(1)).toBeFocused()
  await press(page, button(page, 'Change…'), { by: 'Shift+Tab' })
  const dialog = page.getByRole('dialog', { name: 'Change servers' })
  await choose(page, dialog.getByLabel('What'), 'Start f', 'IN_FACTORY_TEST')
  await type(page, dialog.getByLabel('Reason'), 'a new batch')
  await press(page, button(page, 'Change 2 servers'))
  await expect(dialog.getByRole('status')).toHaveText('Done: 2 servers changed')
  await press(page, dialog.getByRole('button', { name: 'Close' }).last())
  await expect(dialog).toHaveCount(0)
  await expectFocusKept(page)
  expect(await stateOf(first)).toBe('IN_FACTORY_TEST')

  await walkTo(page, rows.first())
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: second })).toBeVisible()
  await press(page, button(page, 'Mark broken…'))
  const change = page.getByRole('dialog', { name: 'Mark broken' })
  await expect(change.getByLabel('Reason')).toBeFocused()
  await page.keyboard.type('Fell off the pallet')
  await press(page, change.getByRole('button', { name: 'Mark broken' }))
  await expect(change).toHaveCount(0)
  await expectFocusKept(page)
  await expect.poll(() => stateOf(second)).toBe('BROKEN')
})

test('firmware by keys: a model, from A to B, a version in the graph, a path that is refused at its field and left', async ({
  page,
}) => {
  await signIn(page, 'OPERATOR', '/firmware?model=dell-r650')
  const graph = page.getByRole('group', { name: 'Upgrade graph of BIOS of dell-r650' })
  await choose(page, page.getByLabel('From', { exact: true }), '1.3.8', '1.3.8')
  await expect(page).toHaveURL(/from=1\.3\.8/)
  await choose(page, page.getByLabel('To', { exact: true }), '1.13.2', '1.13.2')
  await expect(page).toHaveURL(/to=1\.13\.2/)
  await expect(page.getByText('3 hops, 3 restarts').filter({ visible: true })).toBeVisible()
  await press(page, graph.getByRole('link', { name: /^1\.9\.2 \d+ servers/ }), { by: 'Shift+Tab' })
  await expect(graph.getByRole('link', { name: /on the way$/ })).toHaveCount(1)
  await expectFocusKept(page)
  await press(page, page.getByRole('button', { name: 'Add path…', exact: true }), { by: 'Shift+Tab' })
  const dialog = page.getByRole('dialog')
  await type(page, dialog.getByLabel('From'), '1.0.0')
  await type(page, dialog.getByLabel('To', { exact: true }), '1.3.8')
  await type(page, dialog.getByLabel('SHA-256'), '0'.repeat(64))
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('SHA-256')).toHaveAccessibleDescription('Goes with an address')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Add path…', exact: true })).toBeFocused()
})

test('stock by keys: a part is made, received, counted, moved elsewhere, and its ledger says so', async ({ page }) => {
  const { items } = await getView<List<WarehouseView>>(api, '/warehouses?limit=200')
  const [here, there] = [items[0]?.code ?? '', items[1]?.code ?? '']
  const sku = `KEYS-${Date.now().toString(36).toUpperCase()}`
  await signIn(page, 'REPAIR', '/stock')
  const dialog = page.getByRole('dialog')
  await press(page, button(page, 'New part…'))
  await expect(dialog.getByLabel('Code')).toBeFocused()
  await page.keyboard.type(sku)
  await type(page, dialog.getByLabel('Description'), 'Fan of 60 mm')
  await choose(page, dialog.getByLabel('Kind'), 'Fan', 'FAN')
  await press(page, dialog.getByRole('button', { name: 'Add part' }))
  await expect(dialog).toHaveCount(0)
  await expect(button(page, 'New part…')).toBeFocused()
  await press(page, page.getByRole('button', { name: 'Receive…' }))
  await expect(dialog.getByLabel('Part', { exact: true })).toBeFocused()
  await page.keyboard.type(sku)
  await choose(page, dialog.getByLabel('Into'), here, here)
  await type(page, dialog.getByLabel('How many'), '4')
  await type(page, dialog.getByLabel('Reason'), 'Delivery 4711')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expectFocusKept(page)

  await search(page, sku)
  // The part is in the list before the search has answered, which draws it anew.
  await expect(page).toHaveURL(new RegExp(`q=${sku}`))
  const row = page.getByRole('table').locator('[data-row-link]').filter({ hasText: sku })
  await expect(row).toHaveCount(1)
  await walkTo(page, row)
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: `Part ${sku} in ${here}` })
  await press(page, panel.getByRole('button', { name: 'Count…' }))
  await type(page, dialog.getByLabel('Counted, reserved ones included'), '3')
  await type(page, dialog.getByLabel('Reason'), 'One was lost')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(panel.getByRole('button', { name: 'Count…' })).toBeFocused()
  await press(page, panel.getByRole('button', { name: 'Transfer…' }), { by: 'Shift+Tab' })
  await choose(page, dialog.getByLabel('To', { exact: true }), there, there)
  await type(page, dialog.getByLabel('Reason'), 'Sent by van')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(panel).toContainText(`to ${there}: Sent by van`)
  expect(await getView<StockView>(api, `/stock/${sku}@${here}`)).toMatchObject({ available: 2 })
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expectFocusKept(page)
})

test('audit and settings by keys: the log narrowed, an entry opened and left; a user found; a token made and revoked', async ({
  page,
}) => {
  await signIn(page, 'ADMIN', '/audit')
  await choose(page, page.getByLabel('Entity'), 'server', 'server')
  await type(page, page.getByLabel('Key'), 'SRV-000001')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/entity=server.*key=SRV-000001/)
  await expectFocusKept(page)
  const row = page.getByRole('table', { name: 'Audit log' }).locator('[data-row-link]').first()
  await walkTo(page, row)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary').filter({ hasText: 'SRV-000001' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/entry=/)
  await expectFocusKept(page)

  await page.goto('/settings')
  await search(page, 'rui')
  await expect(page.getByRole('table', { name: 'Users' }).getByRole('row')).toHaveCount(2)
  await press(page, link(page, /^API tokens/), { by: 'Shift+Tab' })
  await expect(page).toHaveURL(/tab=tokens/)
  const dialog = page.getByRole('dialog')
  const name = `keys-${Date.now()}`
  await press(page, button(page, 'New token'))
  await type(page, dialog.getByLabel('Name'), name)
  await page.keyboard.press('Enter')
  await expectFocusKept(page)
  await press(page, dialog.getByRole('button', { name: 'I have it' }))
  await expect(button(page, 'New token')).toBeFocused()
  await press(page, button(page, `Revoke… ${name}`))
  await press(page, dialog.getByRole('button', { name: 'Revoke the token' }))
  await expect(button(page, `Revoke… ${name}`)).toHaveCount(0)
  await expectFocusKept(page)
})
