import { PrismaPg } from '@prisma/adapter-pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PrismaClient } from '../../db/generated/client'
import { SERVER_SORT_KEYS, type ServerSort } from '../../domain/server-sort'
import { type TestWorld, testWorld } from '../../testing/context'
import { fillServers } from '../../testing/many-servers'
import { listServers } from './list-servers'
import type { ServerFilter } from './server-filter'

const SERVERS = Number(process.env.SERVERS ?? 50_000)

let world: TestWorld
/** Logs what it asks, so that the same can be explained. */
let heard: { query: string; params: string }[]
let listening: PrismaClient
beforeAll(async () => {
  world = await testWorld()
  await fillServers(world.url, SERVERS)
  heard = []
  listening = new PrismaClient({
    adapter: new PrismaPg({ connectionString: world.url, options: '-c TimeZone=UTC', max: 1 }),
    log: [{ emit: 'event', level: 'query' }],
  })
  Reflect.get(listening, '$on').call(listening, 'query', (event: { query: string; params: string }) =>
    heard.push(event),
  )
}, 600_000)
afterAll(async () => {
  await listening.$disconnect()
  await world.close()
})

const FILTERS: Record<string, ServerFilter> = {
  none: {},
  'a common state': { state: ['IN_SERVICE'] },
  'a rare state': { state: ['BROKEN'] },
  'the oldest': { state: ['DECOMMISSIONED'] },
  'two states': { state: ['BROKEN', 'REPAIRING'] },
  'a datacenter': { datacenter: ['DC7'] },
  'a model': { model: ['maker-40-r640'] },
  'a model and a state': { model: ['maker-3-r603'], state: ['RACKED'] },
  'a rack': { rack: ['DC1-R000003'] },
  'a warehouse': { warehouse: ['DC2-W1'] },
  'an order': { order: ['ORD-100100'] },
  held: { held: 'true' },
  'a wipe due': { needsWipe: 'true' },
  'a live ticket': { tickets: 'true' },
  'firmware behind': { firmware: 'behind' },
  critical: { health: ['CRITICAL'] },
  warning: { health: ['WARNING'] },
  'not heard of': { health: ['NO_DATA'] },
  'no health but good': { health: ['OK'] },
  tagged: { tag: ['spare'] },
  'part of a barcode': { q: '0012' },
  'part of every barcode': { q: 'srv-' },
  'part of a serial': { q: 'AB12' },
  'part of a model': { q: 'r640' },
  'two letters': { q: 'sr' },
  nothing: { q: 'no such thing' },
}

/** These leave nearly all: to count a thousand of them, any thousand will do. */
const DENSE = ['no health but good', 'part of every barcode', 'two letters']

/** What the planner makes of what the list asked about servers. */
async function plansOf(filter: ServerFilter, sort: ServerSort): Promise<string[]> {
  heard.length = 0
  await listServers({ ...world.ctx, db: listening }, { ...filter, sort, limit: 50, counted: 'true' })
  const asked = heard.filter(({ query }) => query.startsWith('/* planned'))
  const plans: string[] = []
  for (const { query, params } of asked) {
    const rows = await listening.$queryRawUnsafe<Record<string, string>[]>(`EXPLAIN ${query}`, ...JSON.parse(params))
    plans.push(rows.map((row) => Object.values(row)[0]).join('\n'))
  }
  return plans
}

describe(`a list of ${SERVERS} servers`, () => {
  it.each(Object.entries(FILTERS))('reads no table whole for %s, in any order', async (name, filter) => {
    const whole: string[] = []
    for (const sort of SERVER_SORT_KEYS)
      for (const plan of await plansOf(filter, sort))
        if (/Seq Scan on servers/.test(plan) && !(DENSE.includes(name) && plan.startsWith('Aggregate')))
          whole.push(`${sort}: ${plan}`)
    expect(whole).toEqual([])
  })
})
