import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allPages } from '../../testing/all-pages'
import { type TestWorld, testWorld } from '../../testing/context'
import { createDatacenter } from '../inventory/create-datacenter'
import { createWarehouse } from '../inventory/create-warehouse'
import { getAudit } from './get-audit'
import { listAudit } from './list-audit'

let world: TestWorld
let fra1: number
beforeAll(async () => {
  world = await testWorld()
  for (const code of ['FRA1', 'AMS2']) await createDatacenter(world.ctx, { code })
  for (const code of ['FRA1-W1', 'FRA1-W2', 'AMS2-W1'])
    await createWarehouse(world.ctx, { code, datacenter: code.slice(0, 4) })
  fra1 = (await world.db.datacenter.findUniqueOrThrow({ where: { code: 'FRA1' } })).id
})
afterAll(() => world.close())

const keys = async (input: Partial<Parameters<typeof listAudit>[1]>, ctx = world.ctx) =>
  (await listAudit(ctx, { limit: 50, ...input })).items.map((entry) => entry.key)

describe('the audit log', () => {
  it('is newest first and filtered by entity, key without case, actor, action and time', async () => {
    expect(await keys({})).toEqual(['AMS2-W1', 'FRA1-W2', 'FRA1-W1', 'AMS2', 'FRA1'])
    expect(await keys({ entity: ['datacenter'] })).toEqual(['AMS2', 'FRA1'])
    expect(await keys({ entity: ['warehouse'], key: ['fra1-w1', 'ams2-W1'] })).toEqual(['AMS2-W1', 'FRA1-W1'])
    expect(await keys({ action: ['inventory.create-warehouse'] })).toHaveLength(3)
    expect(await keys({ actor: ['nobody'] })).toEqual([])
    // Each of several is read by itself; together they are newest first.
    const both = ['inventory.create-datacenter', 'inventory.create-warehouse']
    expect(await keys({ action: both })).toEqual(await keys({}))
    expect(await keys({ until: '2020-01-01T00:00:00Z' })).toEqual([])
    expect(await keys({ since: '2020-01-01T00:00:00Z' })).toHaveLength(5)
  })

  it('pages by cursor without gaps', async () => {
    const seen = await allPages((cursor) => listAudit(world.ctx, { limit: 2, cursor }))
    expect(seen.map((entry) => entry.key)).toEqual(['AMS2-W1', 'FRA1-W2', 'FRA1-W1', 'AMS2', 'FRA1'])
  })

  it('whoever works in one datacenter sees that one’s entries, one by one as well', async () => {
    const tech = world.as('TECH', fra1)
    expect(await keys({}, tech)).toEqual(['FRA1-W2', 'FRA1-W1', 'FRA1'])
    const [ams] = (await listAudit(world.ctx, { limit: 1 })).items
    await expect(getAudit(tech, { id: ams?.id ?? '' })).rejects.toMatchObject({ code: 'not-found' })
    expect(await getAudit(world.ctx, { id: ams?.id ?? '' })).toEqual(ams)
    expect(await keys({}, world.as('VIEWER'))).toEqual([])
  })
})
