import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COUNTED_FIGURES } from '../../domain/capacity/figures'
import type { ServerState } from '../../domain/server-state'
import { listedFigures, listedPipelines, plainCounts, WALK_SHAPE } from '../../testing/capacity-counts'
import { startWalk, type Walk, walk } from '../../testing/capacity-walk'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { listServers } from '../inventory/list-servers'
import { getCapacity } from './get-capacity'

let now = Date.now()
let world: TestWorld
let on: Walk
beforeAll(async () => {
  world = await testWorld({ clock: () => new Date(now) })
  on = await startWalk(world, (ms) => {
    now += ms
  })
})
afterAll(async () => {
  await on.jobs.close()
  await world.close()
})

/** Figures that were more than none when they were compared. */
const seen = new Set<string>()
const STEPS = 1_000
const ROUNDS = 5
const STATEMENTS = 7
const SEED = Number(process.env.HAAS_SEED ?? 20_261_130)

describe('the figures of capacity', () => {
  it(`are what plain counts and their own lists say, all along ${STEPS} random operations (seed ${SEED})`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await walk(on, STEPS / ROUNDS, SEED + round)
      await compare()
    }
    expect([...on.done.keys()].length).toBeGreaterThan(20)
    expect(on.refused).toBeLessThan(STEPS * 0.75)
    expect(seen).toEqual(new Set(COUNTED_FIGURES))
  })

  it('what if a rack is lost: as a count without its servers says; what if more came: so many more are free', async () => {
    const before = await getCapacity(world.ctx, {})
    for (const fleet of on.fleets) {
      const datacenter = fleet.datacenter.code
      const rack = fleet.racks[0]?.code ?? ''
      const here = (view: typeof before) => view.datacenters.find(({ code }) => code === datacenter)
      const there = async (free: 'true' | 'false') =>
        (await listServers(world.ctx, { limit: 1_000, rack: [rack], state: ['RACKED'], free })).items.length
      const view = await getCapacity(world.ctx, { lose: [rack], add: [`7x${fleet.model.slug}@${datacenter}`] })
      expect(view).toMatchObject(before)
      const whatIf = view.whatIf?.datacenters.find(({ code }) => code === datacenter)
      expect(whatIf?.free).toBe((here(before)?.free ?? 0) - (await there('true')) + 7)
      expect(whatIf?.heldBack).toBe((here(before)?.heldBack ?? 0) - (await there('false')))
      expect(whatIf?.servers).toBe((here(before)?.servers ?? 0) + 7)
    }
  })

  it('cost a fixed number of statements', async () => {
    const statements = await countStatements(world, (ctx) => getCapacity(ctx, { minCpuCores: 1 }))
    expect(statements.length).toBe(STATEMENTS)
  })
})

async function compare(): Promise<void> {
  const view = await getCapacity(world.ctx, { ...WALK_SHAPE, window: '30' })
  const plain = await plainCounts(world, 30)
  expect(
    view.datacenters.map(
      ({ name: _name, powerOutageSince, orderedPerDay, runwayDays, runway, servable, ...figures }) => ({
        ...figures,
        ordered: runway.ordered.servers,
        failed: runway.failed.servers,
        mended: runway.mended.servers,
        returned: runway.returned.servers,
        arriving: total(runway.dated, 'delivery'),
        ending: total(runway.dated, 'return'),
        servableFree: servable?.free,
        servableStored: servable?.warehouse,
      }),
    ),
  ).toEqual(plain)
  for (const figures of view.datacenters) {
    for (const figure of COUNTED_FIGURES) if (figures[figure] > 0) seen.add(figure)
    expect(figures, figures.code).toMatchObject(await listedFigures(world, figures.code))
    const listed = async (state: ServerState) =>
      (
        await listServers(world.ctx, {
          limit: 1_000,
          state: [state],
          free: 'true',
          datacenter: [figures.code],
          ...WALK_SHAPE,
        })
      ).items.length
    expect(figures.servable).toEqual({ free: await listed('RACKED'), warehouse: await listed('IN_WAREHOUSE') })
  }
  for (const { datacenter, model, racked, warehouse } of view.models) {
    const listed = async (state: ServerState) =>
      (
        await listServers(world.ctx, {
          limit: 1_000,
          state: [state],
          free: 'true',
          datacenter: [datacenter],
          model: [model],
        })
      ).items.length
    expect({ model, racked, warehouse }).toEqual({
      model,
      racked: await listed('RACKED'),
      warehouse: await listed('IN_WAREHOUSE'),
    })
  }
  const { orders, jobs, tickets, waitingForPart, lowStock } = view
  expect({ orders, jobs, tickets, waitingForPart, lowStock }).toEqual(await listedPipelines(world))
}

function total(dated: readonly { kind: string; count: number }[], kind: string): number {
  return dated.reduce((sum, change) => sum + (change.kind === kind ? change.count : 0), 0)
}
