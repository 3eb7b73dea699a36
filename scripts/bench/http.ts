/**
 * Planning and allocating over HTTP: the built application on a durable PostgreSQL, and the load generator on the same
 * machine. Beside each figure stands the CPU time that a request took of the web process and of PostgreSQL.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Random } from '../../prisma/seed/random'
import type { Child } from '../processes'
import { cpuSeconds } from './cpu-time'
import { DATACENTER } from './http-world'
import { type Caller, drive, expecting, makeCaller, percentile } from './load'
import { printStages } from './stages'
import { startWebApplication } from './web-application'

const CLIENTS = 8
const SIZES = {
  cores: [16, 32, 40, 48, 64, 96],
  ram: [128, 256, 384, 512, 768],
  nvme: [0, 1_000, 3_000, 7_000],
}

export interface HttpWorld {
  url: string
  servers: number
  /** Where PostgreSQL keeps its pid. */
  dataDir: string
}

interface Stand extends HttpWorld {
  base: string
  web: Child
  callers: Caller[]
  sql: pg.Client
  random: Random
}

/** Runs all of it in one world and prints a line for each figure. Allocating is measured in the small world only. */
export async function benchHttp(world: HttpWorld, options: { allocate: boolean }): Promise<void> {
  const { base, web, tokenOf } = await startWebApplication(world.url)
  const sql = new pg.Client({ connectionString: world.url })
  await sql.connect()
  const callers: Caller[] = []
  try {
    const token = await tokenOf('ADMIN')
    callers.push(...Array.from({ length: CLIENTS }, () => makeCaller(`${base}/api/v1`, token)))
    const stand: Stand = { ...world, base, web, callers, sql, random: new Random(11) }
    await benchPlans(stand)
    if (options.allocate) await benchAllocations(stand)
    await printStages({ ...stand, token, number: await newOrder(stand, tenServers(stand.random)) })
  } finally {
    for (const caller of callers) caller.close()
    await sql.end()
    await web.stop()
  }
}

export const HTTP_HEAD = `${'servers'.padStart(8)}  ${'over HTTP'.padEnd(34)}${'clients'.padStart(8)}${'p50 ms'.padStart(9)}${'p95 ms'.padStart(9)}${'per s'.padStart(8)}   CPU ms a request: web, PostgreSQL`

async function benchPlans(stand: Stand): Promise<void> {
  const { callers, random } = stand
  const lines = await orders(stand, 60, () => tenServers(random))
  const totals = await orders(stand, 40, () => totalsOf(random))
  const plan = (numbers: readonly string[], body: object) => async (caller: Caller, index: number) => {
    const path = `/orders/${numbers[index % numbers.length]}/plan`
    return expecting(await caller.call('POST', path, body), 200, 201, 422).ms
  }
  const limits = { constraints: { maxSharePerRack: 25, rackPower: true } }
  await drive(callers, 300, plan(lines, {}))
  await report(stand, 'plan ten servers', 1, 300, plan(lines, {}))
  await report(stand, 'plan ten servers', CLIENTS, 600, plan(lines, {}))
  await report(stand, 'plan totals', 1, 200, plan(totals, {}))
  await report(stand, 'plan totals', CLIENTS, 400, plan(totals, {}))
  await report(stand, 'plan totals, 25 % a rack, power', 1, 60, plan(totals, limits))
  await report(stand, 'plan totals, 25 % a rack, power', CLIENTS, 120, plan(totals, limits))
  const safe = { constraints: { surviveRackLoss: 80 } }
  await report(stand, 'plan totals, safe from a loss', 1, 60, plan(totals, safe))
  await report(stand, 'plan totals, safe from a loss', CLIENTS, 120, plan(totals, safe))
  const probe = probeHealth(stand)
  await drive(callers, 400, plan(lines, {}))
  const times = await probe()
  print(stand, 'GET /healthz while 8 clients plan', 1, { times, perSecond: null, cpu: null })
}

async function benchAllocations(stand: Stand): Promise<void> {
  const { random, sql } = stand
  const numbers = await plannedApart(stand, 400)
  await report(stand, 'allocate ten planned servers', CLIENTS, numbers.length, async (caller, index) => {
    return expecting(await caller.call('POST', `/orders/${numbers[index]}/allocate`, {}), 200).ms
  })
  await giveAllBack(sql)
  const drafts = await orders(stand, 300, () => tenServers(random))
  let conflicts = 0
  await report(stand, 'plan and allocate ten, one pool', CLIENTS, drafts.length, async (caller, index) => {
    const from = performance.now()
    for (;;) {
      expecting(await caller.call('POST', `/orders/${drafts[index]}/plan`, {}), 200, 201)
      const allocated = expecting(await caller.call('POST', `/orders/${drafts[index]}/allocate`, {}), 200, 409)
      if (allocated.status === 200) return performance.now() - from
      conflicts++
    }
  })
  const { rows } = await sql.query<{ allocated: number; shared: number }>(
    `SELECT count(*)::int AS allocated, (count(*) - count(DISTINCT server_id))::int AS shared FROM allocations WHERE status = 'ACTIVE'`,
  )
  const [{ allocated, shared } = { allocated: 0, shared: 0 }] = rows
  console.log(
    `${''.padStart(10)}${allocated} servers allocated, ${shared} shared; ${conflicts} conflicts were planned again`,
  )
  if (shared > 0) throw new Error('A server was allocated twice')
  await giveAllBack(sql)
}

/** Orders whose plans share no server: what is planned already is put aside while the next is planned. */
async function plannedApart(stand: Stand, count: number): Promise<string[]> {
  const [caller] = stand.callers
  if (caller === undefined) throw new Error('There is no client')
  const numbers: string[] = []
  for (let index = 0; index < count; index++) {
    const number = await newOrder(stand, { lines: [{ count: 10, minCpuCores: 16, minRamGb: 64, minNvmeGb: 0 }] })
    const plan = expecting(await caller.call('POST', `/orders/${number}/plan`, {}), 200, 201)
    const { items } = plan.body as { items: { barcode: string }[] }
    const barcodes = items.map(({ barcode }) => barcode)
    await stand.sql.query('UPDATE servers SET needs_wipe = true WHERE barcode = ANY($1)', [barcodes])
    numbers.push(number)
  }
  await stand.sql.query('UPDATE servers SET needs_wipe = false WHERE needs_wipe')
  await tidy(stand.sql)
  return numbers
}

async function giveAllBack(sql: pg.Client): Promise<void> {
  await sql.query(`
    BEGIN;
    UPDATE servers SET state = 'RACKED', order_id = NULL WHERE state = 'ALLOCATED';
    UPDATE allocations SET status = 'RETURNED', ended_at = now() WHERE status = 'ACTIVE';
    UPDATE orders SET status = 'CANCELLED' WHERE status = 'ALLOCATED';
    COMMIT`)
  await tidy(sql)
}

/** What autovacuum does in its time. */
async function tidy(sql: pg.Client): Promise<void> {
  await sql.query('VACUUM ANALYZE servers, server_tally, rack_tally')
}

async function report(
  stand: Stand,
  what: string,
  clients: number,
  turns: number,
  turn: (caller: Caller, index: number) => Promise<number>,
): Promise<void> {
  const postmaster = Number(readFileSync(join(stand.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  const used = () => [stand.web.pid, postmaster].map(cpuSeconds)
  const before = used()
  const { times, seconds } = await drive(stand.callers.slice(0, clients), turns, turn)
  const cpu = used().map((after, index) => {
    const from = before[index] ?? null
    return after === null || from === null ? null : ((after - from) * 1000) / turns
  })
  print(stand, what, clients, { times, perSecond: turns / seconds, cpu })
}

function print(
  { servers }: Stand,
  what: string,
  clients: number,
  figures: { times: readonly number[]; perSecond: number | null; cpu: (number | null)[] | null },
): void {
  const cell = (value: number | null, digits: number, width: number) => (value?.toFixed(digits) ?? '–').padStart(width)
  const { times, perSecond, cpu } = figures
  const line = [
    `${String(servers).padStart(8)}  ${what.padEnd(34)}${String(clients).padStart(8)}`,
    cell(percentile(times, 0.5), 1, 9),
    cell(percentile(times, 0.95), 1, 9),
    cell(perSecond, 0, 8),
    cpu === null ? '' : `   ${cpu.map((ms) => cell(ms, 1, 7)).join('')}`,
  ]
  console.log(line.join(''))
}

/** Asks /healthz every 20 ms until the returned function is called, which gives the sorted times. */
function probeHealth({ base }: Stand): () => Promise<number[]> {
  const caller = makeCaller(base, '')
  const times: number[] = []
  let on = true
  const asking = (async () => {
    while (on) {
      times.push(expecting(await caller.call('GET', '/healthz'), 200).ms)
      await sleep(20)
    }
  })()
  return async () => {
    on = false
    await asking
    caller.close()
    return times.sort((a, b) => a - b)
  }
}

async function orders(stand: Stand, count: number, asks: () => object): Promise<string[]> {
  const numbers: string[] = []
  for (let index = 0; index < count; index++) numbers.push(await newOrder(stand, asks()))
  return numbers
}

async function newOrder({ callers }: Stand, asks: object): Promise<string> {
  const [caller] = callers
  if (caller === undefined) throw new Error('There is no client')
  const body = { customer: 'bench', datacenter: DATACENTER, ...asks }
  const { number } = expecting(await caller.call('POST', '/orders', body), 201).body as { number: string }
  return number
}

function tenServers(random: Random): object {
  const { cores, ram, nvme } = SIZES
  const minimum = { minCpuCores: random.pick(cores), minRamGb: random.pick(ram), minNvmeGb: random.pick(nvme) }
  return { lines: [{ count: 10, ...minimum }] }
}

function totalsOf(random: Random): object {
  return { cpuCores: random.int(100, 900), ramGb: random.int(1_000, 10_000), nvmeGb: random.int(1_000, 100_000) }
}
