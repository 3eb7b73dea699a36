/**
 * `npm run bench [-- --servers 1000,10000,100000 --http 10000,100000 --existing 10000000 --events 1000000
 * --only services|http|jobs|telemetry|racks|lists|capacity --listed 1000000 --rounds 20 --capacity 1000000]`: starts a PostgreSQL of its own with a world of each size, and prints what planning,
 * allocating ten servers and taking in 1,000 events cost, beside plain SQL for the same rows on the same server; then what
 * planning and allocating cost over HTTP, and what provisioning jobs do; then telemetry over HTTP beside COPY, into a table
 * that holds events already; then what a row of 500 racks costs a browser; then each list, filter
 * and search of a million servers, and every other list beside them and `--existing` events; then the figures of capacity. Absolute times are this machine's; the ratio is what travels.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { createDb } from '../lib/db/client'
import type { Ctx } from '../lib/db/context'
import { allocateOrder } from '../lib/services/allocation/allocate-order'
import { createOrder } from '../lib/services/planning/create-order'
import { planOrder } from '../lib/services/planning/plan-order'
import { ingestEvents } from '../lib/services/telemetry/ingest-events'
import { benchContext } from './bench/bench-context'
import { benchCapacity } from './bench/capacity'
import { benchEveryList } from './bench/every-list'
import { benchHttp, HTTP_HEAD } from './bench/http'
import { makeHttpWorld } from './bench/http-world'
import { benchJobs } from './bench/jobs'
import { benchLists } from './bench/lists'
import { HEAD, measure, row } from './bench/measure'
import { allocateInSql, giveBackInSql, ingestInSql, planInSql } from './bench/plain-sql'
import { benchRacks } from './bench/racks'
import { benchTelemetry } from './bench/telemetry'
import { startEmbedded } from './embedded-postgres'

const { values } = parseArgs({
  options: {
    servers: { type: 'string', default: '1000,10000,100000' },
    http: { type: 'string', default: '10000,100000' },
    only: { type: 'string' },
    existing: { type: 'string', default: '10000000' },
    events: { type: 'string', default: '1000000' },
    capacity: { type: 'string', default: '1000000' },
    listed: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '20' },
    'no-http': { type: 'boolean', default: false },
  },
})
const PARTS = ['services', 'http', 'jobs', 'telemetry', 'racks', 'lists', 'capacity']
if (values.only !== undefined && !PARTS.includes(values.only))
  throw new Error(`--only is ${values.only}; it wants one of ${PARTS.join(', ')}`)
const wanted = (part: string) => values.only === undefined || values.only === part
const sizesIn = (list: string) => list.split(',').map(Number)
/** Allocating empties a large world too slowly to say more than a small one does. */
const ALLOCATED_WORLD = 20_000
const SERVERS_PER_RACK = { small: 25, large: 100 / 3 }
const folder = mkdtempSync(join(tmpdir(), 'haas-bench-'))
const server = await startEmbedded({ dataDir: folder, durable: true })
try {
  if (wanted('services')) {
    console.log(`\n${HEAD}`)
    for (const size of sizesIn(values.servers)) await benchWorld(size, await makeWorld(size))
  }
  if (wanted('http')) {
    console.log(`\n${HTTP_HEAD}`)
    for (const size of sizesIn(values.http)) {
      const perRack = size < ALLOCATED_WORLD ? SERVERS_PER_RACK.small : SERVERS_PER_RACK.large
      const url = await makeDatabase(`http_${size}`)
      await makeHttpWorld(url, { servers: size, racks: Math.ceil(size / perRack) })
      await benchHttp({ url, servers: size, dataDir: folder }, { allocate: size < ALLOCATED_WORLD })
    }
  }
  if (wanted('jobs')) await benchJobs(makeDatabase)
  if (wanted('telemetry')) {
    const size = { existing: Number(values.existing), events: Number(values.events) }
    await benchTelemetry(await makeDatabase('telemetry'), size)
  }
  if (wanted('racks')) await benchRacks(makeDatabase)
  if (wanted('lists')) {
    const size = { servers: Number(values.listed), rounds: Number(values.rounds), http: !values['no-http'] }
    await benchLists(makeDatabase, size)
    await benchEveryList(makeDatabase, { ...size, events: Number(values.existing) })
  }
  if (wanted('capacity')) await benchCapacity(makeDatabase, Number(values.capacity))
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function makeWorld(size: number): Promise<string> {
  const url = await makeDatabase(`bench_${size}`)
  run(['--import', 'tsx', 'prisma/seed/main.ts', '--servers', String(size)], environment(url))
  return url
}

async function makeDatabase(name: string): Promise<string> {
  const url = new URL(server.url)
  url.pathname = `/${name}`
  const admin = new pg.Client({ connectionString: server.url })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  await admin.end()
  run(['node_modules/prisma/build/index.js', 'migrate', 'deploy'], environment(url.href))
  return url.href
}

function environment(url: string): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_URL: url, NEXTAUTH_SECRET: 'x'.repeat(32), LOG_LEVEL: 'error' }
}

function run(args: string[], env: NodeJS.ProcessEnv): void {
  const { status, stderr, stdout } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${args.join(' ')} failed\n${stdout}${stderr}`)
}

async function benchWorld(size: number, url: string): Promise<void> {
  const db = createDb(url)
  const ctx = benchContext(db)
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
  await client.connect()
  const say = (
    what: string,
    ours: Awaited<ReturnType<typeof measure>>,
    plain: Awaited<ReturnType<typeof measure>>,
    perRound = 1,
  ) => console.log(row(size, what, ours, plain, perRound))
  try {
    const datacenter = await db.datacenter.findUniqueOrThrow({ where: { code: 'FRA1' } })
    const lines = [{ count: 10, minCpuCores: 40, minRamGb: 256, minNvmeGb: 3_000 }]
    const order = await createOrder(ctx, { customer: 'bench', datacenter: 'FRA1', lines })
    const { id } = await db.order.findUniqueOrThrow({ where: { number: order.number } })
    const plan = () =>
      planOrder(ctx, { number: order.number, objective: 'fewest-servers', constraints: {}, includeWarehouse: false })

    say(
      'plan 10 servers',
      await measure(100, { work: plan }),
      await measure(100, { work: () => planInSql(client, id, datacenter.id) }),
    )

    await plan()
    const ours = await measure(60, {
      prepare: async () => void (await plan()), // takes back what the round before was given
      work: () => allocateOrder(ctx, { number: order.number }),
    })
    await plan()
    const servers = await db.planItem.findMany({
      where: { plan: { orderId: id, status: 'current' } },
      select: { serverId: true },
    })
    const serverIds = servers.map((item) => item.serverId)
    const plain = await measure(60, {
      work: () => allocateInSql(client, id, serverIds),
      undo: () => giveBackInSql(client, id, serverIds),
    })
    say('allocate 10 servers', ours, plain)
    await benchIngest(ctx, client, say)
  } finally {
    await client.end()
    await db.$disconnect()
  }
}

async function benchIngest(
  ctx: Ctx,
  client: pg.Client,
  say: (
    what: string,
    ours: Awaited<ReturnType<typeof measure>>,
    plain: Awaited<ReturnType<typeof measure>>,
    perRound: number,
  ) => void,
): Promise<void> {
  const known = await ctx.db.server.findMany({
    where: { state: 'IN_SERVICE' },
    take: 1_000,
    orderBy: { id: 'asc' },
    select: { id: true, barcode: true },
  })
  const at = (i: number) => known[i % known.length]
  const batch = Array.from({ length: 1_000 }, (_, i) => at(i))
  let clock = 0
  const events = () => {
    clock += 1
    const ts = new Date(Date.now() - clock * 1_000).toISOString()
    return batch.map((one, i) => ({
      barcode: one?.barcode ?? '',
      ts,
      kind: 'ECC_ERRORS',
      payload: { count: i % 10, dimm: 'A1', round: clock, i },
    }))
  }
  const ids = batch.map((one) => one?.id ?? 0)
  say(
    'ingest 1,000 events',
    await measure(40, { work: () => ingestEvents(ctx, { events: events() }) }),
    await measure(40, { work: () => ingestInSql(client, ids) }),
    1_000,
  )
}
