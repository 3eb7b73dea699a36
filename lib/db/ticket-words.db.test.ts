import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../testing/context'
import { aRackedServer, aSite } from '../testing/factories/inventory'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

it('what a search looks through follows the ticket and its components', async () => {
  const site = await aSite(world.db)
  const { id: serverId, barcode } = await aRackedServer(world.db, site, 1)
  const datacenterId = site.datacenter.id
  const { id, number } = await world.db.ticket.create({ data: { type: 'REPLACE_DISK', serverId, datacenterId } })
  const words = async () => (await world.db.ticket.findUniqueOrThrow({ where: { id } })).words.split('\n')
  const known = [number.toLowerCase(), barcode.toLowerCase()]
  expect(await words()).toEqual(known)
  await world.db.ticket.update({ where: { id }, data: { assignee: 'Tess' } })
  expect(await words()).toEqual([...known, 'tess'])
  const parts = ['Disk-1', 'Disk-2'].map((name) => ({ ticketId: id, name, partStatus: 'NOT_NEEDED' as const }))
  await world.db.ticketComponent.createMany({ data: parts })
  expect(await words()).toEqual([...known, 'tess', 'disk-1', 'disk-2'])
  await world.db.ticketComponent.updateMany({ where: { name: 'Disk-1' }, data: { name: 'Disk-3' } })
  await world.db.ticketComponent.deleteMany({ where: { name: 'Disk-2' } })
  await world.db.ticket.update({ where: { id }, data: { assignee: null } })
  expect(await words()).toEqual([...known, 'disk-3'])
})
