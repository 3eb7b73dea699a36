import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inTransaction } from '../../db/context'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { aStartedRepair } from '../../testing/factories/repair'
import { aCareSite, aStockedPart } from '../../testing/factories/tickets'
import { ingestEvents } from '../telemetry/ingest-events'
import { countStock } from './count-stock'
import { editTicket } from './edit-ticket'
import { getPart } from './get-part'
import { getTicket } from './get-ticket'
import { moveStock } from './move-stock'
import { openTicket } from './open-ticket'
import { recordScan } from './record-scan'
import { transferStock } from './transfer-stock'
import { undoScan } from './undo-scan'
import { verifyByTelemetry } from './verify-by-telemetry'
import { verifyRepair } from './verify-repair'

let world: TestWorld
let site: Awaited<ReturnType<typeof aCareSite>>
let clock = Date.now()
beforeAll(async () => {
  world = await testWorld({ clock: () => new Date(clock++) })
})
afterAll(() => world.close())
beforeEach(async () => {
  site = await aCareSite(world.db, 3)
})

let counter = 0
const serial = () => `PIECE-${++counter}`
const barcode = (i: number) => site.servers[i]?.barcode ?? ''
const serverId = (i: number) => site.servers[i]?.id ?? 0
const stocked = (quantity: number, more: { kind?: string; models?: string[] } = {}) =>
  aStockedPart(world.ctx, { warehouse: site.warehouse.code, models: [site.model.slug], quantity, ...more })
const stockOf = async (sku: string) => {
  const row = await world.db.stock.findFirstOrThrow({ where: { sparePart: { sku } } })
  return [row.available, row.reserved]
}
const received = async (sku: string, ...serials: string[]) => {
  await moveStock(world.ctx, {
    sku,
    warehouse: site.warehouse.code,
    quantity: serials.length,
    reason: 'delivery',
    serials,
  })
}
const scan = (number: string, code: string, more: { component?: string; force?: boolean; note?: string } = {}) =>
  recordScan(world.ctx, { number, code, ...more })
const audits = async (number: string) => {
  const rows = await world.db.auditEntry.findMany({ where: { entity: 'ticket', key: number }, orderBy: { id: 'asc' } })
  return rows.map(({ action, detail }) => `${action} ${JSON.stringify(detail)}`)
}
const well = (i: number, kind: string, payload: Record<string, unknown>, at: Date) => ({
  ...{ barcode: barcode(i), ts: at.toISOString(), kind, payload },
})
const states = async (number: string) =>
  (await getTicket(world.ctx, { number })).repair.steps.map(({ name, state }) => `${name} ${state}`)

describe('a guided repair', () => {
  it('goes from the server to the verified new disk, one audit row a step, and stock falls by one', async () => {
    const sku = await stocked(1)
    const piece = serial()
    await received(sku, piece)
    const number = await aStartedRepair(world, { server: barcode(0), confirmed: false })
    expect(await stockOf(sku)).toEqual([1, 1])
    const before = (await audits(number)).length

    expect(await scan(number, barcode(0))).toMatchObject({ did: 'server-confirmed' })
    expect(await scan(number, 'S1')).toMatchObject({ did: 'part-removed', component: 'S1' })
    const { ticket } = await scan(number, piece)
    expect(ticket).toMatchObject({
      components: [
        {
          name: 'S1',
          result: 'replaced',
          part: { sku, status: 'consumed' },
          removedSerial: 'S1',
          installedSerial: piece,
          swappedBy: 'admin@test',
        },
      ],
      repair: { done: 0, total: 1 },
    })
    const verified = await verifyRepair(world.ctx, { number, note: 'SMART passed' })
    expect(verified).toMatchObject({
      components: [{ verifiedHow: 'person', verifyNote: 'SMART passed', verifiedBy: 'admin@test' }],
      repair: { done: 1, total: 1 },
    })
    expect(await editTicket(world.ctx, { number, status: 'DONE' })).toMatchObject({ status: 'DONE' })

    expect(await stockOf(sku)).toEqual([1, 0])
    expect((await audits(number)).slice(before).map((line) => line.split(' ')[0])).toEqual([
      'tickets.record-scan',
      'tickets.record-scan',
      'tickets.record-scan',
      'tickets.verify-repair',
      'tickets.move-ticket',
    ])
    expect(await getPart(world.ctx, { serial: piece })).toMatchObject({
      state: 'INSTALLED',
      server: barcode(0),
      history: [
        { kind: 'INSTALLED', server: barcode(0), ticket: number },
        { kind: 'RECEIVED', warehouse: site.warehouse.code },
      ],
    })
    expect(await getPart(world.ctx, { serial: 'S1' })).toMatchObject({
      state: 'REMOVED',
      history: [{ kind: 'REMOVED' }],
    })
  })

  it('takes the label of the part, then the serial of the piece', async () => {
    const sku = await stocked(1)
    const number = await aStartedRepair(world, { server: barcode(0) })
    await scan(number, 'S1')
    await scan(number, sku)
    const fresh = serial()
    expect(await scan(number, fresh)).toMatchObject({
      did: 'serial-noted',
      ticket: { components: [{ installedSerial: fresh }] },
    })
    expect(await getPart(world.ctx, { serial: fresh })).toMatchObject({ state: 'INSTALLED', sku, server: barcode(0) })
    await expect(scan(number, fresh)).rejects.toMatchObject({ code: 'wrong-part' })
  })

  it('a second scan of the server changes nothing and leaves no audit row', async () => {
    const number = await aStartedRepair(world, { server: barcode(0) })
    const before = await audits(number)
    const { version } = await getTicket(world.ctx, { number })
    expect((await scan(number, barcode(0).toLowerCase())).ticket.version).toBe(version)
    expect(await audits(number)).toEqual(before)
  })

  it('the serial and the asset number on its label confirm the server too', async () => {
    await world.db.server.update({ where: { id: serverId(0) }, data: { serial: 'CHASSIS-1', assetNumber: 'A-77' } })
    const number = await aStartedRepair(world, { server: barcode(0), confirmed: false })
    expect(await scan(number, 'chassis-1')).toMatchObject({ did: 'server-confirmed' })
    expect(await scan(number, 'a-77')).toMatchObject({ did: 'server-confirmed' })
  })

  it('who puts the ticket back leaves the next one to stand before the server anew', async () => {
    const number = await aStartedRepair(world, { server: barcode(0) })
    await editTicket(world.ctx, { number, status: 'OPEN', assignee: null })
    expect(await getTicket(world.ctx, { number })).not.toHaveProperty('serverScannedAt')
  })

  it('who says replaced by PATCH needs no scans', async () => {
    await stocked(1)
    const number = await aStartedRepair(world, { server: barcode(0), confirmed: false })
    await editTicket(world.ctx, { number, components: [{ name: 'S1', result: 'replaced' }], status: 'DONE' })
    expect(await states(number)).toEqual([
      'take done',
      'scan-server skipped',
      'remove skipped',
      'install done',
      'verify skipped',
      'close done',
    ])
  })
})

describe('a scan is refused, and changes nothing', () => {
  it('of another server, with where both stand', async () => {
    const number = await aStartedRepair(world, { server: barcode(0), confirmed: false })
    await expect(scan(number, barcode(1))).rejects.toMatchObject({
      code: 'wrong-server',
      message: `This is ${barcode(1)}, in ${site.rack.code}, U2. The ticket is about ${barcode(0)}, in ${site.rack.code}, U1. Leave this one alone.`,
    })
    expect(await states(number)).toContain('scan-server now')
  })

  it('of a healthy disk, unless a person insists and says why', async () => {
    const number = await aStartedRepair(world, { server: barcode(0) })
    await expect(scan(number, 'S-OTHER')).rejects.toMatchObject({
      code: 'wrong-part',
      details: { component: 'S1', forcible: true },
    })
    await expect(scan(number, 'S-OTHER', { force: true })).rejects.toMatchObject({ code: 'validation' })
    const { ticket } = await scan(number, 'S-OTHER', { force: true, note: 'the label was swapped' })
    expect(ticket.components[0]).toMatchObject({ removedSerial: 'S-OTHER' })
    expect(ticket.notes.at(-1)?.text).toBe('S-OTHER taken out: the label was swapped')
  })

  it('of a part that does not fit the model, or is no disk', async () => {
    await stocked(1)
    const other = await aCareSite(world.db, 0)
    const misfit = await stocked(1, { models: [other.model.slug] })
    const ram = await stocked(1, { kind: 'RAM' })
    const number = await aStartedRepair(world, { server: barcode(0) })
    await scan(number, 'S1')
    await expect(scan(number, misfit)).rejects.toMatchObject({
      code: 'wrong-part',
      message: `${misfit} does not fit Dell R650.`,
    })
    await expect(scan(number, ram)).rejects.toMatchObject({
      code: 'wrong-part',
      message: `${ram} is RAM, and the ticket asks for DISK.`,
    })
  })

  it('of a part that is reserved for another ticket, or lies there no more', async () => {
    const [first, second] = [await stocked(1), await stocked(1)]
    const gone = await stocked(1)
    await moveStock(world.ctx, { sku: gone, warehouse: site.warehouse.code, quantity: -1, reason: 'sold' })
    const holder = await aStartedRepair(world, { server: barcode(0) })
    const number = await aStartedRepair(world, { server: barcode(1), components: ['S2'] })
    expect((await getTicket(world.ctx, { number })).components[0]?.part?.sku).toBe(second)
    await scan(number, 'S2')
    await expect(scan(number, first)).rejects.toMatchObject({
      code: 'wrong-part',
      message: `${first} in ${site.warehouse.code} is reserved for ${holder}.`,
    })
    await expect(scan(number, gone)).rejects.toMatchObject({
      message: `By our records no ${gone} lies in ${site.warehouse.code}.`,
    })
  })

  it('of the one that just came out, of a piece that is built in elsewhere, and of what nobody knows', async () => {
    const sku = await stocked(1)
    const piece = serial()
    await received(sku, piece)
    const done = await aStartedRepair(world, { server: barcode(1), components: ['T1'] })
    await scan(done, 'T1')
    await scan(done, piece)

    const number = await aStartedRepair(world, { server: barcode(0) })
    await scan(number, 'S1')
    await expect(scan(number, 'S1')).rejects.toMatchObject({ message: expect.stringContaining('just came out') })
    await expect(scan(number, piece)).rejects.toMatchObject({
      message: `${piece} is built into ${barcode(1)} already. Scan the new part.`,
    })
    await expect(scan(number, 'T1')).rejects.toMatchObject({
      message: 'T1 is out of stock and of any server. If it is well, receive it into stock first.',
    })
    await expect(scan(number, 'NONSENSE')).rejects.toMatchObject({ message: expect.stringContaining('Nobody knows') })
    expect(await states(number)).toContain('install now')
  })

  it('of a piece in another datacenter', async () => {
    await stocked(1)
    const far = await aCareSite(world.db, 0)
    const sku = await aStockedPart(world.ctx, { warehouse: far.warehouse.code, models: [site.model.slug], quantity: 0 })
    const piece = serial()
    await moveStock(world.ctx, {
      sku,
      warehouse: far.warehouse.code,
      quantity: 1,
      reason: 'delivery',
      serials: [piece],
    })
    const number = await aStartedRepair(world, { server: barcode(0) })
    await scan(number, 'S1')
    await expect(scan(number, piece)).rejects.toMatchObject({ message: expect.stringContaining('far from here') })
  })

  it('to whoever may not, and for a component or ticket that there is not', async () => {
    const number = await aStartedRepair(world, { server: barcode(0) })
    await expect(recordScan(world.as('TECH'), { number, code: 'S1' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(scan(number, 'S1', { component: 'S9' })).rejects.toMatchObject({ code: 'unknown-reference' })
    await expect(scan('T-0', 'S1')).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('another part that fits', () => {
  it('takes the place of the reserved one, which goes to whoever waits', async () => {
    const reserved = await stocked(1)
    const number = await aStartedRepair(world, { server: barcode(0) })
    const waiting = await aStartedRepair(world, { server: barcode(1), components: ['W1'] })
    expect((await getTicket(world.ctx, { number: waiting })).components[0]?.part?.status).toBe('waiting')
    const other = await stocked(0)
    // Received for nobody: what waits is given the other one.
    await stocked(0)
    await moveStock(world.ctx, { sku: other, warehouse: site.warehouse.code, quantity: 2, reason: 'delivery' })
    await scan(number, 'S1')
    const { ticket } = await scan(number, other)
    expect(ticket.components[0]).toMatchObject({ result: 'replaced', part: { sku: other, status: 'consumed' } })
    expect(await stockOf(reserved)).toEqual([1, 0])
    const ledger = await world.db.stockMovement.findMany({
      where: { ticket: { number } },
      orderBy: { id: 'asc' },
      select: { kind: true, sparePart: { select: { sku: true } } },
    })
    expect(ledger.map(({ kind, sparePart }) => [kind, sparePart.sku])).toEqual([
      ['RESERVE', reserved],
      ['RETURN', reserved],
      ['RESERVE', other],
      ['CONSUME', other],
    ])
  })
})

describe('a mistaken scan is taken back', () => {
  it('step by step: the new part to its shelf, the old one to its server, the server unconfirmed', async () => {
    const sku = await stocked(0)
    const piece = serial()
    await received(sku, piece)
    const number = await aStartedRepair(world, { server: barcode(0) })
    await scan(number, 'S1')
    await scan(number, piece)
    await verifyRepair(world.ctx, { number, note: 'well' })
    expect(await stockOf(sku)).toEqual([0, 0])

    const undone = await undoScan(world.ctx, { number })
    expect(undone.components[0]).toEqual({
      name: 'S1',
      part: expect.objectContaining({ sku, status: 'reserved' }),
      removedSerial: 'S1',
      removedAt: expect.any(String),
    })
    expect(await stockOf(sku)).toEqual([0, 1])
    expect(await getPart(world.ctx, { serial: piece })).toMatchObject({
      state: 'IN_STOCK',
      warehouse: site.warehouse.code,
      history: [{ kind: 'PUT_BACK' }, { kind: 'INSTALLED' }, { kind: 'RECEIVED' }],
    })

    await undoScan(world.ctx, { number })
    expect(await getPart(world.ctx, { serial: 'S1' })).toMatchObject({ state: 'INSTALLED', server: barcode(0) })
    await undoScan(world.ctx, { number })
    expect(await states(number)).toContain('scan-server now')
    await expect(undoScan(world.ctx, { number })).rejects.toMatchObject({ code: 'conflict' })
    expect((await audits(number)).filter((line) => line.startsWith('tickets.undo-scan'))).toHaveLength(3)
  })

  it('not once the ticket is closed', async () => {
    const number = await aStartedRepair(world, { server: barcode(0), type: 'CHECK_COOLING', components: ['Inlet'] })
    await editTicket(world.ctx, { number, status: 'DONE' })
    await expect(undoScan(world.ctx, { number })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('verifying', () => {
  it('by a person wants the repair to be done', async () => {
    await stocked(1)
    const number = await aStartedRepair(world, { server: barcode(0) })
    await expect(verifyRepair(world.ctx, { number, note: 'well' })).rejects.toMatchObject({
      code: 'step-not-due',
      message: 'Swap the part first.',
    })
    await expect(verifyRepair(world.ctx, { number, component: 'S9', note: 'well' })).rejects.toMatchObject({
      code: 'unknown-reference',
    })
  })

  it('by telemetry: only what the new disk says after the swap counts, for any number in a fixed number of statements', async () => {
    const sku = await stocked(0)
    const pieces = [serial(), serial()]
    await received(sku, ...pieces)
    const numbers = []
    for (const i of [0, 1]) {
      const number = await aStartedRepair(world, { server: barcode(i) })
      await scan(number, 'S1')
      await scan(number, pieces[i] ?? '')
      numbers.push(number)
    }
    const report = (i: number, component: string, at = clock + 1_000) => ({
      serverId: serverId(i),
      type: 'REPLACE_DISK' as const,
      component,
      at: new Date(at),
    })
    const tell = (...reports: ReturnType<typeof report>[]) =>
      inTransaction(world.ctx, (tx) => verifyByTelemetry(tx, reports))
    expect(await tell(report(0, pieces[0] ?? '', clock - 60_000), report(0, 'S1'), report(0, pieces[1] ?? ''))).toEqual(
      [],
    )
    const both = [report(0, pieces[0] ?? ''), report(1, pieces[1] ?? '')]
    const statements = await countStatements(world, (ctx) => inTransaction(ctx, (tx) => verifyByTelemetry(tx, both)))
    // Look, write, the tickets, the audit rows, and BEGIN.
    expect(statements).toHaveLength(5)
    for (const number of numbers) {
      const { components, repair } = await getTicket(world.ctx, { number })
      expect(components[0]).toMatchObject({ verifiedHow: 'telemetry', verifiedBy: 'telemetry' })
      expect(repair.done).toBe(1)
      expect((await audits(number)).at(-1)).toContain('tickets.verify-by-telemetry')
    }
    expect(await tell(report(0, pieces[0] ?? ''))).toEqual([])
  })

  it('by telemetry before anybody came: it recovered, and is not verified', async () => {
    const { number } = await openTicket(world.ctx, { server: barcode(0), type: 'CHECK_COOLING', components: ['Inlet'] })
    const at = new Date(clock)
    await ingestEvents(world.ctx, { events: [well(0, 'TEMPERATURE_OK', { sensor: 'Inlet' }, at)] })
    const ticket = await getTicket(world.ctx, { number })
    expect(ticket.components).toEqual([{ name: 'Inlet', recoveredAt: at.toISOString() }])
    expect(ticket.status).toBe('WONT_FIX')
  })

  it('the report that verifies leads to the ticket; one of another disk does not', async () => {
    const sku = await stocked(0)
    const fresh = serial()
    await received(sku, fresh)
    const number = await aStartedRepair(world, { server: barcode(0) })
    await scan(number, 'S1')
    await scan(number, fresh)
    const at = new Date(clock + 1_000)
    const readings = { reallocated: 0, pending: 0, offlineUncorrectable: 0 }
    const { results } = await ingestEvents(world.ctx, {
      events: [
        well(0, 'SMART_REPORT', { serial: 'S2', ...readings }, at),
        well(0, 'SMART_REPORT', { serial: fresh, ...readings }, at),
      ],
    })
    expect(results).toMatchObject([{ outcome: 'below-threshold' }, { outcome: 'attached', ticket: number }])
    expect((await getTicket(world.ctx, { number })).components[0]).toMatchObject({ verifiedHow: 'telemetry' })
  })
})

describe('pieces with a serial', () => {
  it('go along with a transfer, and are gone where fewer are counted; the database would refuse to know more than lie there', async () => {
    const sku = await stocked(0)
    const [a, b, c] = [serial(), serial(), serial()]
    for (const one of [a, b, c]) await received(sku, one)
    const {
      id: _,
      code: __,
      ...other
    } = await world.db.warehouse.findUniqueOrThrow({ where: { code: site.warehouse.code } })
    const far = await world.db.warehouse.create({ data: { ...other, code: `FAR-${++counter}` } })
    const places = async () =>
      Promise.all([a, b, c].map(async (one) => (await getPart(world.ctx, { serial: one })).warehouse))
    const near = site.warehouse.code
    await transferStock(world.ctx, { sku, from: near, to: far.code, quantity: 2, reason: 'nearer' })
    expect(await places()).toEqual([far.code, far.code, near])
    const moved = await getPart(world.ctx, { serial: a })
    expect(moved.history[0]).toMatchObject({
      kind: 'RECEIVED',
      warehouse: far.code,
      reason: `from ${near}: nearer`,
    })
    await countStock(world.ctx, { sku, warehouse: far.code, counted: 1, reason: 'stocktake' })
    expect(await places()).toEqual([undefined, far.code, near])
    expect(await getPart(world.ctx, { serial: a })).toMatchObject({ state: 'REMOVED' })
  })

  it('are received and taken out with the stock, each in one place', async () => {
    const sku = await stocked(1)
    const [a, b] = [serial(), serial()]
    await received(sku, a, b)
    expect(await stockOf(sku)).toEqual([3, 0])
    await expect(received(sku, a)).rejects.toMatchObject({
      code: 'conflict',
      message: `${a} (${sku}) lies in ${site.warehouse.code}.`,
    })
    expect(await stockOf(sku)).toEqual([3, 0])
    const take = (serials: string[], quantity = -serials.length) =>
      moveStock(world.ctx, { sku, warehouse: site.warehouse.code, quantity, reason: 'sold', serials })
    await expect(take([a, b], -1)).rejects.toMatchObject({ code: 'validation', fields: [{ path: 'serials' }] })
    await expect(take([a, a])).rejects.toMatchObject({ code: 'validation' })
    await expect(take(['NONE'])).rejects.toMatchObject({ code: 'conflict' })
    await take([a])
    expect(await getPart(world.ctx, { serial: a })).toMatchObject({
      state: 'REMOVED',
      history: [{ kind: 'ISSUED' }, {}],
    })
    await received(sku, a)
    expect(await getPart(world.ctx, { serial: a })).toMatchObject({ state: 'IN_STOCK' })
  })

  it('that leave without a scan: the oldest count as gone, and may still be scanned in', async () => {
    const sku = await stocked(0)
    const [a, b] = [serial(), serial()]
    await received(sku, a, b)
    const first = await aStartedRepair(world, { server: barcode(0) })
    await scan(first, 'S1')
    await scan(first, sku)
    expect(await getPart(world.ctx, { serial: a })).toMatchObject({ state: 'REMOVED', history: [{ kind: 'LEFT' }, {}] })
    expect(await getPart(world.ctx, { serial: b })).toMatchObject({ state: 'IN_STOCK' })
    // It was the other one that went in.
    expect(await scan(first, b)).toMatchObject({ did: 'serial-noted' })
    const second = await aStartedRepair(world, { server: barcode(1), components: ['S2'] })
    await scan(second, 'S2')
    expect(await scan(second, a)).toMatchObject({ did: 'part-installed' })
    expect(await stockOf(sku)).toEqual([0, 0])
  })
})
