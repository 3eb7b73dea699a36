import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPassword } from '../../db/sealed-password'
import { type TestWorld, testWorld } from '../../testing/context'
import { aModel, aPromisedServer, aRackedServer, aServer, aSite, type Site } from '../../testing/factories/inventory'
import { createRack } from './create-rack'
import { createRackItem } from './create-rack-item'
import { createServer } from './create-server'
import { createServerModel } from './create-server-model'
import { createWarehouse } from './create-warehouse'
import { deleteRack } from './delete-rack'
import { deleteRackItem } from './delete-rack-item'
import { deleteServer } from './delete-server'
import { deleteServerModel } from './delete-server-model'
import { deleteWarehouse } from './delete-warehouse'
import { editRack } from './edit-rack'
import { editRackItem } from './edit-rack-item'
import { editServer } from './edit-server'
import { editServerModel } from './edit-server-model'
import { editWarehouse } from './edit-warehouse'
import { getServer } from './get-server'
import { getServerModel } from './get-server-model'
import { powerServer } from './power-server'

let world: TestWorld
let site: Site
beforeAll(async () => {
  world = await testWorld()
})
beforeEach(async () => {
  site = await aSite(world.db)
})
afterAll(() => world.close())

describe('racks', () => {
  it('shrinking one below what it holds is refused and names what is too high', async () => {
    const { barcode } = await aRackedServer(world.db, site, 40)
    await createRackItem(world.ctx, {
      rack: site.rack.code,
      u: 41,
      heightU: 2,
      face: 'rear',
      kind: 'pdu',
      name: 'pdu-9',
    })
    await expect(editRack(world.ctx, { code: site.rack.code, heightU: 39 })).rejects.toMatchObject({
      code: 'does-not-fit',
      message: `Rack ${site.rack.code} cannot be 39U high: it holds ${barcode} (Dell R650, racked) at U40, the pdu pdu-9 at U41.`,
      details: { blockedBy: [barcode, 'pdu-9'] },
    })
    expect(await editRack(world.ctx, { code: site.rack.code, heightU: 48, row: 'A', tags: ['cold'] })).toMatchObject({
      heightU: 48,
      row: 'A',
      tags: ['cold'],
      version: 2,
    })
  })

  it('has a code of its own, a datacenter that exists, and is deleted only when empty', async () => {
    const { code } = site.rack
    await expect(
      createRack(world.ctx, { code: code.toLowerCase(), datacenter: site.datacenter.code, heightU: 42 }),
    ).rejects.toMatchObject({ code: 'already-exists' })
    await expect(createRack(world.ctx, { code: 'X9', datacenter: 'nowhere', heightU: 42 })).rejects.toMatchObject({
      code: 'unknown-reference',
      fields: [{ path: 'datacenter' }],
    })
    const item = await createRackItem(world.ctx, {
      rack: code,
      u: 1,
      heightU: 1,
      face: 'front',
      kind: 'panel',
      name: 'p',
    })
    await expect(deleteRack(world.ctx, { code })).rejects.toMatchObject({ code: 'still-referenced' })
    await deleteRackItem(world.ctx, { id: item.id })
    await expect(deleteRack(world.ctx, { code, ifMatch: [7] })).rejects.toMatchObject({ code: 'stale' })
    await deleteRack(world.ctx, { code, ifMatch: [1] })
  })

  it('rack items are placed by the same rule as servers', async () => {
    const { barcode } = await aRackedServer(world.db, site, 5)
    const item = { rack: site.rack.code, heightU: 1, face: 'rear', kind: 'blanking', name: 'blank' } as const
    await expect(createRackItem(world.ctx, { ...item, u: 5 })).rejects.toMatchObject({
      code: 'slot-taken',
      details: { blockedBy: [barcode], nearestU: 4 },
    })
    const { id } = await createRackItem(world.ctx, { ...item, u: 6 })
    await createRackItem(world.ctx, { ...item, u: 8 })
    expect(await editRackItem(world.ctx, { id, heightU: 2 })).toMatchObject({ u: 6, heightU: 2 })
    await expect(editRackItem(world.ctx, { id, heightU: 3 })).rejects.toMatchObject({
      details: { blockedBy: ['blank'] },
    })
    await expect(createRackItem(world.ctx, { ...item, u: 42, heightU: 2 })).rejects.toMatchObject({
      code: 'does-not-fit',
    })
  })
})

describe('server models', () => {
  const edit = (slug: string, change: object) => editServerModel(world.ctx, { slug, ...change })

  it('a new height goes to its servers in the same step, or is refused whole and names the one that does not fit', async () => {
    const low = await aRackedServer(world.db, site, 1)
    const high = await aRackedServer(world.db, site, 3)
    const other = await aModel(world.db)
    const above = await aRackedServer(world.db, { ...site, model: other }, 5)
    expect(await edit(site.model.slug, { heightU: 2 })).toMatchObject({ heightU: 2, version: 2 })
    expect(await getServer(world.ctx, { barcode: low.barcode })).toMatchObject({ heightU: 2, version: 2 })
    await expect(edit(site.model.slug, { heightU: 3, cpuCores: 1 })).rejects.toMatchObject({
      code: 'does-not-fit',
      message: `${low.barcode} in rack ${site.rack.code} would take U1–3, but ${high.barcode} is in the way.`,
      details: { server: low.barcode, blockedBy: [high.barcode] },
    })
    expect(await getServerModel(world.ctx, { slug: site.model.slug })).toMatchObject({ heightU: 2, cpuCores: 64 })
    await world.db.server.update({
      where: { id: low.id },
      data: { rackId: null, u: null, face: null, state: 'BROKEN' },
    })
    expect(await getServer(world.ctx, { barcode: low.barcode })).toMatchObject({ state: 'BROKEN', health: 'CRITICAL' })
    await expect(edit(site.model.slug, { heightU: 3 })).rejects.toMatchObject({
      details: { blockedBy: [above.barcode] },
    })
    await world.db.server.update({ where: { id: high.id }, data: { u: 41 } })
    await expect(edit(site.model.slug, { heightU: 3 })).rejects.toMatchObject({
      message: `${high.barcode} in rack ${site.rack.code} would take U41–43, but the rack ends at U42.`,
    })
  })

  it('a change that shrinks one way and grows the other is not refused for a passing overlap', async () => {
    await aRackedServer(world.db, site, 1, { face: 'front' })
    await aRackedServer(world.db, site, 2, { face: 'rear' })
    expect(await edit(site.model.slug, { heightU: 2, depth: 'half' })).toMatchObject({ heightU: 2, depth: 'half' })
    expect(await edit(site.model.slug, { heightU: 1, depth: 'full' })).toMatchObject({ heightU: 1, depth: 'full' })
  })

  it('firmware targets are replaced as a list, one a component, and shown beside what is installed', async () => {
    const targets = [
      { component: 'BIOS', version: '2.4' },
      { component: 'BMC', version: '7.0' },
    ]
    const model = await createServerModel(world.ctx, {
      slug: 'Tall-1',
      manufacturer: 'HPE',
      model: 'DL380',
      heightU: 2,
      depth: 'full',
      firmwareTargets: targets,
      cost: 12_345,
    })
    expect(model).toMatchObject({ firmwareTargets: targets, cost: 12_345 })
    await expect(edit('Tall-1', { firmwareTargets: [targets[0], targets[0]] })).rejects.toMatchObject({
      code: 'validation',
      fields: [{ path: 'firmwareTargets.1.component' }],
    })
    const server = await createServer(world.ctx, {
      barcode: 'FW-1',
      datacenter: site.datacenter.code,
      model: 'tall-1',
      firmware: [
        { component: 'BIOS', version: '2.1' },
        { component: 'NIC', version: '1' },
      ],
    })
    expect(server.firmware).toEqual([
      { component: 'BIOS', version: '2.1', target: '2.4' },
      { component: 'NIC', version: '1' },
    ])
    // Drift, plans and jobs compare names of components without case: so does what a server shows.
    const written = [{ component: 'bios', version: '2.1' }]
    const other = await editServer(world.ctx, { barcode: 'FW-1', firmware: written })
    expect(other.firmware).toEqual([{ ...written[0], target: '2.4' }])
    await expect(
      editServer(world.ctx, { barcode: 'FW-1', firmware: [...written, { component: 'BIOS', version: '2.4' }] }),
    ).rejects.toMatchObject({ code: 'validation', fields: [{ path: 'firmware.1.component' }] })
    await expect(deleteServerModel(world.ctx, { slug: 'tall-1' })).rejects.toMatchObject({ code: 'still-referenced' })
    await deleteServer(world.ctx, { barcode: 'FW-1' })
    await deleteServerModel(world.ctx, { slug: 'tall-1' })
  })
})

describe('servers', () => {
  const create = (barcode: string, more: object = {}) =>
    createServer(world.ctx, { barcode, datacenter: site.datacenter.code, ...more })

  it('are recorded as NEW, each barcode once for ever', async () => {
    expect(await create('One-1', { serial: 'S1', tags: ['a'], note: 'n' })).toMatchObject({
      barcode: 'One-1',
      state: 'NEW',
      bmc: { driver: 'simulated', address: 'sim:One-1' },
      version: 1,
    })
    await expect(create('ONE-1')).rejects.toMatchObject({ code: 'already-exists' })
    await deleteServer(world.ctx, { barcode: 'one-1' })
    await expect(create('one-1')).rejects.toMatchObject({ code: 'barcode-retired' })
    await expect(create('One-2', { model: 'nope' })).rejects.toMatchObject({ fields: [{ path: 'model' }] })
  })

  it('only a NEW one that nothing refers to is deleted', async () => {
    const { barcode } = await aRackedServer(world.db, site, 1)
    await expect(deleteServer(world.ctx, { barcode })).rejects.toMatchObject({ code: 'conflict' })
    const { id } = await aServer(world.db, { barcode: 'HELD-1', datacenterId: site.datacenter.id })
    await world.db.hold.create({ data: { serverId: id, reason: 'r', by: 'b' } })
    await expect(deleteServer(world.ctx, { barcode: 'HELD-1' })).rejects.toMatchObject({ code: 'still-referenced' })
    const { id: heard } = await aServer(world.db, { barcode: 'HEARD-1', datacenterId: site.datacenter.id })
    await world.db.telemetryEvent.create({
      data: { serverId: heard, ts: new Date(), kind: 'K', payload: {}, hash: new Uint8Array(32), outcome: 'no-rule' },
    })
    await expect(deleteServer(world.ctx, { barcode: 'HEARD-1' })).rejects.toMatchObject({ code: 'still-referenced' })
  })

  it('a model is set with its height; one that does not fit where the server stands is refused and names the neighbour', async () => {
    const tall = await aModel(world.db, { heightU: 3 })
    const { barcode } = await aRackedServer(world.db, site, 10, { modelId: null })
    const neighbour = await aRackedServer(world.db, site, 12)
    await expect(editServer(world.ctx, { barcode, model: tall.slug })).rejects.toMatchObject({
      code: 'does-not-fit',
      details: { blockedBy: [neighbour.barcode] },
    })
    await world.db.server.update({ where: { id: neighbour.id }, data: { u: 13 } })
    expect(await editServer(world.ctx, { barcode, model: tall.slug })).toMatchObject({ model: tall.slug, heightU: 3 })
    expect(await editServer(world.ctx, { barcode, model: null })).toMatchObject({ heightU: 1, depth: 'full' })
    await expect(editServer(world.ctx, { barcode, model: 'nope' })).rejects.toMatchObject({ code: 'unknown-reference' })
  })

  it('a promised one keeps the model it was chosen for', async () => {
    const { server, order } = await aPromisedServer(world.db, site, 15)
    const other = await aModel(world.db)
    await expect(editServer(world.ctx, { barcode: server.barcode, model: other.slug })).rejects.toMatchObject({
      code: 'conflict',
      details: { order: order.number },
    })
    expect((await editServer(world.ctx, { barcode: server.barcode, model: site.model.slug })).version).toBe(1)
  })

  it('BMC credentials never come back, not in the audit log either; null removes the BMC', async () => {
    const { barcode } = await create('BMC-1')
    const bmc = { driver: 'redfish', address: 'https://10.0.0.1', username: 'root', password: 'calvin' } as const
    const view = await editServer(world.ctx, { barcode, bmc })
    expect(view.bmc).toEqual({ driver: 'redfish', address: 'https://10.0.0.1' })
    const audit = await world.db.auditEntry.findMany({ where: { key: barcode } })
    expect(JSON.stringify(audit.map((row) => row.detail))).not.toMatch(/root|calvin/)
    const { bmcPassword } = await world.db.server.findUniqueOrThrow({ where: { barcode } })
    expect(bmcPassword).toMatch(/^sealed:[0-9a-f]{8}:/)
    expect(openPassword(bmcPassword ?? '', barcode)).toBe('calvin')
    expect((await editServer(world.ctx, { barcode, bmc: null })).bmc).toBeUndefined()
    const row = await world.db.server.findUniqueOrThrow({ where: { barcode } })
    expect(row.bmcPassword).toBeNull()
    await expect(powerServer(world.ctx, { barcode, action: 'on' })).rejects.toMatchObject({ code: 'no-bmc' })
  })

  it('power is asked of a worker, audited, and refused while a job has it', async () => {
    const { barcode, id } = await aRackedServer(world.db, site, 30)
    expect(await powerServer(world.ctx, { barcode, action: 'reset' })).toEqual({
      barcode,
      action: 'reset',
      requested: true,
    })
    const queued = await world.db.$queryRaw<{ data: unknown }[]>`SELECT data FROM pgboss.job WHERE name = 'power'`
    expect(queued.map((job) => job.data)).toEqual([{ serverId: id, action: 'reset', requestedBy: 'admin@test' }])
    const { server } = await aPromisedServer(world.db, site, 31, 'PROVISIONING')
    await expect(powerServer(world.ctx, { barcode: server.barcode, action: 'off' })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(powerServer(world.as('TECH'), { barcode, action: 'off' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('warehouses', () => {
  it('are renamed and deleted only when nothing is in them', async () => {
    const { code } = await createWarehouse(world.ctx, { code: 'W-new', datacenter: site.datacenter.code })
    expect(await editWarehouse(world.ctx, { code, name: 'Basement' })).toMatchObject({ name: 'Basement', version: 2 })
    expect((await editWarehouse(world.ctx, { code, name: null })).name).toBeUndefined()
    const { id } = await world.db.warehouse.findUniqueOrThrow({ where: { code } })
    const { barcode } = await aServer(world.db, {
      datacenterId: site.datacenter.id,
      state: 'IN_WAREHOUSE',
      warehouseId: id,
    })
    await expect(deleteWarehouse(world.ctx, { code })).rejects.toMatchObject({ code: 'still-referenced' })
    await world.db.server.update({ where: { barcode }, data: { state: 'IN_TRANSIT', warehouseId: null } })
    await deleteWarehouse(world.ctx, { code })
  })
})
