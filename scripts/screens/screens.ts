import type { Page } from '@playwright/test'
import type { signIns } from '../../prisma/seed/sign-ins'

export interface Look {
  theme: 'light' | 'dark'
  width: 1440 | 820 | 390
}

/** A picture: who looks, at what, in which looks, and what is done before it is taken. */
export interface Screen {
  /** As the reference screen is called, where there is one. */
  name: string
  who: (typeof signIns)[number]['role']
  path: (page: Page) => Promise<string>
  looks: readonly Look[]
  act?: (page: Page) => Promise<void>
  /** It stands outside the shell, and does not change by itself. */
  still?: true
}

export const DESK: readonly Look[] = [
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 1440 },
]
const LIGHT = DESK.slice(0, 1)
export const PHONE: readonly Look[] = [
  { theme: 'light', width: 390 },
  { theme: 'dark', width: 390 },
]

type Row = Record<string, string>

export const at = (path: string) => async () => path
/** The first thing of a list, as the API answers it to who looks. */
export async function first(page: Page, list: string): Promise<Row> {
  const answer = await page.request.get(`/api/v1${list}`)
  const { items }: { items: Row[] } = await answer.json()
  const [row] = items
  if (row === undefined) throw new Error(`The demo has nothing in ${list}`)
  return row
}
async function send(page: Page, path: string, data: object): Promise<Row> {
  // With a cookie, a change has to come from the site itself.
  const headers = { origin: new URL(page.url()).origin }
  const answer = await page.request.post(`/api/v1${path}`, { data, headers })
  if (!answer.ok()) throw new Error(`${path} answers ${answer.status()}: ${await answer.text()}`)
  return answer.json()
}

async function compareStep(page: Page, demand: object): Promise<string> {
  const order = await send(page, '/orders', { customer: 'Helvetia Analytics AG', datacenter: 'FRA1', ...demand })
  return `/orders/new?order=${order.number}&step=plan`
}

async function scan(page: Page, code: string): Promise<void> {
  const box = page.getByLabel('Scan or type any code').filter({ visible: true })
  await box.fill(code)
  await box.press('Enter')
  await page.getByRole('alert').filter({ hasText: code }).first().waitFor()
}

/** A rack of FRA1 to scan into, and a server in its warehouse. */
async function toScan(page: Page): Promise<{ rack: Row; server: Row; standing: Row }> {
  return {
    rack: await first(page, '/racks?datacenter=FRA1&limit=1'),
    server: await first(page, '/servers?warehouse=FRA1-W1&state=IN_WAREHOUSE&limit=1'),
    standing: await first(page, '/servers?rack=FRA1-A01&limit=1'),
  }
}

export const SCREENS: readonly Screen[] = [
  { name: 'capacity', who: 'PLANNER', path: at('/'), looks: DESK },
  {
    name: 'order-compare',
    who: 'PLANNER',
    path: (page) => compareStep(page, { cpuCores: 420, ramGb: 3_000, nvmeGb: 60_000 }),
    looks: DESK,
    act: (page) => page.getByRole('radiogroup', { name: 'Plan', exact: true }).waitFor(),
  },
  {
    name: 'order-infeasible',
    who: 'PLANNER',
    path: (page) => compareStep(page, { cpuCores: 90_000, ramGb: 4_096, nvmeGb: 100_000 }),
    looks: LIGHT,
    act: (page) => page.getByText('No plan exists').first().waitFor(),
  },
  { name: 'orders', who: 'PLANNER', path: at('/orders'), looks: DESK },
  {
    name: 'provisioning',
    who: 'OPERATOR',
    path: async (page) => {
      const { id, order } = await first(page, '/provision-jobs?status=FAILED&limit=1')
      return `/orders/${order}?job=${id}`
    },
    looks: DESK,
  },
  {
    name: 'racks-row',
    who: 'TECH',
    path: async (page) => {
      const { barcode } = await first(page, '/servers?datacenter=FRA1&health=CRITICAL&state=IN_SERVICE&limit=1')
      return `/racks?datacenter=FRA1&colour=health&server=${barcode}`
    },
    looks: DESK,
  },
  {
    name: 'rack-drag',
    who: 'TECH',
    path: at('/racks/FRA1-A05'),
    looks: DESK,
    act: async (page) => {
      const held = await page.locator('[data-tray]').first().boundingBox()
      const front = await page.locator('[data-face=front]').filter({ visible: true }).boundingBox()
      if (held === null || front === null) throw new Error('No rack with a tray beside it')
      await page.mouse.move(held.x + 40, held.y + held.height / 2)
      await page.mouse.down()
      await page.mouse.move(held.x, held.y, { steps: 3 })
      await page.mouse.move(front.x + 260, front.y + front.height * 0.6, { steps: 8 })
    },
  },
  {
    name: 'scan-accepted',
    who: 'TECH',
    path: at('/scan'),
    looks: PHONE,
    act: async (page) => {
      const { rack, server } = await toScan(page)
      await scan(page, rack.code ?? '')
      await scan(page, server.barcode ?? '')
    },
  },
  {
    name: 'scan-refused',
    who: 'TECH',
    path: at('/scan'),
    looks: PHONE,
    act: async (page) => {
      const { server, standing } = await toScan(page)
      await page.goto(`/scan?rack=${standing.rack}&u=${standing.u}`)
      await page.getByText('Live', { exact: true }).first().waitFor({ state: 'attached' })
      await scan(page, server.barcode ?? '')
    },
  },
  {
    name: 'tickets',
    who: 'REPAIR',
    path: at('/tickets?datacenter=FRA1&lanes=rack'),
    looks: DESK,
  },
  {
    name: 'ticket-detail',
    who: 'REPAIR',
    path: async (page) => {
      const { number } = await first(page, '/tickets?datacenter=FRA1&status=IN_PROGRESS&type=REPLACE_DISK&limit=1')
      return `/tickets/${number}`
    },
    looks: PHONE,
  },
  { name: 'servers', who: 'OPERATOR', path: at('/servers'), looks: DESK },
  {
    name: 'server',
    who: 'OPERATOR',
    path: async (page) => {
      const { barcode } = await first(page, '/servers?datacenter=FRA1&health=CRITICAL&firmware=behind&limit=1')
      return `/servers/${barcode}`
    },
    looks: DESK,
  },
  { name: 'firmware', who: 'OPERATOR', path: at('/firmware'), looks: LIGHT },
  { name: 'stock', who: 'OPERATOR', path: at('/stock'), looks: LIGHT },
  { name: 'audit', who: 'OPERATOR', path: at('/audit'), looks: LIGHT },
  { name: 'rules', who: 'ADMIN', path: at('/settings/rules'), looks: LIGHT },
  {
    name: 'command-palette',
    who: 'OPERATOR',
    path: at('/'),
    looks: LIGHT,
    act: async (page) => {
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('combobox').fill('000001')
    },
  },
  { name: 'states', who: 'ADMIN', path: at('/design'), looks: DESK, still: true },
]
