import { type APIRequestContext, expect, type Locator, type Page, test } from '@playwright/test'
import type { Page as List } from '@/lib/contracts/paging'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import { getView, newApi } from './api'
import { signIn } from './sign-in'

let api: APIRequestContext
test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

const rowOf = (page: Page, code: string): Locator =>
  page.getByRole('table', { name: 'Servers by datacenter' }).getByRole('row').filter({ hasText: code }).first()
const whatIf = (page: Page) => page.getByRole('toolbar', { name: 'What if' })

/** How many items a list has, page by page. */
async function lengthOf(path: string): Promise<number> {
  let count = 0
  let cursor: string | undefined
  do {
    const more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page = await getView<List<unknown>>(api, `${path}&limit=200${more}`)
    count += page.items.length
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return count
}

test('every count of a datacenter leads to a list of just so many, and the list says what it is narrowed to', async ({
  page,
}) => {
  await signIn(page, 'PLANNER', '/')
  const links = rowOf(page, 'FRA1').locator('a[href^="/servers?"]')
  const counts = new Set<string>()
  for (const link of await links.all()) {
    const href = (await link.getAttribute('href')) ?? ''
    const text = await link.innerText()
    // Cores and GB are sums over the free servers, whose list they lead to: their number is another.
    if (href.includes('free=true') && href.includes('RACKED') && counts.has(href)) continue
    counts.add(href)
    expect(await lengthOf(href), href).toBe(Number(/[\d,]+/.exec(text)?.[0].replaceAll(',', '')))
  }
  expect(counts.size).toBe(7)
  await rowOf(page, 'FRA1')
    .getByRole('link', { name: /held back/ })
    .click()
  await expect(page.getByRole('link', { name: 'Remove filter Not free to plan' })).toBeVisible()
})

test('with the mouse: a shape of one’s own, and what 20 more and a lost rack would change; it stands in the address and nothing is saved', async ({
  page,
}) => {
  const before = await getView<CapacityView>(api, '/capacity')
  const [row] = before.datacenters
  const { code, free = 0 } = row ?? {}
  const model = before.models.find(({ datacenter }) => datacenter === code)
  await signIn(page, 'PLANNER', '/')
  await page.getByLabel('Cores of your shape').fill('1')
  await page.getByLabel('RAM of your shape, GB').fill('')
  await page.getByLabel('NVMe of your shape, GB').fill('')
  await expect(page).toHaveURL(/cores=1/)
  const mine = page.getByRole('row', { name: /^Your shape/ })
  await expect(mine.getByRole('link', { name: new RegExp(`racked in ${code}$`) })).toHaveText(String(free))

  await page.getByRole('button', { name: 'What if…' }).click()
  const form = page.getByRole('form', { name: 'More servers' })
  await form.getByRole('button', { name: 'Add them' }).click()
  await expect(form.getByText('Choose a model.')).toBeVisible()
  await form.getByLabel('Model').selectOption(model?.model ?? '')
  await form.getByLabel('Datacenter').selectOption(code ?? '')
  await form.getByRole('button', { name: 'Add them' }).click()
  await expect(page).toHaveURL(/add=20x/)
  await expect(
    rowOf(page, code ?? '')
      .locator('[data-supposed]')
      .first(),
  ).toHaveText(new RegExp(`${free + 20}$`))
  await expect(mine.locator('[data-supposed]').first()).toHaveText(new RegExp(`${free + 20}$`))
  await expect(page).toHaveURL(/cores=1/)

  await page.reload()
  await expect(
    rowOf(page, code ?? '')
      .locator('[data-supposed]')
      .first(),
  ).toHaveText(new RegExp(`${free + 20}$`))
  await whatIf(page)
    .getByRole('link', { name: /^Remove filter \+20/ })
    .click()
  await expect(page.locator('[data-supposed]').filter({ visible: true })).toHaveCount(0)
  const after = await getView<CapacityView>(api, '/capacity')
  expect(after.datacenters[0]?.free).toBe(free)
})

test('an outage says what it touches before it begins and before it ends; a viewer is told why he can’t', async ({
  page,
}) => {
  const { datacenters } = await getView<CapacityView>(api, '/capacity?datacenter=IAD3')
  await signIn(page, 'OPERATOR', '/?datacenter=IAD3')
  await page.getByRole('button', { name: 'Power outage in IAD3…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('list', { name: 'What it will do' })).toContainText(
    `${datacenters[0]?.servers} servers stand there, ${datacenters[0]?.inService} of them in service`,
  )
  await dialog.getByRole('button', { name: 'Start outage' }).click()
  await expect(page.getByText('IAD3 is in a power outage')).toBeVisible()
  await page.getByRole('button', { name: 'End outage…' }).click()
  await expect(dialog.getByText(/reboot tickets? would open/)).toBeVisible()
  await dialog.getByRole('button', { name: 'End outage' }).click()
  await expect(page.getByText('IAD3 is in a power outage')).toBeHidden()
})

test('on a phone: figures, what if and runway without scrolling sideways; a rack that is not there says so', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'PLANNER', '/?add=5xdell-r650@FRA1&lose=NO-SUCH-RACK')
  await expect(rowOf(page, 'FRA1')).toBeVisible()
  await expect(whatIf(page).getByText('There is no rack NO-SUCH-RACK here.')).toBeVisible()
  await expect(page.getByRole('heading', { name: /^Runway, / })).toBeVisible()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(390)
})
