import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORDER_SORTS } from '../../contracts/planning/order-sorts'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { allocatedOrder, type Fleet, makeFleet, placeOrder } from '../../testing/factories/planning'
import { countOrders } from './count-orders'
import { listOrders } from './list-orders'
import type { OrderFilters } from './order-conditions'

let world: TestWorld
let fleet: Fleet
beforeAll(async () => {
  world = await testWorld()
  fleet = await makeFleet(world.db, { servers: 12 })
})
afterAll(() => world.close())

const numbers = async (input: Partial<Parameters<typeof listOrders>[1]>, ctx = world.ctx) =>
  (await listOrders(ctx, { limit: 200, ...input })).items.map(({ number }) => number)

describe('what a planner sorts and filters orders by', () => {
  let mine: string
  let overdue: string
  let missing: string
  beforeAll(async () => {
    mine = await placeOrder(world.as('PLANNER'), fleet, { cpuCores: 900, customer: 'zeta' })
    const lines = [{ count: 3, minCpuCores: 4, minRamGb: 1, minNvmeGb: 0 }]
    await placeOrder(world.ctx, fleet, { lines, customer: 'Alpha' })
    overdue = await allocatedOrder(world.ctx, fleet, { cpuCores: 1, customer: 'Beta' })
    await world.db.order.update({
      where: { number: overdue },
      data: { status: 'ACTIVE', endsAt: new Date('2020-01-01'), statusSince: new Date('2020-01-01') },
    })
    missing = await allocatedOrder(world.ctx, fleet, { cpuCores: 1, customer: 'beta' })
    const held = await world.db.allocation.findFirstOrThrow({ where: { order: { number: missing } } })
    await world.db.$executeRaw`
      WITH lost AS (UPDATE allocations SET status = 'LOST', ended_at = now() WHERE id = ${held.id})
      UPDATE servers SET state = 'BROKEN', order_id = NULL WHERE id = ${held.serverId}`
  })

  it('says how many servers are wanted, and who placed it', async () => {
    const { items } = await listOrders(world.ctx, { limit: 10, sort: 'createdAt' })
    expect(items.map(({ wantedServers, servers }) => [wantedServers, servers.length])).toEqual([
      [undefined, 0],
      [3, 0],
      [1, 1],
      [1, 0],
    ])
    expect(items[0]?.createdBy).toBe('planner@test')
  })

  it.each(ORDER_SORTS)('sorted by %s, pages have no gap and no order twice', async (sort) => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listOrders(world.ctx, { limit: 1, sort, cursor })
      seen.push(...page.items.map(({ number }) => number))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(seen).toEqual(await numbers({ sort }))
    expect(new Set(seen).size).toBe(4)
    const other = sort.startsWith('-') ? sort.slice(1) : `-${sort}`
    expect(seen.toReversed()).toEqual(await numbers({ sort: other as typeof sort }))
  })

  it('finds mine, and what is in trouble: past its end, or missing a server', async () => {
    expect(await numbers({ mine: 'true' }, world.as('PLANNER'))).toEqual([mine])
    expect(await numbers({ trouble: 'true' })).toEqual([missing, overdue])
    expect(await numbers({ trouble: 'true', customer: ['BETA'], status: ['ACTIVE'] })).toEqual([overdue])
    expect(await numbers({ sort: 'customer' })).toHaveLength(4)
  })

  it('each count is the length of the list that it leads to', async () => {
    const filters: OrderFilters[] = [
      {},
      { q: 'BETA' },
      { status: ['ACTIVE'], customer: ['beta'] },
      { trouble: 'true' },
      { trouble: 'true', q: 'BETA' },
    ]
    for (const filter of filters) {
      const counts = await countOrders(world.as('PLANNER'), filter)
      const length = async (more: OrderFilters) => (await numbers({ ...filter, ...more }, world.as('PLANNER'))).length
      expect(counts.shown).toBe(await length({}))
      expect(counts.mine).toBe(await length({ mine: 'true' }))
      expect(counts.trouble).toBe(await length({ trouble: 'true' }))
      expect(counts.status.ACTIVE).toBe(await length({ status: ['ACTIVE'] }))
      expect(counts.datacenter[fleet.datacenter.code]).toBe(await length({ datacenter: [fleet.datacenter.code] }))
      for (const { customer, orders } of counts.customers) expect(orders).toBe(await length({ customer: [customer] }))
    }
    const elsewhere = await makeFleet(world.db, { servers: 0 })
    const stranger = await countOrders(world.as('PLANNER', elsewhere.datacenter.id), {})
    expect([stranger.shown, Object.keys(stranger.datacenter)]).toEqual([0, [elsewhere.datacenter.code]])
  })

  it('a list takes two statements, its counts one, and one more where words are searched among all', async () => {
    const all: OrderFilters = { q: 'beta', status: ['ACTIVE'], customer: ['beta'], mine: 'true', trouble: 'true' }
    expect(await countStatements(world, (ctx) => listOrders(ctx, { limit: 50, ...all }))).toHaveLength(2)
    expect(await countStatements(world, (ctx) => countOrders(ctx, { ...all, trouble: undefined }))).toHaveLength(2)
    expect(await countStatements(world, (ctx) => countOrders(ctx, all))).toHaveLength(1)
    expect(await countStatements(world, (ctx) => countOrders(ctx, { ...all, q: undefined }))).toHaveLength(1)
  })
})

/** Enough that reading them all is told from reading a part; HAAS_ORDERS=100000 measures. */
const MANY = Number(process.env.HAAS_ORDERS ?? 12_000)

describe('at many orders', () => {
  let single: TestWorld
  beforeAll(async () => {
    // One connection, so that what it has read is known at once.
    single = await testWorld({ max: 1 })
    const site = await makeFleet(single.db, { servers: 0 })
    await single.db.$executeRaw`
      INSERT INTO orders (customer, datacenter_id, cpu_cores, ram_gb, nvme_gb, status, created_by, created_by_key, created_at, status_since)
      SELECT 'Customer ' || n % 400, ${site.datacenter.id}, n % 5000 + 1, 1, 1,
        (CASE WHEN n % 1000 = 0 THEN 'FAILED' WHEN n % 20 = 0 THEN 'ACTIVE' ELSE 'RELEASED' END)::order_status,
        'Somebody', 'user:' || n % 50, now() - n * interval '1 minute', now() - n % 7000 * interval '1 minute'
      FROM generate_series(1, ${MANY}::int) AS n`
    // As autovacuum would: what was written at once still waits to be put into the index of words.
    await single.db.$executeRaw`VACUUM ANALYZE orders`
    fleet = site
  }, 60_000)
  afterAll(() => single.close())

  it('no list and no count reads them all, whatever it is sorted or narrowed by', async () => {
    const datacenter = [fleet.datacenter.code]
    const asked: (OrderFilters & { sort?: (typeof ORDER_SORTS)[number] })[] = [
      ...ORDER_SORTS.map((sort) => ({ sort })),
      { status: ['FAILED'], sort: '-cpuCores' },
      { q: 'customer 399' },
      { q: 'ord-1000' },
      { customer: ['customer 7'] },
      { mine: 'true' },
      { trouble: 'true' },
      { datacenter, trouble: 'true', sort: 'cpuCores' },
      { datacenter, sort: '-statusSince' },
    ]
    const whole: unknown[] = []
    for (const { sort, ...filters } of asked) {
      for (const [name, work] of [
        ['list', () => listOrders(single.ctx, { limit: 50, sort, ...filters })],
        ['counts', () => countOrders(single.ctx, filters)],
      ] as const) {
        const before = await rowsRead(single)
        await work()
        const read = (await rowsRead(single)) - before
        if (read >= MANY / 2) whole.push([name, sort, filters, read])
      }
    }
    expect(whole).toEqual([])
  }, 60_000)

  it('counts over 1,000 end at 1,001', async () => {
    const counts = await countOrders(single.ctx, {})
    const facts = ({ shown, status, datacenter, customers }: typeof counts) => ({
      shown,
      status,
      datacenter,
      customers,
    })
    expect([counts.shown, counts.status.RELEASED, counts.status.FAILED]).toEqual([1_001, 1_001, MANY / 1_000])
    // What all orders have leaves all of them, counted by whatever road.
    expect(facts(await countOrders(single.ctx, { q: 'ord-' }))).toEqual(facts(counts))
  })
})

/** Rows of orders that were read from end to end of the table. */
async function rowsRead({ db }: TestWorld): Promise<number> {
  await db.$queryRaw`SELECT pg_stat_force_next_flush()::text`
  const [row] = await db.$queryRaw<{ rows: number }[]>`
    SELECT seq_tup_read::int AS rows FROM pg_stat_user_tables WHERE relname = 'orders'`
  return row?.rows ?? 0
}
