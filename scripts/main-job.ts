/** The main job, driven through the public API as another system would: a line for each thing that happened. */
import { setTimeout as sleep } from 'node:timers/promises'

export interface MainJob {
  base: string
  token: string
  /** Where the simulated BMCs are, whose faults it sets. */
  machines: string
  log: (line: string) => void
}

type Json = Record<string, unknown>

/** Servers of the order that meets faults. */
const FLEET = 20
const FLEET_CUSTOMER = 'Demo fleet'
const POLL_MS = 500
const PROVISION_LIMIT_MS = 180_000

/** Runs it from scan to repair. True when every step did what it should; otherwise the log says which did not. */
export async function runMainJob({ base, token, machines, log }: MainJob): Promise<boolean> {
  const api = new Api(base, token)
  try {
    const scanned = await scanIn(api, log)
    const order = await serve(api, log)
    await repair(api, log, order)
    await rollOut(api, machines, log)
    log(
      `All done: ${scanned.length} servers arrived, ${order.number} is in service, a disk was replaced, and ${FLEET} more went through their faults.`,
    )
    return true
  } catch (error) {
    log(`FAILED: ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
}

/** Three servers arrive at the dock of FRA1 and are racked where there is room. */
async function scanIn(api: Api, log: MainJob['log']): Promise<string[]> {
  const stamp = Date.now().toString(36).toUpperCase()
  const barcodes = [1, 2, 3].map((n) => `DOCK-${stamp}-${n}`)
  for (const barcode of barcodes) {
    await api.post('/inventory/scans', { barcode, location: { warehouse: 'FRA1-W1' }, model: 'dell-r650' })
    log(`scanned   ${barcode} into warehouse FRA1-W1`)
  }
  const racks = items(await api.get('/racks?datacenter=FRA1&limit=200'))
  for (const barcode of barcodes) {
    const place = await rackIt(
      api,
      barcode,
      racks.map((rack) => text(rack, 'code')),
    )
    log(`racked    ${barcode} at ${place}`)
  }
  return barcodes
}

/** The first place that takes it: a refusal names what stands there, and the next one is tried. */
async function rackIt(api: Api, barcode: string, racks: string[]): Promise<string> {
  for (const rack of racks) {
    const { servers, items: fixtures } = await api.get(`/racks/${rack}/elevation`)
    const taken = new Set([...list(servers), ...list(fixtures)].flatMap((thing) => units(thing)))
    for (let u = 1; u <= 40; u++) {
      if (taken.has(u)) continue
      const { status } = await api.call('POST', '/inventory/scans', { barcode, location: { rack, u } })
      if (status < 300) return `${rack} U${u}`
    }
  }
  throw new Error(`no rack of FRA1 has room for ${barcode}`)
}

/** A customer's order, from draft to service. */
async function serve(api: Api, log: MainJob['log']): Promise<{ number: string; servers: string[] }> {
  const order = await api.post('/orders', {
    customer: 'Demo customer',
    datacenter: 'FRA1',
    cpuCores: 300,
    ramGb: 2_048,
    nvmeGb: 30_000,
    image: 'debian-13',
  })
  const number = text(order, 'number')
  log(`ordered   ${number}: 300 cores, 2,048 GB RAM, 30,000 GB NVMe in FRA1`)
  const plan = await api.post(`/orders/${number}/plan`, {})
  const totals = plan.totals as Json
  log(
    `planned   ${totals.servers} servers in ${totals.racks} racks: ${totals.cpuCores} cores, ${totals.ramGb} GB RAM, ${totals.nvmeGb} GB NVMe`,
  )
  await api.post(`/orders/${number}/allocate`, {})
  const allocated = await api.get(`/orders/${number}`)
  const servers = allocated.servers as string[]
  log(`allocated ${servers.join(', ')}`)
  await api.post(`/orders/${number}/provision`, {})
  await follow(api, number, log)
  return { number, servers }
}

/** What goes wrong with a server each, the first of them with one that has something to flash; the rest are well. */
const FAULTS = ['fail-at-60', 'wrong-credentials', 'refuse-power'] as const

/** Twenty servers at once, some of which meet a fault: what failed says why, is mended, and goes on where it stood. */
async function rollOut(api: Api, machines: string, log: MainJob['log']): Promise<void> {
  await giveBackFormer(api, log)
  const lines = [{ count: FLEET, minCpuCores: 32, minRamGb: 128, minNvmeGb: 1_000 }]
  const order = await api.post('/orders', { customer: FLEET_CUSTOMER, datacenter: 'FRA1', lines, image: 'debian-13' })
  const number = text(order, 'number')
  await api.post(`/orders/${number}/plan`, {})
  await api.post(`/orders/${number}/allocate`, {})
  const servers = (await api.get(`/orders/${number}`)).servers as string[]
  log(`fleet     ${number}: ${servers.length} servers allocated`)
  const faulty = await behindFirst(api, servers)
  for (const [index, fault] of FAULTS.entries()) {
    const barcode = faulty[index] ?? ''
    await setFaults(machines, barcode, [fault])
    log(`fault     ${barcode} will meet ${fault}`)
  }
  await api.post(`/orders/${number}/provision`, {})
  const said = new Set<string>()
  const ended = await settled(api, number, said, log)
  if (ended !== 'FAILED') throw new Error(`${number} became ${ended}, though servers of it met faults`)
  for (const barcode of faulty.slice(0, FAULTS.length)) await setFaults(machines, barcode, [])
  log('mended    the faults are gone: what failed is tried again from where it stood')
  await api.post(`/orders/${number}/provision`, {})
  const again = await settled(api, number, said, log)
  if (again !== 'ACTIVE') throw new Error(`${number} became ${again} after its faults were mended`)
  log(`in service ${number} is ACTIVE`)
}

/** The fleet of a former run: its servers are wiped and free again before others are taken. */
async function giveBackFormer(api: Api, log: MainJob['log']): Promise<void> {
  const customer = encodeURIComponent(FLEET_CUSTOMER)
  const open = ['DRAFT', 'PLANNED', 'ALLOCATED', 'PROVISIONING', 'ACTIVE', 'FAILED', 'RELEASING']
  const statuses = open.map((status) => `status=${status}`).join('&')
  for (const { number, status } of items(await api.get(`/orders?customer=${customer}&${statuses}&limit=50`))) {
    if (status !== 'RELEASING') await api.post(`/orders/${number}/${status === 'ACTIVE' ? 'release' : 'cancel'}`, {})
    const deadline = Date.now() + PROVISION_LIMIT_MS
    for (let now = ''; now !== 'RELEASED' && now !== 'CANCELLED'; ) {
      if (Date.now() > deadline) throw new Error(`${number} is still ${now}: ${FLEET} servers are not free`)
      await sleep(POLL_MS)
      now = text(await api.get(`/orders/${number}`), 'status')
    }
    log(`given back ${number} of a former run, its servers wiped`)
  }
}

/** Those whose firmware is behind its target first. */
async function behindFirst(api: Api, servers: readonly string[]): Promise<string[]> {
  const behind = new Set<string>()
  for (const barcode of servers) {
    const { firmware } = await api.get(`/servers/${barcode}`)
    if (list(firmware).some(({ version, target }) => target !== undefined && target !== version)) behind.add(barcode)
  }
  return [...servers].sort((a, b) => Number(behind.has(b)) - Number(behind.has(a)))
}

async function setFaults(machines: string, barcode: string, faults: readonly string[]): Promise<void> {
  const answer = await fetch(`${machines}/${barcode}/faults`, { method: 'PUT', body: JSON.stringify(faults) })
  if (!answer.ok) throw new Error(`the simulator answered ${answer.status} for ${barcode}`)
}

/** Waits until no job of the order is under way, and says how each try ended. Returns the order's status. */
async function settled(api: Api, number: string, said: Set<string>, log: MainJob['log']): Promise<string> {
  const deadline = Date.now() + PROVISION_LIMIT_MS
  while (Date.now() < deadline) {
    for (const job of items(await api.get(`/provision-jobs?order=${number}&limit=200`))) {
      const ended = job.status === 'SUCCESS' || job.status === 'FAILED'
      const key = `${job.id} ${job.attempt}`
      if (!ended || said.has(key)) continue
      said.add(key)
      const hops = list(job.hops).filter((hop) => hop.status === 'SUCCESS').length
      log(
        job.status === 'SUCCESS'
          ? `in service ${job.server}: ${hops} flashes`
          : `failed    ${job.server}: ${job.lastError}`,
      )
    }
    const status = text(await api.get(`/orders/${number}`), 'status')
    if (status !== 'PROVISIONING') return status
    await sleep(POLL_MS)
  }
  throw new Error(`${number} had not ended after ${PROVISION_LIMIT_MS / 1000} s`)
}

/** Waits until the order has ended, and says each step of each job as it is finished. */
async function follow(api: Api, number: string, log: MainJob['log']): Promise<void> {
  const said = new Set<string>()
  const deadline = Date.now() + PROVISION_LIMIT_MS
  while (Date.now() < deadline) {
    for (const job of items(await api.get(`/provision-jobs?order=${number}&limit=200`))) sayProgress(job, said, log)
    const status = text(await api.get(`/orders/${number}`), 'status')
    if (status === 'ACTIVE') return log(`in service ${number} is ACTIVE`)
    if (status !== 'PROVISIONING') throw new Error(`${number} became ${status}`)
    await sleep(POLL_MS)
  }
  throw new Error(`${number} was not in service after ${PROVISION_LIMIT_MS / 1000} s`)
}

function sayProgress(job: Json, said: Set<string>, log: MainJob['log']): void {
  const server = text(job, 'server')
  const say = (key: string, line: string) => {
    if (said.has(`${server} ${key}`)) return
    said.add(`${server} ${key}`)
    log(line)
  }
  for (const hop of list(job.hops)) {
    if (hop.status === 'SUCCESS')
      say(`${hop.component} ${hop.to}`, `firmware  ${server} ${hop.component} ${hop.from} → ${hop.to}, read back`)
  }
  for (const step of list(job.steps)) {
    if (step.status === 'SUCCESS') say(String(step.position), `step ${step.position}/7  ${server} ${step.name}`)
  }
  if (job.status === 'FAILED') throw new Error(`${server}: ${job.lastError}`)
}

/** A disk reports that it fails: a ticket with its part, and the crew closes it. */
async function repair(api: Api, log: MainJob['log'], order: { servers: string[] }): Promise<void> {
  const [barcode] = order.servers
  const event = {
    barcode,
    ts: new Date().toISOString(),
    kind: 'SMART_FAIL',
    payload: { device: '/dev/nvme0n1', serial: `DEMO-${Date.now()}` },
  }
  const answer = await api.post('/telemetry', [event])
  const [result] = list(answer.results)
  if (result?.ticket === undefined)
    throw new Error(`SMART_FAIL of ${barcode} opened no ticket: ${JSON.stringify(answer)}`)
  const ticket = await api.get(`/tickets/${result.ticket}`)
  const [component] = list(ticket.components)
  const part = (component?.part ?? {}) as Json
  const where =
    part.status === 'reserved'
      ? `${part.sku} reserved on shelf ${part.shelf} of ${part.warehouse}`
      : `waits for a part (${part.status})`
  log(`ticket    ${result.ticket} ${ticket.type} ${ticket.priority} for ${barcode}: ${where}`)
  await api.call('PATCH', `/tickets/${result.ticket}`, { status: 'IN_PROGRESS', assignee: 'Demo crew' })
  if (part.status !== 'reserved') return log('ticket    taken; it stays open until its part arrives')
  const stock = `/stock/${part.sku}@${part.warehouse}`
  const before = Number((await api.get(stock)).reserved)
  await api.patch(`/tickets/${result.ticket}`, {
    status: 'DONE',
    components: [{ name: component?.name, result: 'replaced' }],
  })
  const after = Number((await api.get(stock)).reserved)
  if (after !== before - 1)
    throw new Error(`${part.sku}: ${before} were reserved before the repair and ${after} after it`)
  log(`repaired  ${result.ticket} is DONE, one ${part.sku} left the shelf`)
}

class Api {
  constructor(
    private readonly base: string,
    private readonly token: string,
  ) {}

  async call(method: string, path: string, body?: Json | Json[]): Promise<{ status: number; body: Json }> {
    const response = await fetch(`${this.base}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Json }
  }

  private async must(method: string, path: string, body?: Json | Json[]): Promise<Json> {
    const answer = await this.call(method, path, body)
    if (answer.status >= 300)
      throw new Error(`${method} ${path} answered ${answer.status}: ${answer.body.detail ?? ''}`)
    return answer.body
  }

  get(path: string): Promise<Json> {
    return this.must('GET', path)
  }
  post(path: string, body: Json | Json[]): Promise<Json> {
    return this.must('POST', path, body)
  }
  patch(path: string, body: Json): Promise<Json> {
    return this.must('PATCH', path, body)
  }
}

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const items = (page: Json): Json[] => list(page.items)
const text = (from: Json, name: string): string => String(from[name])
const units = (thing: Json): number[] => Array.from({ length: Number(thing.heightU) }, (_, i) => Number(thing.u) + i)
