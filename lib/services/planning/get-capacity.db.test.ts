import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Prisma } from '../../db/generated/client'
import { type TestWorld, testWorld } from '../../testing/context'
import { getCapacity } from './get-capacity'

const NONE = { times: 0, servers: 0, squares: 0 }
let world: TestWorld
let fra1: number
beforeAll(async () => {
  world = await testWorld()
  const { db } = world
  fra1 = (await db.datacenter.create({ data: { code: 'FRA1', name: 'Frankfurt' } })).id
  const ams2 = (await db.datacenter.create({ data: { code: 'AMS2', name: 'Amsterdam', powerOutageSince: new Date() } }))
    .id
  const about = { manufacturer: 'Dell', heightU: 1, depth: 'full' as const }
  const known = { cpuCores: 64, ramGb: 512, nvmeGb: 7_680, maxPowerW: 800 }
  const r650 = (await db.serverModel.create({ data: { ...about, ...known, slug: 'r650', model: 'R650' } })).id
  const vague = (await db.serverModel.create({ data: { ...about, slug: 'vague', model: 'Vague' } })).id
  const rack = (
    await db.rack.create({ data: { code: 'A01', datacenterId: fra1, walkKey: 'a', heightU: 42, maxPowerW: 9_000 } })
  ).id
  const shelf = (await db.warehouse.create({ data: { code: 'W1', datacenterId: fra1 } })).id
  const racked = (u: number) => ({
    state: 'RACKED' as const,
    rackId: rack,
    u,
    face: 'front' as const,
    datacenterId: fra1,
  })
  const order = await db.order.create({
    data: {
      number: 'ORD-1',
      customer: 'Acme',
      status: 'ALLOCATED',
      datacenterId: fra1,
      serversGiven: 1,
      cpuCores: 64,
      ramGb: 0,
      nvmeGb: 0,
    },
  })
  const servers: Prisma.ServerCreateManyInput[] = [
    { barcode: 'F1', modelId: r650, ...racked(1) },
    { barcode: 'F2', modelId: r650, ...racked(2) },
    { barcode: 'WIPE', modelId: r650, needsWipe: true, ...racked(3) },
    { barcode: 'HOT', modelId: r650, openHighTickets: 1, ...racked(4) },
    { barcode: 'VAGUE', modelId: vague, ...racked(5) },
    { barcode: 'UNKNOWN', ...racked(6) },
    { barcode: 'SHELF', modelId: r650, state: 'IN_WAREHOUSE', warehouseId: shelf, datacenterId: fra1 },
    { barcode: 'BAD', modelId: r650, state: 'BROKEN', datacenterId: fra1 },
    { barcode: 'GONE', modelId: r650, state: 'DECOMMISSIONED', datacenterId: fra1 },
    { barcode: 'NEW', modelId: r650, datacenterId: ams2 },
  ]
  await db.server.createMany({ data: servers })
  const promised = await db.$transaction(async (tx) => {
    const server = await tx.server.create({
      data: { barcode: 'MINE', modelId: r650, ...racked(7), state: 'ALLOCATED', orderId: order.id },
    })
    await tx.allocation.create({ data: { orderId: order.id, serverId: server.id } })
    return server
  })
  const ticket = { serverId: promised.id, datacenterId: fra1 }
  await db.ticket.create({
    data: {
      ...ticket,
      type: 'REPLACE_DISK',
      priority: 'HIGH',
      components: { create: [{ name: 'unknown', partStatus: 'WAITING' }] },
    },
  })
  await db.ticket.create({ data: { ...ticket, type: 'REBOOT', status: 'DONE' } })
})
afterAll(() => world.close())

describe('capacity', () => {
  it('counts what can be planned with, what is promised, and what it draws', async () => {
    const view = await getCapacity(world.ctx, {})
    expect(view.datacenters.map((datacenter) => datacenter.code)).toEqual(['AMS2', 'FRA1'])
    expect(view.datacenters[1]).toEqual({
      code: 'FRA1',
      name: 'Frankfurt',
      servers: 9,
      free: 2,
      warehouse: 1,
      heldBack: 4,
      promised: 1,
      inService: 0,
      broken: 1,
      coming: 0,
      freeCpuCores: 128,
      freeRamGb: 1_024,
      freeNvmeGb: 15_360,
      powerW: 4_000,
      powerBudgetW: 9_000,
      orderedPerDay: 1 / 90,
      runwayDays: 180,
      runway: {
        windowDays: 90,
        ordered: { times: 1, servers: 1, squares: 1 },
        failed: NONE,
        mended: NONE,
        returned: NONE,
        perDay: 1 / 90,
        days: 180,
        earliestDays: expect.any(Number),
        dated: [],
      },
    })
    expect(view.datacenters[0]).toMatchObject({ servers: 1, free: 0, coming: 1, orderedPerDay: 0, runwayDays: 0 })
    expect(view.datacenters[0]).toHaveProperty('powerOutageSince')
  })

  it('shows the free shapes, and the pipelines with what is stuck', async () => {
    const view = await getCapacity(world.ctx, {})
    expect(view.models).toEqual([
      {
        datacenter: 'FRA1',
        model: 'r650',
        name: 'Dell R650',
        cpuCores: 64,
        ramGb: 512,
        nvmeGb: 7_680,
        racked: 2,
        warehouse: 1,
      },
    ])
    expect(view).toMatchObject({ orders: { ALLOCATED: 1 }, jobs: {}, tickets: { OPEN: 1 }, waitingForPart: 1 })
  })

  it('says how many of a shape could still be served, of free ones and of stored ones', async () => {
    const servable = async (shape: object) =>
      (await getCapacity(world.ctx, shape)).datacenters.map((one) => one.servable)
    expect(await servable({})).toEqual([undefined, undefined])
    expect(await servable({ minCpuCores: 64, minRamGb: 512 })).toEqual([
      { free: 0, warehouse: 0 },
      { free: 2, warehouse: 1 },
    ])
    expect(await servable({ minNvmeGb: 7_681 })).toEqual([
      { free: 0, warehouse: 0 },
      { free: 0, warehouse: 0 },
    ])
    expect((await servable({ minCpuCores: 0 }))[1]).toEqual({ free: 2, warehouse: 1 })
  })

  it('stays the same when the tally is folded', async () => {
    const before = await getCapacity(world.ctx, {})
    await world.db.$executeRaw`SELECT haas_fold_tallies()`
    expect(await getCapacity(world.ctx, {})).toEqual(before)
  })

  it('is of one datacenter when asked for, and of those that one may read', async () => {
    const one = await getCapacity(world.ctx, { datacenter: ['ams2'] })
    expect(one.datacenters.map((datacenter) => datacenter.code)).toEqual(['AMS2'])
    expect(one).toMatchObject({ orders: {}, tickets: {}, waitingForPart: 0 })
    const own = await getCapacity(world.as('VIEWER', fra1), {})
    expect(own.datacenters.map((datacenter) => datacenter.code)).toEqual(['FRA1'])
  })
})
