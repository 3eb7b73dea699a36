import { PrismaPg } from '@prisma/adapter-pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PrismaClient } from '../../db/generated/client'
import { SERVER_SORT_KEYS, type ServerSort } from '../../domain/server-sort'
import { type TestWorld, testWorld } from '../../testing/context'
import { fillServers, SERVER_FILTERS } from '../../testing/many-servers'
import { listServers } from './list-servers'
import type { ServerFilter } from './server-filter'

const SERVERS = Number(process.env.SERVERS ?? 50_000)

let world: TestWorld
let listening: ReturnType<typeof listen>
const heard: { query: string; params: string }[] = []
beforeAll(async () => {
  world = await testWorld()
  await fillServers(world.url, SERVERS)
  listening = listen(world.url)
}, 600_000)
afterAll(async () => {
  await listening.$disconnect()
  await world.close()
})

/** These leave nearly all: to count a thousand of them, any thousand will do. */
const DENSE = ['no health but good', 'part of every barcode', 'two letters']

/** The others are read in three orders: that the list opens in, the newest first, and as one walks. */
const IN_EVERY_ORDER = ['none', 'a common state', 'part of a barcode', 'a model and a state']

/** A client that tells what it asks, so that the same can be explained. */
function listen(connectionString: string) {
  const db = new PrismaClient({
    adapter: new PrismaPg({ connectionString, options: '-c TimeZone=UTC', max: 1 }),
    log: [{ emit: 'event', level: 'query' }],
  })
  db.$on('query', (event) => heard.push(event))
  return db
}

/** What the planner makes of what the list asked about servers. */
async function plansOf(filter: ServerFilter, sort: ServerSort, page: 1 | 2 = 1): Promise<string[]> {
  const ask = (cursor?: string) =>
    listServers({ ...world.ctx, db: listening }, { ...filter, sort, limit: 50, counted: 'true', cursor })
  const cursor = page === 1 ? undefined : (await ask()).nextCursor
  heard.length = 0
  await ask(cursor)
  const asked = heard.filter(({ query }) => query.startsWith('/* planned'))
  const plans: string[] = []
  for (const { query, params } of asked) {
    const rows = await listening.$queryRawUnsafe<Record<string, string>[]>(`EXPLAIN ${query}`, ...JSON.parse(params))
    plans.push(rows.map((row) => Object.values(row)[0]).join('\n'))
  }
  return plans
}

describe(`a list of ${SERVERS} servers`, () => {
  it.each(Object.entries(SERVER_FILTERS))('reads no table whole for %s', async (name, filter) => {
    const whole: string[] = []
    for (const sort of IN_EVERY_ORDER.includes(name) ? SERVER_SORT_KEYS : (['barcode', '-updatedAt', 'place'] as const))
      for (const plan of await plansOf(filter, sort))
        if (/Seq Scan on servers/.test(plan) && !(DENSE.includes(name) && plan.startsWith('Aggregate')))
          whole.push(`${sort}: ${plan}`)
    expect(whole).toEqual([])
  })

  it.each(['barcode', '-updatedAt', 'place'] as const)(
    'walks models by %s to those with a version, and does not read all servers that have it',
    async (sort) => {
      const model = Array.from({ length: 12 }, (_, i) => `maker-${i + 5}-r${i + 605}`)
      const plans = await plansOf({ model, component: 'BIOS', version: ['1.9.0'] }, sort, 2)
      expect(plans.join()).toContain('servers_model_')
      expect(plans.join()).not.toContain('servers_firmware')
    },
  )
})
