import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDb, type Db } from '../../db/client'
import type { Ctx } from '../../db/context'
import { isAppError } from '../../domain/errors'
import { allocateOrder } from '../../services/allocation/allocate-order'
import { type TestWorld, testWorld } from '../context'
import { type Fleet, makeFleet } from '../factories/planning'

const ORDERS = 32
const SERVERS = 24
const PLAN_ROW = {
  objective: 'fewest-servers',
  constraints: {},
  includeWarehouse: false,
  method: 'greedy',
  proof: 'feasible',
  value: 0n,
  totals: {},
  leftOut: [],
  createdBy: 'race',
}

interface RoundResult {
  /** Who each server belongs to afterwards, by the server's row and by its active allocation. */
  holders: { barcode: string; state: string; order: string | undefined; allocatedTo: string[] }[]
  winners: { order: string; servers: string[] }[]
  losers: {
    order: string
    code: string
    conflicts: { barcode: string; state: string; order?: string; reason: string }[]
  }[]
}

/** 32 orders of 2, 3 and 4 servers, planned over the same 24, allocated at the same moment from several pools. */
async function allocationRace(world: TestWorld, contexts: readonly Ctx[]): Promise<RoundResult> {
  const fleet = await makeFleet(world.db, { servers: SERVERS, perRack: 6 })
  const numbers = await plannedOrders(world, fleet)
  const outcomes = await Promise.allSettled(
    numbers.map((number, i) => allocateOrder(contexts[i % contexts.length] ?? world.ctx, { number })),
  )
  const result: RoundResult = { holders: await holdersOf(world, fleet), winners: [], losers: [] }
  for (const [i, outcome] of outcomes.entries()) {
    const order = numbers[i] ?? ''
    if (outcome.status === 'fulfilled') {
      result.winners.push({ order, servers: outcome.value.servers })
      continue
    }
    const { reason } = outcome
    if (!isAppError(reason)) throw reason
    const conflicts = reason.details?.conflicts
    result.losers.push({ order, code: reason.code, conflicts: Array.isArray(conflicts) ? conflicts : [] })
  }
  return result
}

/**
 * Planned as the planner would have it, but shifted: it gives equal orders equal plans, and these overlap in every way.
 * Written in three statements, as the rounds are many and what is raced is the allocation.
 */
async function plannedOrders(world: TestWorld, fleet: Fleet): Promise<string[]> {
  const sizes = Array.from({ length: ORDERS }, (_, i) => 2 + (i % 3))
  const orders = await world.db.order.createManyAndReturn({
    data: sizes.map((size) => ({
      customer: 'race',
      datacenterId: fleet.datacenter.id,
      cpuCores: 64 * size,
      ramGb: 0,
      nvmeGb: 0,
      status: 'PLANNED' as const,
    })),
    select: { id: true, number: true },
  })
  const plans = orders.map(({ id }) => ({ ...PLAN_ROW, id: randomUUID(), orderId: id }))
  await world.db.allocationPlan.createMany({ data: plans })
  await world.db.planItem.createMany({
    data: plans.flatMap(({ id }, i) =>
      Array.from({ length: sizes[i] ?? 0 }, (_, position) => ({
        planId: id,
        serverId: fleet.servers[((i * 5) % (SERVERS - 4)) + position]?.id ?? 0,
        // Every other plan lists its servers backwards: the order of locks must not follow that of items.
        position: i % 2 === 0 ? position : 10 - position,
      })),
    ),
  })
  return orders.map(({ number }) => number)
}

async function holdersOf(world: TestWorld, fleet: Fleet): Promise<RoundResult['holders']> {
  const rows = await world.db.server.findMany({
    where: { datacenterId: fleet.datacenter.id },
    select: {
      barcode: true,
      state: true,
      order: { select: { number: true } },
      allocations: { where: { status: 'ACTIVE' }, select: { order: { select: { number: true } } } },
    },
  })
  return rows.map(({ barcode, state, order, allocations }) => ({
    barcode,
    state,
    order: order?.number,
    allocatedTo: allocations.map((allocation) => allocation.order.number),
  }))
}

/** Declares the race, `rounds` times: 20 in the ordinary tests, 200 in the trials. */
export function allocationRaces(rounds: number): void {
  let world: TestWorld
  let pools: Db[]
  beforeAll(async () => {
    world = await testWorld()
    pools = Array.from({ length: 4 }, () => createDb(world.url, { max: 8 }))
  })
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.$disconnect()))
    await world.close()
  })

  describe('orders allocated at the same moment', () => {
    const title = `32 over overlapping plans never share a server, and each loser learns who won, ${rounds} rounds`
    it(title, { timeout: rounds * 6_000 }, async () => {
      const contexts = pools.map((db) => ({ ...world.ctx, db }))
      for (let round = 0; round < rounds; round++) checkRound(await allocationRace(world, contexts))
    })
  })
}

function checkRound({ holders, winners, losers }: RoundResult): void {
  expect(winners.length).toBeGreaterThan(0)
  expect(winners.length + losers.length).toBe(ORDERS)
  const held = winners.flatMap(({ order, servers }) => servers.map((barcode) => [barcode, order] as const))
  expect(new Set(held.map(([barcode]) => barcode)).size).toBe(held.length)
  const owner = new Map(held)
  for (const { barcode, state, order, allocatedTo } of holders) {
    const expected = owner.get(barcode)
    expect({ barcode, state, order, allocatedTo }).toEqual({
      barcode,
      state: expected === undefined ? 'RACKED' : 'ALLOCATED',
      order: expected,
      allocatedTo: expected === undefined ? [] : [expected],
    })
  }
  for (const { code, conflicts } of losers) {
    expect(code).toBe('allocation-conflict')
    expect(conflicts.length).toBeGreaterThan(0)
    for (const { barcode, state, order, reason } of conflicts) {
      const expected = owner.get(barcode)
      expect({ state, order, reason }).toEqual({
        state: 'ALLOCATED',
        order: expected,
        reason: `Order ${expected} holds it.`,
      })
    }
  }
}
