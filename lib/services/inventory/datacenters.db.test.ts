import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { createDatacenter } from './create-datacenter'
import { deleteDatacenter } from './delete-datacenter'
import { editDatacenter } from './edit-datacenter'
import { getDatacenter } from './get-datacenter'
import { listDatacenters } from './list-datacenters'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

describe('datacenters', () => {
  it('a code is unique whatever its case, and shown as first given', async () => {
    await createDatacenter(world.ctx, { code: 'Fra1', name: 'Frankfurt' })
    await expect(createDatacenter(world.ctx, { code: 'FRA1' })).rejects.toMatchObject({ code: 'already-exists' })
    expect(await getDatacenter(world.ctx, { code: 'fra1' })).toMatchObject({
      code: 'Fra1',
      name: 'Frankfurt',
      powerOutage: false,
    })
  })

  it('an edit with a stale version is refused and changes nothing', async () => {
    await createDatacenter(world.ctx, { code: 'AMS2' })
    await editDatacenter(world.ctx, { code: 'AMS2', name: 'Amsterdam', ifMatch: [1] })
    await expect(editDatacenter(world.ctx, { code: 'AMS2', name: 'Rotterdam', ifMatch: [1] })).rejects.toMatchObject({
      code: 'stale',
    })
    expect(await getDatacenter(world.ctx, { code: 'AMS2' })).toMatchObject({ name: 'Amsterdam', version: 2 })
  })

  it('limits are set, kept by an edit that does not name them, and taken away with null', async () => {
    await createDatacenter(world.ctx, { code: 'LIM1' })
    const edit = (input: object) => editDatacenter(world.ctx, { code: 'LIM1', ...input })
    expect(await edit({ maxProvisioning: 20, maxProvisioningPerRack: 2 })).toMatchObject({ maxProvisioning: 20 })
    expect(await edit({ name: 'Limited' })).toMatchObject({ maxProvisioning: 20, maxProvisioningPerRack: 2 })
    const without = await edit({ maxProvisioning: null })
    expect(without).toMatchObject({ maxProvisioningPerRack: 2 })
    expect(without.maxProvisioning).toBeUndefined()
    const { detail } = await world.db.auditEntry.findFirstOrThrow({ where: { key: 'LIM1' }, orderBy: { id: 'desc' } })
    expect(detail).toEqual({ maxProvisioning: { from: 20, to: null } })
    await deleteDatacenter(world.ctx, { code: 'LIM1' })
  })

  it('every change leaves an audit row with the request id, none is left by a refused one', async () => {
    const rows = await world.db.auditEntry.findMany({
      where: { entity: 'datacenter', key: 'ams2' },
      orderBy: { id: 'asc' },
    })
    expect(rows.map((row) => [row.action, row.actor, row.requestId])).toEqual([
      ['inventory.create-datacenter', 'admin@test', 'test'],
      ['inventory.edit-datacenter', 'admin@test', 'test'],
    ])
  })

  it('whoever may only read cannot create, and a grant for one datacenter shows that one only', async () => {
    await expect(createDatacenter(world.as('VIEWER'), { code: 'IAD3' })).rejects.toMatchObject({ code: 'forbidden' })
    const { id } = await world.db.datacenter.findUniqueOrThrow({ where: { code: 'AMS2' } })
    const page = await listDatacenters(world.as('VIEWER', id), { limit: 50 })
    expect(page.items.map((item) => item.code)).toEqual(['AMS2'])
  })

  it('pages by cursor without gaps, and refuses a cursor that is not ours', async () => {
    const first = await listDatacenters(world.ctx, { limit: 1 })
    const second = await listDatacenters(world.ctx, { limit: 1, cursor: first.nextCursor })
    expect([...first.items, ...second.items].map((item) => item.code)).toEqual(['AMS2', 'Fra1'])
    expect(second.nextCursor).toBeUndefined()
    await expect(listDatacenters(world.ctx, { limit: 1, cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'malformed',
    })
  })

  it('one that something refers to cannot be deleted', async () => {
    const { id } = await world.db.datacenter.findUniqueOrThrow({ where: { code: 'AMS2' } })
    await world.db.warehouse.create({ data: { code: 'AMS2-W1', datacenterId: id } })
    await expect(deleteDatacenter(world.ctx, { code: 'AMS2' })).rejects.toMatchObject({ code: 'still-referenced' })
    await deleteDatacenter(world.ctx, { code: 'FRA1' })
    await expect(getDatacenter(world.ctx, { code: 'FRA1' })).rejects.toMatchObject({ code: 'not-found' })
  })
})
