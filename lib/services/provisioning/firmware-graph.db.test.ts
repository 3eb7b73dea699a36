import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { allocatedOrder } from '../../testing/factories/provisioning'
import { getFirmwareGraph } from './get-firmware-graph'

let world: TestWorld
let model: { id: number; slug: string }
let datacenterId: number
beforeAll(async () => {
  world = await testWorld()
  const order = await allocatedOrder(world.db, 6)
  const server = await world.db.server.findFirstOrThrow({ where: { orderId: order.id }, include: { model: true } })
  model = { id: server.modelId ?? 0, slug: server.model?.slug ?? '' }
  datacenterId = server.datacenterId
  const bios = ['1.0.0', '1.0.0', '1.0', '1.5.4', '1.10']
  await world.db.serverFirmware.createMany({
    data: bios.map((version, index) => ({ serverId: order.serverIds[index] ?? 0, component: 'bios', version })),
  })
})
afterAll(() => world.close())

describe('the firmware graph of a model', () => {
  it('has the paths of one component, its target, and how many servers have which version, lowest first', async () => {
    const graph = await getFirmwareGraph(world.as('VIEWER'), { model: model.slug.toUpperCase(), component: 'bios' })
    expect(graph).toMatchObject({ model: model.slug, component: 'BIOS', target: '1.5.4', unread: 1 })
    expect(graph.paths.map(({ from, to }) => `${from} ${to}`)).toEqual(['1.0.0 1.2.0', '>=1.2.0 <1.5.4 1.5.4'])
    // 1.0 and 1.0.0 are one version; it is written as most servers write it.
    expect(graph.installed).toEqual([
      { version: '1.0.0', servers: 3, written: ['1.0.0', '1.0'] },
      { version: '1.5.4', servers: 1, written: ['1.5.4'] },
      { version: '1.10', servers: 1, written: ['1.10'] },
    ])
    expect(graph.components).toEqual([
      { component: 'BIOS', target: '1.5.4', paths: 2 },
      { component: 'BMC', target: '2.2', paths: 1 },
    ])
  })

  it('without a component is that of the first; of one that nothing is known of it is empty', async () => {
    expect(await getFirmwareGraph(world.ctx, { model: model.slug })).toMatchObject({ component: 'BIOS' })
    const unknown = await getFirmwareGraph(world.ctx, { model: model.slug, component: 'CPLD' })
    expect(unknown).toMatchObject({ component: 'CPLD', paths: [], installed: [], unread: 6 })
    await expect(getFirmwareGraph(world.ctx, { model: 'no-such' })).rejects.toMatchObject({ code: 'not-found' })
    const bare = await world.db.serverModel.create({
      data: { slug: 'bare', manufacturer: 'Dell', model: 'R1', heightU: 1, depth: 'full' },
    })
    expect(await getFirmwareGraph(world.ctx, { model: bare.slug })).toMatchObject({ components: [], paths: [] })
  })

  it('counts only servers that the reader may see, or those of one datacenter', async () => {
    const of = (id: number) => getFirmwareGraph(world.as('VIEWER', id), { model: model.slug })
    expect((await of(datacenterId)).installed).toHaveLength(3)
    expect(await of(datacenterId + 1)).toMatchObject({ installed: [], unread: 0 })
    const { code } = await world.db.datacenter.findUniqueOrThrow({ where: { id: datacenterId } })
    const inOne = (datacenter: string) => getFirmwareGraph(world.ctx, { model: model.slug, datacenter })
    expect((await inOne(code.toLowerCase())).unread).toBe(1)
    expect((await inOne('NOWHERE')).unread).toBe(0)
  })

  it('takes six statements', async () => {
    const statements = await countStatements(world, (ctx) => getFirmwareGraph(ctx, { model: model.slug }))
    expect(statements.length).toBeLessThanOrEqual(6)
  })
})
