import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { FirmwarePlanView } from '../../contracts/provisioning/firmware-plan'
import { countStatements } from '../../testing/count-statements'
import { type AllocatedOrder, allocatedOrder } from '../../testing/factories/provisioning'
import { type ProvisioningLab, provisioningLab } from '../../testing/provisioning-lab'
import { getFirmwarePlan } from './get-firmware-plan'
import { provisionOrder } from './provision-order'

let lab: ProvisioningLab
beforeAll(async () => {
  lab = await provisioningLab({ paceMs: 5, timing: { minuteMs: 100, settleMs: 300 } })
})
afterAll(() => lab.close())

type Versions = Record<string, string>

/** An order over servers whose firmware was read as given. */
async function orderOf(versions: readonly Versions[]): Promise<AllocatedOrder> {
  const order = await allocatedOrder(lab.world.db, versions.length, { hardware: lab.hardware, image: false })
  await lab.world.db.serverFirmware.createMany({
    data: order.serverIds.flatMap((serverId, index) =>
      Object.entries(versions[index] ?? {}).map(([component, version]) => ({ serverId, component, version })),
    ),
  })
  return order
}

const START = { BIOS: '1.0.0', BMC: '2.0' }
const TARGET = { BIOS: '1.5.4', BMC: '2.2' }
const plainHops = z.object({ hops: z.array(z.record(z.string(), z.unknown())) })

describe('a firmware plan before it runs', () => {
  it('says for each server what is flashed, for how long, or why it cannot be, and the sums of it', async () => {
    const order = await orderOf([START, TARGET, { ...START, BIOS: '0.9' }, { ...TARGET, BIOS: '1.3' }])
    const model = await lab.world.db.serverModel.findFirstOrThrow({
      where: { servers: { some: { orderId: order.id } } },
    })
    await lab.world.db.firmwarePath.updateMany({ where: { modelId: model.id, to: '1.5.4' }, data: { reboot: true } })
    const plan = await getFirmwarePlan(lab.world.as('VIEWER'), order)
    expect(plan).toMatchObject({ order: order.number, basis: 'last-read' })
    expect(plan.servers.map(({ barcode }) => barcode)).toEqual(order.barcodes)
    const [first, second, third, fourth] = plan.servers
    expect(first).toMatchObject({ model: model.slug, minutes: 27, failures: [] })
    expect(first?.readAt).toBeDefined()
    expect(first?.hops).toEqual([
      { group: 1, component: 'BIOS', from: '1.0.0', to: '1.2.0', minutes: 10, reboot: false },
      { group: 2, component: 'BIOS', from: '1.2.0', to: '1.5.4', minutes: 12, reboot: true },
      { group: 3, component: 'BMC', from: '2.0', to: '2.2', minutes: 5, reboot: false },
    ])
    expect(second).toMatchObject({ hops: [], minutes: 0, failures: [] })
    expect(third).toMatchObject({ hops: [], minutes: null })
    expect(third?.failures).toEqual([
      {
        ...{ component: 'BIOS', current: '0.9', target: '1.5.4', nearest: '0.9' },
        words: 'BIOS: no path from 0.9 to 1.5.4; no path leads from there.',
      },
    ])
    expect(fourth).toMatchObject({ minutes: 12 })
    expect(plan.totals).toEqual({
      ...{ flashes: 4, restarts: 2, toFlash: 2, atTarget: 1, cannot: 1, longestMinutes: 27 },
    })
  })

  it('has no sum where a hop has no estimate', async () => {
    const order = await orderOf([START, { ...TARGET, BMC: '2.0' }])
    await lab.world.db.firmwarePath.updateMany({
      where: { model: { servers: { some: { orderId: order.id } } }, to: '1.2.0' },
      data: { minutes: null },
    })
    const plan = await getFirmwarePlan(lab.world.ctx, order)
    expect(plan.servers.map(({ minutes }) => minutes)).toEqual([null, 5])
    expect(plan.totals.longestMinutes).toBeNull()
  })

  it('of a planned order is that of its current plan; a draft has none', async () => {
    const { db, ctx } = lab.world
    const other = await orderOf([START, START])
    const { datacenterId } = await db.order.findUniqueOrThrow({ where: { id: other.id } })
    const make = (status: 'DRAFT' | 'PLANNED') =>
      db.order.create({ data: { customer: 'C', status, datacenterId, cpuCores: 1, ramGb: 1, nvmeGb: 1 } })
    const [draft, planned] = [await make('DRAFT'), await make('PLANNED')]
    const facts = {
      objective: 'fewest-servers',
      constraints: {},
      includeWarehouse: false,
      method: 'exact',
      createdBy: 't',
    }
    const rest = { proof: 'optimal', value: 1, totals: {}, leftOut: [] }
    for (const [status, serverId] of [
      ['superseded', other.serverIds[0]],
      ['current', other.serverIds[1]],
    ] as const) {
      const items = { create: [{ serverId: serverId ?? 0, position: 1 }] }
      await db.allocationPlan.create({ data: { orderId: planned.id, status, ...facts, ...rest, items } })
    }
    expect((await getFirmwarePlan(ctx, draft)).servers).toEqual([])
    const plan = await getFirmwarePlan(ctx, planned)
    expect(plan.servers.map(({ barcode }) => barcode)).toEqual([other.barcodes[1]])
    expect(plan.totals.flashes).toBe(3)
  })

  it('is what the jobs then plan: pairs, guards and orders of flashes included', async () => {
    const order = await orderOf([START, { ...START, BIOS: '1.2.0' }, { ...START, BIOS: '0.9' }, TARGET])
    const mine = { model: { servers: { some: { orderId: order.id } } } }
    await lab.world.db.firmwarePath.updateMany({
      where: { ...mine, to: '1.5.4' },
      data: { requires: [{ component: 'BMC', version: '>=2.2' }], reboot: true },
    })
    await lab.world.db.firmwarePath.updateMany({
      where: { ...mine, to: '1.2.0' },
      data: { flashedWith: 'BMC', reboot: true },
    })
    const shown = await getFirmwarePlan(lab.world.ctx, order)
    await provisionOrder(lab.world.ctx, order)
    await lab.jobs.drain()
    const jobs = await lab.world.db.provisionJob.findMany({
      where: { orderId: order.id },
      select: { firmwarePlan: true, lastError: true, server: { select: { barcode: true } } },
    })
    expect(jobs).toHaveLength(4)
    for (const { server, firmwarePlan, lastError } of jobs) {
      const way = shown.servers.find(({ barcode }) => barcode === server.barcode)
      const planned = plainHops.parse(firmwarePlan).hops
      expect(planned.map((hop) => withoutImage(hop))).toEqual(way?.hops)
      expect(lastError ?? '').toBe(wordsOf(way))
    }
    expect(shown.servers.map(({ hops }) => hops.map(({ group }) => group))).toEqual([[1, 1, 2], [1, 2], [], []])
    // Once they have run, nothing is left to flash, but for the one that cannot.
    const after = await getFirmwarePlan(lab.world.ctx, order)
    expect(after.totals).toMatchObject({ flashes: 0, atTarget: 3, cannot: 1 })
  }, 60_000)

  it('takes the same few statements for two servers as for ninety', async () => {
    const [few, many] = [await orderOf([START, TARGET]), await orderOf(Array.from({ length: 90 }, () => START))]
    const statements = await countStatements(lab.world, (ctx) => getFirmwarePlan(ctx, few))
    const more = await countStatements(lab.world, (ctx) => getFirmwarePlan(ctx, many))
    expect(more).toHaveLength(statements.length)
    expect(statements.length).toBeLessThanOrEqual(6)
  })

  it('is for those who may read its datacenter', async () => {
    const order = await orderOf([START])
    await expect(getFirmwarePlan(lab.world.as('VIEWER', 0), order)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(getFirmwarePlan(lab.world.ctx, { number: 'ORD-0' })).rejects.toMatchObject({ code: 'not-found' })
  })
})

function withoutImage({ minutes, address: _address, sha256: _sha256, ...hop }: Record<string, unknown>) {
  return minutes === null ? hop : { ...hop, minutes }
}

function wordsOf(way: FirmwarePlanView['servers'][number] | undefined): string {
  return (way?.failures ?? []).map(({ words }) => words).join(' ')
}
