import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { findAnything, searchSql } from './find-anything'

let world: TestWorld
let fra1: number
beforeAll(async () => {
  world = await testWorld()
  const { db } = world
  fra1 = (await db.datacenter.create({ data: { code: 'FRA1', name: 'Frankfurt' } })).id
  const ams2 = (await db.datacenter.create({ data: { code: 'AMS2', name: 'Amsterdam' } })).id
  const warehouse = await db.warehouse.create({ data: { code: 'SRV-W', datacenterId: fra1 } })
  const model = await db.serverModel.create({
    data: { slug: 'r650', manufacturer: 'Dell', model: 'R650', heightU: 1, depth: 'full' },
  })
  const place = { state: 'IN_WAREHOUSE' as const, warehouseId: warehouse.id, modelId: model.id, datacenterId: fra1 }
  await db.server.createMany({ data: Array.from({ length: 9 }, (_, i) => ({ ...place, barcode: `SRV-00${i}` })) })
  await db.rack.create({ data: { code: 'SR-A01', datacenterId: ams2, walkKey: 'a', heightU: 42 } })
  const order = { customer: 'Acme', cpuCores: 1, ramGb: 0, nvmeGb: 0 }
  await db.order.create({ data: { ...order, number: 'SR-7', datacenterId: fra1 } })
  const disk = await db.sparePart.create({ data: { sku: 'sr-disk', kind: 'DISK', description: 'A disk' } })
  const seventh = await db.server.update({
    where: { barcode: 'SRV-007' },
    data: { serial: 'CN7479-0042', assetNumber: 'A-9311', hostnames: ['db7.example'] },
  })
  await db.part.create({
    data: { serial: 'PHX-88-SR', state: 'INSTALLED', sparePartId: disk.id, serverId: seventh.id },
  })
})
afterAll(() => world.close())

describe('search', () => {
  it('finds by the start of a code, whatever its case, at most five of a kind, with words and a page', async () => {
    const { items } = await findAnything(world.ctx, { q: 'sr' })
    expect(items.filter((item) => item.kind === 'server').map((item) => item.code)).toEqual([
      'SRV-000',
      'SRV-001',
      'SRV-002',
      'SRV-003',
      'SRV-004',
    ])
    expect(items.find((item) => item.kind === 'server')).toEqual({
      kind: 'server',
      code: 'SRV-000',
      title: 'Dell R650 · SRV-W',
      state: 'IN_WAREHOUSE',
      href: '/servers/SRV-000',
    })
    const others = items.filter((item) => item.kind !== 'server').map((item) => [item.kind, item.code])
    expect(others).toEqual([
      ['rack', 'SR-A01'],
      ['order', 'SR-7'],
      ['part', 'sr-disk'],
      ['piece', 'PHX-88-SR'],
      ['warehouse', 'SRV-W'],
    ])
  })

  it('finds by any part of a code, serial, asset number, host name or customer, and says by what', async () => {
    const found = async (q: string) =>
      (await findAnything(world.ctx, { q })).items.map(({ kind, code, title }) => [kind, code, title])
    expect(await found('v-007')).toEqual([['server', 'SRV-007', 'Dell R650 · SRV-W']])
    expect(await found('79-00')).toEqual([['server', 'SRV-007', 'Dell R650 · SRV-W · serial CN7479-0042']])
    expect(await found('9311')).toEqual([['server', 'SRV-007', 'Dell R650 · SRV-W · asset A-9311']])
    expect(await found('B7.EX')).toEqual([['server', 'SRV-007', 'Dell R650 · SRV-W · db7.example']])
    expect(await found('cme')).toEqual([['order', 'SR-7', 'Acme']])
    expect(await found('ankf')).toEqual([['datacenter', 'FRA1', 'Frankfurt']])
    expect(await found('hx-8')).toEqual([['piece', 'PHX-88-SR', 'sr-disk · in SRV-007']])
  })

  it('what is called so comes first, what begins with it next, and two letters are found within a code too', async () => {
    const { items } = await findAnything(world.ctx, { q: '07' })
    expect(items.map(({ code }) => code)).toEqual(['SRV-007'])
    await world.db.server.update({ where: { barcode: 'SRV-001' }, data: { serial: 'X-SRV-004' } })
    const ranked = (await findAnything(world.ctx, { q: 'srv-004' })).items.map(({ code }) => code)
    expect(ranked).toEqual(['SRV-004', 'SRV-001'])
  })

  it('is one statement', async () => {
    expect(await countStatements(world, (ctx) => findAnything(ctx, { q: 'srv-00' }))).toHaveLength(1)
  })

  it('a wildcard is a letter like any other', async () => {
    expect((await findAnything(world.ctx, { q: '%' })).items).toEqual([])
    expect((await findAnything(world.ctx, { q: 'SRV_0' })).items).toEqual([])
  })

  it('shows only what stands in the datacenters that one may read', async () => {
    const { items } = await findAnything(world.as('VIEWER', fra1), { q: 'sr' })
    expect(items.map((item) => item.kind)).not.toContain('rack')
    expect((await findAnything(world.as('INGEST'), { q: 'srv' })).items).toEqual([])
  })

  it('walks an index for each kind', async () => {
    const plan = await world.db.$transaction(async (db) => {
      // Nine rows are read whole unless that is forbidden.
      await db.$executeRaw`SET LOCAL enable_seqscan = off`
      await db.$executeRaw`SET LOCAL enable_bitmapscan = off`
      const sql = searchSql(world.ctx, 'srv-00')
      return db.$queryRawUnsafe<Record<string, string>[]>(`EXPLAIN ${sql.text}`, ...sql.values)
    })
    const text = plan.map((row) => row['QUERY PLAN']).join('\n')
    for (const index of [
      'servers_barcode',
      'racks_code',
      'warehouses_code',
      'orders_number',
      'tickets_number',
      'spare_parts_sku',
    ])
      expect(text).toMatch(new RegExp(`Index Scan using ${index}_prefix`))
    expect(text).not.toMatch(/Sort/)
  })
})
