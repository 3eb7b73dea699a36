import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { aRack, aRackedServer, aSite, type Site } from '../../testing/factories/inventory'
import { getElevation } from './get-elevation'
import { getRackNeighbours } from './get-rack-neighbours'
import { listElevations } from './list-elevations'

let world: TestWorld
let site: Site
let elsewhere: Site
beforeAll(async () => {
  world = await testWorld()
  site = await aSite(world.db)
  elsewhere = await aSite(world.db)
  for (const code of ['EL-10', 'EL-2', 'EL-1']) {
    const rack = await aRack(world.db, { datacenterId: site.datacenter.id, code, row: 'EL' })
    for (const u of [1, 5]) await aRackedServer(world.db, { ...site, rack }, u)
  }
})
afterAll(() => world.close())

const codes = async (rack: string[], ctx = world.ctx) =>
  (await listElevations(ctx, { rack })).items.map((elevation) => elevation.rack.code)

describe('elevations of several racks', () => {
  it('come in walking order, whatever the order asked; codes without case, unknown ones left out', async () => {
    expect(await codes(['EL-10', 'el-1', 'EL-2', 'no-such-rack'])).toEqual(['EL-1', 'EL-2', 'EL-10'])
  })

  it('are each what the rack’s own elevation is, with its servers counted by state', async () => {
    const [first] = (await listElevations(world.ctx, { rack: ['EL-1', 'EL-2'] })).items
    expect(first).toEqual(await getElevation(world.ctx, { code: 'EL-1' }))
    expect(first?.rack.states).toEqual({ RACKED: 2 })
    expect(first?.servers.map((server) => server.u)).toEqual([1, 5])
  })

  it('show nothing of a datacenter that the actor may not read', async () => {
    const guest = world.as('VIEWER', site.datacenter.id)
    expect(await codes(['EL-1', elsewhere.rack.code], guest)).toEqual(['EL-1'])
    await expect(getElevation(guest, { code: elsewhere.rack.code })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('cost the same number of statements for one rack and for three', async () => {
    const one = await countStatements(world, (ctx) => listElevations(ctx, { rack: ['EL-1'] }))
    const three = await countStatements(world, (ctx) => listElevations(ctx, { rack: ['EL-1', 'EL-2', 'EL-10'] }))
    expect(three.length).toBe(one.length)
    expect(three.length).toBeLessThanOrEqual(9)
  })
})

describe('the racks before and after', () => {
  it('are those of the walk through the datacenter, and none beyond its ends', async () => {
    const { datacenter } = await aSite(world.db)
    for (const [row, code] of [
      ['A', 'N-A10'],
      ['A', 'N-A2'],
      ['B', 'N-B1'],
    ] as const) {
      await aRack(world.db, { datacenterId: datacenter.id, code, row })
    }
    expect(await getRackNeighbours(world.ctx, { code: 'n-a2' })).toMatchObject({ next: 'N-A10' })
    expect(await getRackNeighbours(world.ctx, { code: 'N-A10' })).toEqual({ previous: 'N-A2', next: 'N-B1' })
    const ends = await getRackNeighbours(world.ctx, { code: 'N-B1' })
    expect(ends.previous).toBe('N-A10')
    expect(await getRackNeighbours(world.ctx, { code: 'no-such-rack' })).toEqual({})
  })
})
