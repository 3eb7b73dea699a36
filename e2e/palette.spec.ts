import { expect, type Page, test } from '@playwright/test'
import type { OrderView } from '@/lib/contracts/planning/order'
import { newApi } from './api'
import { signIn } from './sign-in'

/** Opens the palette by its key and types into it. */
async function ask(page: Page, text: string) {
  await page.keyboard.press('Control+k')
  const box = page.getByRole('combobox', { name: 'Find' })
  await expect(box).toBeFocused()
  await page.keyboard.type(text)
  return page.getByRole('dialog', { name: 'Find' })
}

test('without a mouse: part of a barcode finds a server, an action on it opens its dialog over the page, and the focus comes back', async ({
  page,
}) => {
  await signIn(page, 'OPERATOR', '/stock')
  const palette = await ask(page, '00001')
  await expect(palette.getByRole('option', { name: /^SRV-00001\d/ }).first()).toBeVisible()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('srv-000001')
  await expect(palette.getByRole('option', { name: /^SRV-000001/ })).toHaveAttribute('aria-selected', 'true')
  await expect(palette.getByText('SRV-000001, what you can do')).toBeVisible()
  // What is refused stands there with its reason.
  await expect(
    palette.getByRole('option', { name: /^Mended in its place… Not now: It is not in repair\.$/ }),
  ).toBeVisible()
  const tickets = palette.getByRole('option', { name: 'Open a ticket…' })
  await expect(tickets).toBeVisible()
  await page.keyboard.press('Tab')
  for (let i = 0; i < 20 && (await tickets.getAttribute('aria-selected')) !== 'true'; i++)
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'New ticket' })
  await expect(dialog.getByLabel('Server', { exact: true })).toHaveValue('SRV-000001')
  await expect(page).toHaveURL(/\/stock$/)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

test('what is chosen by hand is done by Enter, also while the answer to the last letter is on its way', async ({
  page,
}) => {
  await signIn(page, 'OPERATOR', '/stock')
  const { promise: letGo, resolve: answer } = Promise.withResolvers<void>()
  await page.route(/\/api\/v1\/search\?q=srv-000001$/, async (route) => {
    await letGo
    await route.continue()
  })
  const palette = await ask(page, '000001')
  await expect(palette.getByRole('option', { name: /^SRV-000001/ })).toHaveAttribute('aria-selected', 'true')
  const tickets = palette.getByRole('option', { name: 'Open a ticket…' })
  await expect(tickets).toBeVisible()
  const asked = page.waitForRequest(/search\?q=srv-000001$/)
  await page.keyboard.press('Control+A')
  await page.keyboard.type('srv-000001')
  await asked
  await page.keyboard.press('Tab')
  for (let i = 0; i < 20 && (await tickets.getAttribute('aria-selected')) !== 'true'; i++)
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'New ticket' })).toBeVisible()
  answer()
  await expect(page).toHaveURL(/\/stock$/)
})

test('an order is cancelled from another page, and what was opened last is offered first', async ({ page }) => {
  const api = await newApi()
  const made = await api.post('/api/v1/orders', {
    data: { customer: 'Palette GmbH', datacenter: 'FRA1', cpuCores: 8, ramGb: 0, nvmeGb: 0 },
  })
  const { number }: OrderView = await made.json()
  await signIn(page, 'PLANNER', '/racks')
  const palette = await ask(page, 'lette gm')
  await expect(palette.getByRole('option', { name: new RegExp(number) })).toBeVisible()
  const cancel = palette.getByRole('option', { name: 'Cancel…' })
  await expect(cancel).toBeVisible()
  await expect(palette.getByRole('option', { name: /^Allocate/ })).toContainText('Needs a plan first.')
  await page.keyboard.press('Tab')
  for (let i = 0; i < 12 && (await cancel.getAttribute('aria-selected')) !== 'true'; i++)
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page
    .getByRole('dialog', { name: `Cancel ${number}?` })
    .getByRole('button', { name: 'Cancel the order' })
    .press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect
    .poll(async () => ((await (await api.get(`/api/v1/orders/${number}`)).json()) as OrderView).status)
    .toBe('CANCELLED')
  await api.dispose()

  // With the mouse: the box in the header, and a press on what is found.
  await page.getByRole('button', { name: /^Barcode, rack, order, ticket/ }).click()
  await palette.getByRole('combobox').fill(number)
  await palette.getByRole('option', { name: new RegExp(`^${number}`) }).click()
  await expect(page).toHaveURL(`/orders/${number}`)
  await page.keyboard.press('g')
  await page.waitForTimeout(120)
  await page.keyboard.press('s')
  await expect(page).toHaveURL('/servers')
  await ask(page, '')
  await expect(palette.getByRole('option').first()).toContainText(number)
})

test('> asks for actions alone, ? shows every key, and single keys can be turned off', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 })
  await signIn(page, 'TECH', '/servers')
  const palette = await ask(page, '>keys')
  await expect(palette.getByRole('option')).toHaveText(['Show the keys'])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.keyboard.press('Enter')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await expect(keys.getByText('Find anything, and do what may be done with it')).toBeVisible()
  await keys.getByLabel('Single keys do something').press('Space')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.waitForTimeout(200)
  await expect(keys).toHaveCount(0)
  await page.getByRole('button', { name: /, menu$/ }).click()
  await page.getByRole('menuitem', { name: 'Keys' }).click()
  await keys.getByLabel('Single keys do something').check()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(keys).toBeVisible()
})
