/** Racks and servers of a test's own, and how a hand goes over a rack's page. */
import { type APIRequestContext, expect, type Locator, type Page, test } from '@playwright/test'
import type { ServerView } from '@/lib/contracts/inventory/server'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import type { Page as List } from '@/lib/contracts/paging'
import { getView, newApi } from './api'
import { signIn } from './sign-in'

let api: APIRequestContext
let models: readonly ServerModelView[]

/** What the helpers below make things by: to be called at the top of a file that uses them. */
export function rackSites(): void {
  test.beforeAll(async () => {
    api = await newApi()
    models = (await getView<List<ServerModelView>>(api, '/server-models?limit=200')).items
  })
  test.afterAll(() => api.dispose())
}

/** What the API answers to a GET of `path`. */
export const get = <View>(path: string): Promise<View> => getView<View>(api, path)

let made = 0
export const fresh = (kind: string) => `MV-${kind}-${Date.now().toString(36)}${++made}`.toUpperCase()

/** The answer to a POST that may be refused. */
export const send = (path: string, data: object) => api.post(`/api/v1${path}`, { data })

export async function post(path: string, data: object): Promise<void> {
  const answer = await send(path, data)
  expect(answer.status(), await answer.text()).toBe(201)
}

/** A datacenter of its own with two racks and a warehouse, so that nothing else stands or moves there. */
export async function place() {
  const datacenter = fresh('DC')
  const [rack, beside, warehouse] = [`${datacenter}-A1`, `${datacenter}-A2`, `${datacenter}-W1`]
  await post('/datacenters', { code: datacenter, name: datacenter })
  await post('/warehouses', { code: warehouse, datacenter })
  const budget = { datacenter, heightU: 20, maxPowerW: 9_000, maxWeightKg: 500, row: 'A' }
  await post('/racks', { code: rack, ...budget })
  await post('/racks', { code: beside, ...budget })
  return { rack, beside, warehouse }
}
export type Site = Awaited<ReturnType<typeof place>>

export async function server(location: object, heightU = 1): Promise<string> {
  const model = models.find((one) => one.heightU === heightU && one.depth === 'full')
  if (model === undefined) throw new Error(`The demo world has no model of ${heightU}U`)
  const barcode = fresh('SRV')
  await post('/inventory/scans', { barcode, location, model: model.slug })
  return barcode
}
export const where = async (barcode: string) => {
  const { rack, u, warehouse } = await getView<ServerView>(api, `/servers/${barcode}`)
  return warehouse ?? `${rack} U${u}`
}

export async function open(page: Page, path: string): Promise<Locator> {
  await signIn(page, 'TECH', path)
  await expect(page.getByText('Live', { exact: true }).filter({ visible: true })).toBeVisible()
  return page.locator('[data-face=front]').filter({ visible: true })
}

/** The middle of a unit of the front face. */
export async function unit(front: Locator, u: number, heightU = 20): Promise<{ x: number; y: number }> {
  const box = await front.boundingBox()
  if (box === null) throw new Error('The face is not seen')
  return { x: box.x + 150, y: box.y + box.height - ((u - 0.5) * box.height) / heightU }
}
export async function middle(thing: Locator): Promise<{ x: number; y: number }> {
  const box = await thing.boundingBox()
  if (box === null) throw new Error('It is not seen')
  return { x: box.x + Math.min(60, box.width / 2), y: box.y + box.height / 2 }
}
export async function lift(page: Page, from: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 12, from.y + 12, { steps: 3 })
}
export async function carry(page: Page, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(to.x, to.y, { steps: 6 })
}
