import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDb, type Db } from '../../db/client'
import type { Ctx } from '../../db/context'
import { testActor } from '../context'
import { fillHistory } from '../fill-history'
import { type ApiWorld, apiWorld } from '../http'
import { fillServers } from '../many-servers'
import { everyList } from './every-list'

const SERVERS = 8_000
const EVENTS = 24_000
/** Smaller tables are rightly read whole. */
const LARGE = 3_000

/** As many rows as there are parts and warehouses, and no more with the years. */
const STEADY = ['stock']

/** What these read has a bound that is not far from half of so small a world: 200 racks, a thousand jobs, servers in trouble. */
const BOUNDED: Record<string, readonly string[]> = {
  'racks: two hundred': ['servers', 'rack_occupancy'],
  'racks/suggest-slots: twenty servers': ['servers'],
  'rack-counts: health, all': ['servers'],
  'rack-counts: health, a datacenter': ['servers'],
  'provision-jobs/usual-times: provision': ['provision_jobs'],
  'provision-jobs/usual-times: wipe, of a model': ['provision_jobs'],
  // Of so few the planner would rather sort all; of many it goes along the index.
  'provision-jobs: in a datacenter': ['provision_jobs'],
  'telemetry: of a server': ['servers'],
}

let world: ApiWorld
/** One connection, as only its own reads are told at once. */
let single: Db
beforeAll(async () => {
  world = await apiWorld()
  await fillServers(world.url, SERVERS)
  await fillHistory(world.url, { servers: SERVERS, events: EVENTS })
  single = createDb(world.url, { max: 1 })
}, 120_000)
afterAll(async () => {
  await single.$disconnect()
  await world.close()
})

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

/** Rows read so far of each large table, months of events together, and how many it has. */
async function readOf(db: Db): Promise<Map<string, { read: number; rows: number }>> {
  await db.$queryRaw`SELECT pg_stat_force_next_flush()::text`
  const tables = await db.$queryRaw<{ name: string; read: number; rows: number }[]>`
    SELECT CASE WHEN schemaname = 'telemetry_partitions' THEN 'telemetry_events' ELSE relname END AS name,
      sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int AS read, sum(n_live_tup)::int AS rows
    FROM pg_stat_user_tables GROUP BY 1 HAVING sum(n_live_tup) >= ${LARGE}`
  return new Map(tables.map(({ name, ...table }) => [name, table]))
}

it('no list reads half of a large table, and each has its path', async () => {
  const ctx: Ctx = { actor: testActor('ADMIN'), db: single, clock: () => new Date(), log: silent, requestId: 'test' }
  const whole: string[] = []
  const refused: string[] = []
  for (const one of everyList(SERVERS)) {
    const before = await readOf(single)
    await one.ask(ctx)
    for (const [table, { read, rows }] of await readOf(single)) {
      const reads = read - (before.get(table)?.read ?? 0)
      if (reads >= rows / 2 && !STEADY.includes(table) && !BOUNDED[one.name]?.includes(table))
        whole.push(`${one.name}: ${reads} of ${table}`)
    }
    if (one.path === null) continue
    const { status } = await world.api('GET', one.path)
    if (status !== 200) refused.push(`${one.path}: ${status}`)
  }
  expect({ whole, refused }).toEqual({ whole: [], refused: [] })
}, 120_000)
