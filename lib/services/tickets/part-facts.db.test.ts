import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inTransaction } from '../../db/context'
import type { Priority } from '../../domain/ticket-state'
import type { PartFacts } from '../../domain/tickets/part-facts'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { aCareSite, aStockedPart } from '../../testing/factories/tickets'
import { createSparePart } from './create-spare-part'
import { editSparePart } from './edit-spare-part'
import { editStock } from './edit-stock'
import { editTicket } from './edit-ticket'
import type { Fault } from './fault'
import { getStock } from './get-stock'
import { getTicket } from './get-ticket'
import { listReservations } from './list-reservations'
import { listTickets } from './list-tickets'
import { listWaiting } from './list-waiting'
import { moveStock } from './move-stock'
import { openOrAttach } from './open-or-attach'

let world: TestWorld
let site: Awaited<ReturnType<typeof aCareSite>>
beforeAll(async () => {
  world = await testWorld()
})
beforeEach(async () => {
  site = await aCareSite(world.db, 4)
})
afterAll(() => world.close())

const SATA: PartFacts = { formFactor: '2.5"', interface: 'SATA', sizeGb: 480 }
const stocked = (quantity: number, facts: PartFacts = {}) =>
  aStockedPart(world.ctx, { warehouse: site.warehouse.code, models: [site.model.slug], quantity, facts })
const receive = (sku: string, quantity = 1) =>
  moveStock(world.ctx, { sku, warehouse: site.warehouse.code, quantity, reason: 'delivery' })
const stockOf = (sku: string) => getStock(world.ctx, { id: `${sku}@${site.warehouse.code}` })

const fault = (at: number, component: string, facts?: PartFacts, priority: Priority = 'NORMAL'): Fault => ({
  ...{ serverId: site.servers[at]?.id ?? 0, type: 'REPLACE_DISK', priority, component, events: 1 },
  ...(facts === undefined ? {} : { facts }),
})
const open = (...faults: Fault[]) =>
  inTransaction(world.ctx, (tx) => openOrAttach(tx, { faults, action: 'telemetry.ingest-events' }))
/** What each component of the server's ticket has. */
async function partsAt(at: number): Promise<Record<string, string>> {
  const { items } = await listTickets(world.ctx, { limit: 5, server: [site.servers[at]?.barcode ?? ''] })
  return Object.fromEntries(
    (items[0]?.components ?? []).map(({ name, part }) => [name, part?.sku ?? part?.status ?? 'none']),
  )
}
/** Σ of the ledger is the stock, and the pieces that components hold are the reserved ones. */
async function expectSoundLedger(): Promise<void> {
  const rows = await world.db.$queryRaw<{ sound: boolean }[]>`
    SELECT s.available = coalesce(sum(m.available_delta), 0) AND s.reserved = coalesce(sum(m.reserved_delta), 0)
           AND s.reserved = (SELECT count(*) FROM ticket_components c WHERE c.part_status = 'RESERVED'
                             AND c.spare_part_id = s.spare_part_id AND c.warehouse_id = s.warehouse_id) AS sound
    FROM stock s LEFT JOIN stock_movements m USING (spare_part_id, warehouse_id) GROUP BY s.id`
  expect(rows.every((row) => row.sound)).toBe(true)
}

describe('what is known of the failed part', () => {
  it('decides which spare is reserved: never one that contradicts it, the smallest that is large enough', async () => {
    await stocked(9, { ...SATA, interface: 'SAS' })
    await stocked(9, { ...SATA, sizeGb: 240 })
    const large = await stocked(1, { ...SATA, sizeGb: 960 })
    const exact = await stocked(1, SATA)
    const unknown = await stocked(9)
    await open(fault(0, 'A', SATA), fault(0, 'B', SATA), fault(0, 'C', SATA))
    expect(await partsAt(0)).toEqual({ A: exact, B: large, C: unknown })
    await expectSoundLedger()
  })

  it('adds up over the evidence, and a part that turns out not to fit goes back and another is taken', async () => {
    const small = await stocked(5, { ...SATA, sizeGb: 240 })
    const fits = await stocked(1, SATA)
    await open(fault(0, 'A', { interface: 'SATA' }))
    expect(await partsAt(0)).toEqual({ A: small })
    await open(fault(0, 'A', { sizeGb: 480 }))
    expect(await partsAt(0)).toEqual({ A: fits })
    const { items } = await listTickets(world.ctx, { limit: 1, server: [site.servers[0]?.barcode ?? ''] })
    expect(items[0]?.components[0]?.facts).toEqual({ interface: 'SATA', sizeGb: 480 })
    expect(await stockOf(small)).toMatchObject({ available: 5, reserved: 0 })
    const kinds = await world.db.stockMovement.findMany({
      where: { sparePart: { sku: small } },
      orderBy: { id: 'asc' },
    })
    expect(kinds.map((row) => row.kind)).toEqual(['RECEIVE', 'RESERVE', 'RETURN'])
    await expectSoundLedger()
  })

  it('and where none fits, the component waits; what it gave back goes to whoever waits for it', async () => {
    const sas = await stocked(1, { interface: 'SAS' })
    await open(fault(0, 'A'))
    await open(fault(1, 'B', { interface: 'SAS' }))
    expect([await partsAt(0), await partsAt(1)]).toEqual([{ A: sas }, { B: 'waiting' }])
    await open(fault(0, 'A', SATA))
    expect([await partsAt(0), await partsAt(1)]).toEqual([{ A: 'waiting' }, { B: sas }])
    await receive(sas)
    expect(await partsAt(0)).toEqual({ A: 'waiting' })
    const fits = await stocked(1, SATA)
    expect(await partsAt(0)).toEqual({ A: fits })
    await expectSoundLedger()
  })

  it('a new component of the same batch gets what another gives back, if it is the most urgent that waits', async () => {
    const sas = await stocked(1, { interface: 'SAS' })
    await open(fault(0, 'A'))
    await open(fault(1, 'B', { interface: 'SAS' }))
    await open(fault(0, 'A', SATA), fault(2, 'C', { interface: 'SAS' }, 'HIGH'))
    expect([await partsAt(0), await partsAt(1), await partsAt(2)]).toEqual([
      { A: 'waiting' },
      { B: 'waiting' },
      { C: sas },
    ])
    await expectSoundLedger()
  })

  it('evidence that tells nothing new takes nothing away and costs no lock of the spares', async () => {
    const sku = await stocked(1)
    await open(fault(0, 'A', SATA))
    const locks = async (facts: PartFacts) =>
      (
        await countStatements(world, (ctx) =>
          inTransaction(ctx, (tx) => openOrAttach(tx, { faults: [fault(0, 'A', facts)], action: 'x' })),
        )
      ).filter((statement) => statement.includes('pg_advisory_xact_lock('))
    expect(await locks(SATA)).toEqual([])
    expect(await locks({ sizeGb: 960 })).toHaveLength(1)
    expect(await partsAt(0)).toEqual({ A: sku })
  })
})

describe('what is known of a part', () => {
  it('is of its kind only', async () => {
    const given = { sku: 'DIMM-X', kind: 'DIMM', description: 'x', models: [] }
    await expect(createSparePart(world.ctx, { ...given, facts: { interface: 'SATA' } })).rejects.toMatchObject({
      code: 'validation',
      fields: [{ path: 'facts.interface' }],
    })
    const facts = { memoryType: 'DDR4', sizeGb: 32, speedMts: 3200 } as const
    expect(await createSparePart(world.ctx, { ...given, facts })).toMatchObject({ facts })
    await expect(editSparePart(world.ctx, { sku: 'DIMM-X', facts: { formFactor: 'M.2' } })).rejects.toMatchObject({
      fields: [{ path: 'facts.formFactor' }],
    })
    expect(await editSparePart(world.ctx, { sku: 'DIMM-X', facts: {} })).toMatchObject({ facts: {} })
  })

  it('put right, it takes the part from those that it does not fit, and gives it to those that it does', async () => {
    const sku = await stocked(1)
    await open(fault(0, 'A', SATA))
    await open(fault(1, 'B', { interface: 'SAS' }))
    const other = await stocked(0, SATA)
    await editSparePart(world.ctx, { sku, facts: { interface: 'SAS' } })
    expect([await partsAt(0), await partsAt(1)]).toEqual([{ A: 'waiting' }, { B: sku }])
    await receive(other)
    expect(await partsAt(0)).toEqual({ A: other })
    await expectSoundLedger()
  })
})

describe('who waits', () => {
  it('is served by priority, then age: a HIGH ticket that opens later comes before a NORMAL one that waits', async () => {
    const sku = await stocked(0)
    await editStock(world.ctx, { id: `${sku}@${site.warehouse.code}`, shelf: 'A-1' })
    await open(fault(0, 'A'))
    await open(fault(1, 'B'))
    await open(fault(2, 'C', undefined, 'HIGH'))
    expect((await stockOf(sku)).waiting).toBe(3)
    const queue = await listWaiting(world.ctx, { id: `${sku}@${site.warehouse.code}`, limit: 2 })
    expect(queue.items.map((one) => one.component)).toEqual(['C', 'A'])
    await receive(sku)
    expect([await partsAt(0), await partsAt(1), await partsAt(2)]).toEqual([
      { A: 'waiting' },
      { B: 'waiting' },
      { C: sku },
    ])
    const kept = await listReservations(world.as('VIEWER'), { id: `${sku}@${site.warehouse.code}`, limit: 5 })
    expect(kept.items).toMatchObject([{ component: 'C', server: site.servers[2]?.barcode, priority: 'HIGH' }])
    // Raised, B passes A.
    const { items } = await listTickets(world.ctx, { limit: 1, server: [site.servers[1]?.barcode ?? ''] })
    await editTicket(world.ctx, { number: items[0]?.number ?? '', priority: 'HIGH' })
    await receive(sku)
    expect([await partsAt(0), await partsAt(1)]).toEqual([{ A: 'waiting' }, { B: sku }])
  })

  it('one for which the piece is wrong keeps nobody behind it from getting it', async () => {
    const sku = await stocked(0, { interface: 'SAS' })
    await editStock(world.ctx, { id: `${sku}@${site.warehouse.code}`, shelf: 'A-1' })
    await open(fault(0, 'A', SATA, 'HIGH'), fault(0, 'B', SATA, 'HIGH'))
    await open(fault(1, 'C', { interface: 'SAS' }))
    expect((await stockOf(sku)).waiting).toBe(1)
    await receive(sku)
    expect([await partsAt(0), await partsAt(1)]).toEqual([{ A: 'waiting', B: 'waiting' }, { C: sku }])
  })

  it('in another datacenter is told where it lies, and gets nothing from there', async () => {
    const far = await aCareSite(world.db, 1)
    const [sas, sata] = [{ interface: 'SAS' } as const, SATA]
    const at = { warehouse: far.warehouse.code, models: [site.model.slug], quantity: 2 }
    await aStockedPart(world.ctx, { ...at, facts: sas })
    const sku = await aStockedPart(world.ctx, { ...at, facts: sata })
    const [ticket] = await open(fault(0, 'A', SATA))
    const seen = await getTicket(world.ctx, { number: ticket?.number ?? '' })
    expect(seen.components[0]).toMatchObject({
      part: { status: 'waiting' },
      elsewhere: [{ sku, warehouse: far.warehouse.code, datacenter: far.datacenter.code, available: 2 }],
    })
    // Who may not read there is told nothing of it.
    const near = world.as('REPAIR', site.datacenter.id)
    expect((await getTicket(near, { number: ticket?.number ?? '' })).components[0]).not.toHaveProperty('elsewhere')
  })
})

it('a ticket says when it holds the last one', async () => {
  const sku = await stocked(2)
  await open(fault(0, 'A'))
  const [first] = await open(fault(0, 'A'))
  const last = async () => (await getTicket(world.ctx, { number: first?.number ?? '' })).components[0]?.part?.last
  expect(await last()).toBeUndefined()
  await moveStock(world.ctx, { sku, warehouse: site.warehouse.code, quantity: -1, reason: 'broken' })
  expect(await last()).toBe(true)
})
