import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../db/client'
import { type TestWorld, testWorld } from '../../testing/context'
import { addServers, type Fleet, makeFleet } from '../../testing/factories/planning'
import { computePlan } from './compute-plan'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

/** What planning reads with, where one server is taken right after the first statement: the count of what is free. */
function whileTaken(fleet: Fleet) {
  const [server] = fleet.servers
  const take = () => world.db.server.update({ where: { id: server?.id ?? 0 }, data: { needsWipe: true } })
  let isFirst = true
  const db = new Proxy(world.db, {
    get(target: Db, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      if (key !== '$queryRaw') return value.bind(target)
      return async (...statement: unknown[]) => {
        const rows: unknown = await value.apply(target, statement)
        if (isFirst) await take()
        isFirst = false
        return rows
      }
    },
  })
  return { db, clock: () => new Date() }
}

const cores = (servers: number) => ({ kind: 'totals' as const, cpuCores: 64 * servers, ramGb: 0, nvmeGb: 0 })

describe('a server that is taken between the count of what is free and the look into racks', () => {
  it.each(['fewest-servers', 'fewest-racks'] as const)('is missed as stock, not by limits: %s', async (objective) => {
    const fleet = await makeFleet(world.db, { servers: 10, perRack: 5 })
    const order = { datacenterId: fleet.datacenter.id, demand: cores(10) }
    const request = { objective, constraints: {}, includeWarehouse: false }
    expect(await computePlan(whileTaken(fleet), order, request)).toMatchObject({
      kind: 'infeasible',
      proven: true,
      shortfall: [{ resource: 'cpuCores', asked: 640, available: 576 }],
      explanation: { shortBy: 'amounts' },
    })
  })

  it.each(['fewest-servers', 'fewest-racks'] as const)(
    'is made up for from the warehouse, once: %s',
    async (objective) => {
      const fleet = await makeFleet(world.db, { servers: 3 })
      const places = ['warehouse', 'warehouse', 'warehouse'] as const
      await addServers(world.db, fleet, { model: fleet.model, places, barcodes: `${fleet.datacenter.code}-W` })
      const order = { datacenterId: fleet.datacenter.id, demand: cores(5) }
      const outcome = await computePlan(whileTaken(fleet), order, {
        objective,
        constraints: {},
        includeWarehouse: true,
      })
      if (outcome.kind === 'infeasible') throw new Error('There are five')
      expect(new Set(outcome.items.map(({ barcode }) => barcode)).size).toBe(5)
      expect(outcome.items.filter(({ rack }) => rack === null)).toHaveLength(3)
      expect(outcome.exact?.goals).toContainEqual({ goal: 'racks', value: 1, bound: 1 })
    },
  )
})
