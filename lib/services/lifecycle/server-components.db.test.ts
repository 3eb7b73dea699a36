import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { aRackedServer, aSite } from '../../testing/factories/inventory'
import { getServerComponents } from './get-server-components'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
  const site = await aSite(world.db)
  const { id: serverId } = await aRackedServer(world.db, site, 1, { barcode: 'PARTS-1' })
  await aRackedServer(world.db, site, 2, { barcode: 'PARTS-2' })
  const sparePart = await world.db.sparePart.create({ data: { sku: 'SSD-4T', kind: 'ssd', description: 'a disk' } })
  const at = world.ctx.clock()
  await world.db.ticket.create({
    data: {
      ...{ type: 'REPLACE_DISK', status: 'DONE', serverId, datacenterId: site.datacenter.id, endedAt: at },
      components: {
        create: {
          ...{ name: 'S-OLD', partStatus: 'CONSUMED', sparePartId: sparePart.id, warehouseId: site.warehouse.id },
          ...{ result: 'replaced', removedSerial: 'S-OLD', installedSerial: 'S-NEW', swappedAt: at, swappedBy: 'Rita' },
          ...{ removedAt: at, removedBy: 'Rita' },
        },
      },
    },
  })
  await world.db.part.create({ data: { serial: 'S-NEW', state: 'INSTALLED', serverId, sparePartId: sparePart.id } })
  await world.db.serverSymptom.createMany({
    data: [
      { serverId, symptom: 'memory', component: 'DIMM_A1', state: 'ASSERTED', at, since: at },
      { serverId, symptom: 'host', component: 'host', state: 'CLEARED', at, since: at },
    ],
  })
})
afterAll(() => world.close())

it('a server’s parts are those that tickets, telemetry and pieces tell of, and who may not read it sees none', async () => {
  const view = await getServerComponents(world.as('REPAIR'), { barcode: 'parts-1' })
  expect(view.components).toMatchObject([
    { name: 'S-NEW', kind: 'disk', serial: 'S-NEW', sku: 'SSD-4T', health: 'NO_DATA' },
    { name: 'DIMM_A1', kind: 'memory', health: 'WARNING' },
  ])
  expect(view.replaced).toMatchObject([{ name: 'S-OLD', installedSerial: 'S-NEW', by: 'Rita', kind: 'disk' }])
  expect(await getServerComponents(world.ctx, { barcode: 'PARTS-2' })).toEqual({ components: [], replaced: [] })
  await expect(getServerComponents(world.ctx, { barcode: 'PARTS-3' })).rejects.toMatchObject({ code: 'not-found' })
  const elsewhere = getServerComponents(world.as('REPAIR', 9_999), { barcode: 'PARTS-1' })
  await expect(elsewhere).rejects.toMatchObject({ code: 'forbidden' })
  const statements = await countStatements(world, (ctx) => getServerComponents(ctx, { barcode: 'PARTS-1' }))
  expect(statements.length).toBeLessThanOrEqual(7)
})
