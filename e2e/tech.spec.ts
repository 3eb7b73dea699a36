import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import type { WarehouseView } from '@/lib/contracts/inventory/warehouse'
import type { Page as List } from '@/lib/contracts/paging'
import { getView, newApi } from './api'
import { signIn } from './sign-in'

let api: APIRequestContext

test.beforeAll(async () => {
  api = await newApi()
})
test.afterAll(() => api.dispose())

const get = <View>(path: string) => getView<View>(api, path)

let made = 0
/** A code that nothing in the world has. */
const fresh = (kind: string) => `E2E-${kind}-${Date.now().toString(36)}${++made}`.toUpperCase()

interface Place {
  rack: string
  warehouse: string
  /** One unit high, of full depth. */
  model: ServerModelView
}

/** An empty rack beside a warehouse of the demo world, and a model of one unit. */
async function emptyRack(): Promise<Place> {
  const [warehouses, models] = await Promise.all([
    get<List<WarehouseView>>('/warehouses?limit=1'),
    get<List<ServerModelView>>('/server-models?limit=200'),
  ])
  const [warehouse] = warehouses.items
  const model = models.items.find((one) => one.heightU === 1 && one.depth === 'full')
  if (warehouse === undefined || model === undefined) throw new Error('The demo world has no warehouse or no 1U model')
  const rack = fresh('RACK')
  const answer = await api.post('/api/v1/racks', {
    data: { code: rack, datacenter: warehouse.datacenter, heightU: 42, maxPowerW: 17_000 },
  })
  expect(answer.status()).toBe(201)
  return { rack, warehouse: warehouse.code, model }
}

/** What a hand scanner does: types into what has the focus, and sends Enter. */
async function scan(page: Page, code: string): Promise<void> {
  // While the page streams in, what it replaces is still there, hidden.
  await expect(page.getByLabel('Scan or type any code').filter({ visible: true })).toBeFocused()
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
}

const answer = (page: Page, title: string) => page.getByRole('alert', { name: title })

test('a tech scans a new server into a warehouse and then into U12 of a rack, and a second one into U12 is refused with the name of the first', async ({
  page,
}) => {
  const { rack, warehouse, model } = await emptyRack()
  const [first, second] = [fresh('SRV'), fresh('SRV')]
  const modelName = `${model.manufacturer} ${model.model}`
  await signIn(page, 'TECH', '/scan')

  await scan(page, warehouse)
  await expect(answer(page, 'Scanning into')).toContainText(warehouse)

  await scan(page, first)
  await expect(answer(page, 'New barcode')).toContainText(first)
  await page.getByLabel('Model', { exact: true }).selectOption(model.slug)
  await page.getByRole('button', { name: 'Record' }).click()
  await expect(answer(page, 'Stored')).toContainText(first)
  await expect(answer(page, 'Stored')).toContainText(`${modelName}, new here`)
  expect(await get<ServerView>(`/servers/${first}`)).toMatchObject({ state: 'IN_WAREHOUSE', warehouse })

  await scan(page, rack)
  await expect(answer(page, 'Scanning into')).toContainText('From U1')
  await page.getByRole('button', { name: 'Change' }).click()
  await page.getByLabel('Unit', { exact: true }).fill('12')
  await page.getByRole('button', { name: 'Scan into it' }).click()
  await expect(page.getByRole('status', { name: 'Unit 12' })).toBeVisible()

  await scan(page, first)
  await expect(answer(page, 'Racked')).toContainText(`${rack}, U12`)
  await expect(answer(page, 'Racked')).toContainText(`out of ${warehouse}`)
  await expect(page).toHaveURL(/u=13/)

  // A slip: back where it was, and once more.
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(answer(page, 'Put back')).toContainText(warehouse)
  await expect(page).toHaveURL(/u=12/)
  await scan(page, first)
  await expect(answer(page, 'Racked')).toContainText(`${rack}, U12`)
  expect(await get<ServerView>(`/servers/${first}`)).toMatchObject({ state: 'RACKED', rack, u: 12 })

  await page.getByRole('button', { name: 'One unit down' }).click()
  await scan(page, first.toLowerCase())
  await expect(answer(page, 'Confirmed')).toContainText(first)
  await page.getByRole('button', { name: 'One unit down' }).click()

  await scan(page, second)
  await page.getByRole('button', { name: modelName }).click()
  const refused = answer(page, 'Not placed')
  await expect(refused).toContainText(second)
  await expect(refused).toContainText(`U12 is taken by ${first}`)
  await expect(refused).toContainText('Nothing was changed')
  expect((await api.get(`/api/v1/servers/${second}`)).status()).toBe(404)

  await page.getByRole('button', { name: 'Place at U11' }).click()
  await expect(answer(page, 'Racked')).toContainText(`${rack}, U11`)
  expect(await get<ServerView>(`/servers/${second}`)).toMatchObject({ rack, u: 11, model: model.slug })
})

test('a rack shows what someone else scans into it; arrows walk it, Enter opens, Esc closes, Move… moves', async ({
  page,
}) => {
  const { rack, warehouse, model } = await emptyRack()
  const [low, high] = [fresh('SRV'), fresh('SRV')]
  const put = async (barcode: string, u: number) => {
    const body = { barcode, location: { rack, u }, model: model.slug }
    expect((await api.post('/api/v1/inventory/scans', { data: body })).status()).toBe(201)
  }
  await put(low, 4)
  await signIn(page, 'TECH', `/racks/${rack}`)
  const front = page.getByRole('region', { name: 'Front' })
  await expect(front.getByRole('link', { name: low })).toBeVisible()
  await expect(page.getByText('Live', { exact: true }).filter({ visible: true })).toBeVisible()

  await put(high, 20)
  await expect(front.getByRole('link', { name: high })).toBeVisible({ timeout: 3_000 })

  await front.getByRole('link', { name: high }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(front.getByRole('link', { name: low })).toBeFocused()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: `Server ${low}` })
  await expect(panel).toContainText('Racked')
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()

  await front.getByRole('link', { name: low }).click()
  await panel.getByRole('button', { name: 'Into a warehouse…' }).click()
  await page.getByLabel('Warehouse', { exact: true }).last().selectOption(warehouse)
  await page.getByRole('button', { name: `Put into ${warehouse}` }).click()
  await expect(panel).toContainText('In warehouse')
  await expect(front.getByRole('link', { name: low })).toBeHidden()
})

test('a viewer sees the button locked with the reason, and the API answers 403', async ({ page }) => {
  const { rack, model } = await emptyRack()
  const barcode = fresh('SRV')
  await api.post('/api/v1/inventory/scans', { data: { barcode, location: { rack, u: 1 }, model: model.slug } })
  await signIn(page, 'VIEWER', `/servers/${barcode}`)
  const move = page.getByRole('button', { name: 'Move…' })
  await expect(move).toHaveAttribute('aria-disabled', 'true')
  await expect(move).toHaveAccessibleDescription('Needs the role TECH, REPAIR, OPERATOR or ADMIN')
  await move.click({ force: true })
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.goto(`/scan?rack=${rack}&u=2`)
  await scan(page, barcode)
  await expect(answer(page, 'Racked')).toContainText('Needs the role TECH, REPAIR, OPERATOR or ADMIN')

  const refused = await page.evaluate(
    async (body) => {
      const response = await fetch('/api/v1/inventory/scans', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return { status: response.status, problem: await response.json() }
    },
    { barcode, location: { rack, u: 2 } },
  )
  expect(refused.status).toBe(403)
  expect(refused.problem).toMatchObject({ code: 'forbidden', detail: expect.stringContaining('Needs the role TECH') })
  expect(await get<ServerView>(`/servers/${barcode}`)).toMatchObject({ rack, u: 1 })
})
