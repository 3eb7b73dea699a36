import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aStartedRepair } from '../../testing/factories/repair'
import { aCareSite, aStockedPart } from '../../testing/factories/tickets'
import { repairLab } from '../../testing/repair-lab'
import { editTicket } from './edit-ticket'
import { getPart } from './get-part'
import { getTicket } from './get-ticket'
import { moveStock } from './move-stock'
import { recordScan } from './record-scan'
import { undoScan } from './undo-scan'
import { verifyRepair } from './verify-repair'

let lab: Awaited<ReturnType<typeof repairLab>>
beforeAll(async () => {
  lab = await repairLab()
})
afterAll(() => lab.world.close())
beforeEach(() => lab.renew())

const states = async (number: string) =>
  (await getTicket(lab.world.ctx, { number })).repair.steps.map(({ name, state }) => `${name} ${state}`)

describe('a guided repair', () => {
  it('goes from the server to the verified new disk, one audit row a step, and stock falls by one', async () => {
    const sku = await lab.stocked(1)
    const piece = lab.serial()
    await lab.received(sku, piece)
    const number = await aStartedRepair(lab.world, { server: lab.barcode(0), confirmed: false })
    expect(await lab.stockOf(sku)).toEqual([1, 1])
    const before = (await lab.audits(number)).length

    expect(await lab.scan(number, lab.barcode(0))).toMatchObject({ did: 'server-confirmed' })
    expect(await lab.scan(number, 'S1')).toMatchObject({ did: 'part-removed', component: 'S1' })
    const { ticket } = await lab.scan(number, piece)
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
    const verified = await verifyRepair(lab.world.ctx, { number, note: 'SMART passed' })
    expect(verified).toMatchObject({
      components: [{ verifiedHow: 'person', verifyNote: 'SMART passed', verifiedBy: 'admin@test' }],
      repair: { done: 1, total: 1 },
    })
    expect(await editTicket(lab.world.ctx, { number, status: 'DONE' })).toMatchObject({ status: 'DONE' })

    expect(await lab.stockOf(sku)).toEqual([1, 0])
    expect((await lab.audits(number)).slice(before).map((line) => line.split(' ')[0])).toEqual([
      'tickets.record-scan',
      'tickets.record-scan',
      'tickets.record-scan',
      'tickets.verify-repair',
      'tickets.move-ticket',
    ])
    expect(await getPart(lab.world.ctx, { serial: piece })).toMatchObject({
      state: 'INSTALLED',
      server: lab.barcode(0),
      history: [
        { kind: 'INSTALLED', server: lab.barcode(0), ticket: number },
        { kind: 'RECEIVED', warehouse: lab.site().warehouse.code },
      ],
    })
    expect(await getPart(lab.world.ctx, { serial: 'S1' })).toMatchObject({
      state: 'REMOVED',
      history: [{ kind: 'REMOVED' }],
    })
  })

  it('takes the label of the part, then the serial of the piece', async () => {
    const sku = await lab.stocked(1)
    const number = await aStartedRepair(lab.world, { server: lab.barcode(0) })
    await lab.scan(number, 'S1')
    await lab.scan(number, sku)
    const fresh = lab.serial()
    expect(await lab.scan(number, fresh)).toMatchObject({
      did: 'serial-noted',
      ticket: { components: [{ installedSerial: fresh }] },
    })
    expect(await getPart(lab.world.ctx, { serial: fresh })).toMatchObject({
      state: 'INSTALLED',
      sku,
      server: lab.barcode(0),
    })
    await expect(lab.scan(number, fresh)).rejects.toMatchObject({ code: 'wrong-part' })
  })

  it('a second scan of the server changes nothing and leaves no audit row', async () => {
    const number = await aStartedRepair(lab.world, { server: lab.barcode(0) })
    const before = await lab.audits(number)
    const { version } = await getTicket(lab.world.ctx, { number })
    expect((await lab.scan(number, lab.barcode(0).toLowerCase())).ticket.version).toBe(version)
    expect(await lab.audits(number)).toEqual(before)
  })

  it('the serial and the asset number on its label confirm the server too', async () => {
    await lab.world.db.server.update({
      where: { id: lab.serverId(0) },
      data: { serial: 'CHASSIS-1', assetNumber: 'A-77' },
    })
    const number = await aStartedRepair(lab.world, { server: lab.barcode(0), confirmed: false })
    expect(await lab.scan(number, 'chassis-1')).toMatchObject({ did: 'server-confirmed' })
    expect(await lab.scan(number, 'a-77')).toMatchObject({ did: 'server-confirmed' })
  })

  it('who puts the ticket back leaves the next one to stand before the server anew', async () => {
    const number = await aStartedRepair(lab.world, { server: lab.barcode(0) })
    await editTicket(lab.world.ctx, { number, status: 'OPEN', assignee: null })
    expect(await getTicket(lab.world.ctx, { number })).not.toHaveProperty('serverScannedAt')
  })

  it('who says replaced by PATCH needs no scans', async () => {
    await lab.stocked(1)
    const number = await aStartedRepair(lab.world, { server: lab.barcode(0), confirmed: false })
    await editTicket(lab.world.ctx, { number, components: [{ name: 'S1', result: 'replaced' }], status: 'DONE' })
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
    const number = await aStartedRepair(lab.world, { server: lab.barcode(0), confirmed: false })
    await expect(lab.scan(number, lab.barcode(1))).rejects.toMatchObject({
      code: 'wrong-server',
      message: `This is ${lab.barcode(1)}, in ${lab.site().rack.code}, U2. The ticket is about ${lab.barcode(0)}, in ${lab.site().rack.code}, U1. Leave this one alone.`,
    })
    expect(await states(number)).toContain('scan-server now')
  })

  it('of a healthy disk, unless a person insists and says why', async () => {
    const number = await aStartedRepair(lab.world, { server: lab.barcode(0) })
    await expect(lab.scan(number, 'S-OTHER')).rejects.toMatchObject({
      code: 'wrong-part',
      details: { component: 'S1', forcible: true },
    })
    await expect(lab.scan(number, 'S-OTHER', { force: true })).rejects.toMatchObject({ code: 'validation' })
    const { ticket } = await lab.scan(number, 'S-OTHER', { force: true, note: 'the label was swapped' })
    expect(ticket.components[0]).toMatchObject({ removedSerial: 'S-OTHER' })
    expect(ticket.notes.at(-1)?.text).toBe('S-OTHER taken out: the label was swapped')
  })

  it('of a part that does not fit the model, or is no disk', async () => {
    await lab.stocked(1)
    const other = await aCareSite(lab.world.db, 0)
    const misfit = await lab.stocked(1, { models: [other.model.slug] })
    const ram = await lab.stocked(1, { kind: 'RAM' })
    const number = await aStartedRepair(lab.world, { server: lab.barcode(0) })
    await lab.scan(number, 'S1')
    await expect(lab.scan(number, misfit)).rejects.toMatchObject({
      code: 'wrong-part',
      message: `${misfit} does not fit Dell R650.`,
    })
    await expect(lab.scan(number, ram)).rejects.toMatchObject({
      code: 'wrong-part',
      message: `${ram} is RAM, and the ticket asks for DISK.`,
    })
  })

  it('of a part that is reserved for another ticket, or lies there no more', async () => {
    const [first, second] = [await lab.stocked(1), await lab.stocked(1)]
    const gone = await lab.stocked(1)
    await moveStock(lab.world.ctx, { sku: gone, warehouse: lab.site().warehouse.code, quantity: -1, reason: 'sold' })
    const holder = await aStartedRepair(lab.world, { server: lab.barcode(0) })
    const number = await aStartedRepair(lab.world, { server: lab.barcode(1), components: ['S2'] })
    expect((await getTicket(lab.world.ctx, { number })).components[0]?.part?.sku).toBe(second)
    await lab.scan(number, 'S2')
    await expect(lab.scan(number, first)).rejects.toMatchObject({
      code: 'wrong-part',
      message: `${first} in ${lab.site().warehouse.code} is reserved for ${holder}.`,
    })
    await expect(lab.scan(number, gone)).rejects.toMatchObject({
      message: `By our records no ${gone} lies in ${lab.site().warehouse.code}.`,
    })
  })

  it('of the one that just came out, of a piece that is built in elsewhere, and of what nobody knows', async () => {
    const sku = await lab.stocked(1)
    const piece = lab.serial()
    await lab.received(sku, piece)
    const done = await aStartedRepair(lab.world, { server: lab.barcode(1), components: ['T1'] })
    await lab.scan(done, 'T1')
    await lab.scan(done, piece)

    const number = await aStartedRepair(lab.world, { server: lab.barcode(0) })
    await lab.scan(number, 'S1')
    await expect(lab.scan(number, 'S1')).rejects.toMatchObject({ message: expect.stringContaining('just came out') })
    await expect(lab.scan(number, piece)).rejects.toMatchObject({
      message: `${piece} is built into ${lab.barcode(1)} already. Scan the new part.`,
    })
    await expect(lab.scan(number, 'T1')).rejects.toMatchObject({
      message: 'T1 is out of stock and of any server. If it is well, receive it into stock first.',
    })
    await expect(lab.scan(number, 'NONSENSE')).rejects.toMatchObject({
      message: expect.stringContaining('Nobody knows'),
    })
    expect(await states(number)).toContain('install now')
  })

  it('of a piece in another datacenter', async () => {
    await lab.stocked(1)
    const far = await aCareSite(lab.world.db, 0)
    const sku = await aStockedPart(lab.world.ctx, {
      warehouse: far.warehouse.code,
      models: [lab.site().model.slug],
      quantity: 0,
    })
    const piece = lab.serial()
    await moveStock(lab.world.ctx, {
      sku,
      warehouse: far.warehouse.code,
      quantity: 1,
      reason: 'delivery',
      serials: [piece],
    })
    const number = await aStartedRepair(lab.world, { server: lab.barcode(0) })
    await lab.scan(number, 'S1')
    await expect(lab.scan(number, piece)).rejects.toMatchObject({ message: expect.stringContaining('far from here') })
  })

  it('to whoever may not, and for a component or ticket that there is not', async () => {
    const number = await aStartedRepair(lab.world, { server: lab.barcode(0) })
    await expect(recordScan(lab.world.as('TECH'), { number, code: 'S1' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(lab.scan(number, 'S1', { component: 'S9' })).rejects.toMatchObject({ code: 'unknown-reference' })
    await expect(lab.scan('T-0', 'S1')).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('another part that fits', () => {
  it('takes the place of the reserved one, which goes to whoever waits', async () => {
    const reserved = await lab.stocked(1)
    const number = await aStartedRepair(lab.world, { server: lab.barcode(0) })
    const waiting = await aStartedRepair(lab.world, { server: lab.barcode(1), components: ['W1'] })
    expect((await getTicket(lab.world.ctx, { number: waiting })).components[0]?.part?.status).toBe('waiting')
    const other = await lab.stocked(0)
    // Received for nobody: what waits is given the other one.
    await lab.stocked(0)
    await moveStock(lab.world.ctx, {
      sku: other,
      warehouse: lab.site().warehouse.code,
      quantity: 2,
      reason: 'delivery',
    })
    await lab.scan(number, 'S1')
    const { ticket } = await lab.scan(number, other)
    expect(ticket.components[0]).toMatchObject({ result: 'replaced', part: { sku: other, status: 'consumed' } })
    expect(await lab.stockOf(reserved)).toEqual([1, 0])
    const ledger = await lab.world.db.stockMovement.findMany({
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
    const sku = await lab.stocked(0)
    const piece = lab.serial()
    await lab.received(sku, piece)
    const number = await aStartedRepair(lab.world, { server: lab.barcode(0) })
    await lab.scan(number, 'S1')
    await lab.scan(number, piece)
    await verifyRepair(lab.world.ctx, { number, note: 'well' })
    expect(await lab.stockOf(sku)).toEqual([0, 0])

    const undone = await undoScan(lab.world.ctx, { number })
    expect(undone.components[0]).toEqual({
      name: 'S1',
      part: expect.objectContaining({ sku, status: 'reserved' }),
      removedSerial: 'S1',
      removedAt: expect.any(String),
    })
    expect(await lab.stockOf(sku)).toEqual([0, 1])
    expect(await getPart(lab.world.ctx, { serial: piece })).toMatchObject({
      state: 'IN_STOCK',
      warehouse: lab.site().warehouse.code,
      history: [{ kind: 'PUT_BACK' }, { kind: 'INSTALLED' }, { kind: 'RECEIVED' }],
    })

    await undoScan(lab.world.ctx, { number })
    expect(await getPart(lab.world.ctx, { serial: 'S1' })).toMatchObject({ state: 'INSTALLED', server: lab.barcode(0) })
    await undoScan(lab.world.ctx, { number })
    expect(await states(number)).toContain('scan-server now')
    await expect(undoScan(lab.world.ctx, { number })).rejects.toMatchObject({ code: 'conflict' })
    expect((await lab.audits(number)).filter((line) => line.startsWith('tickets.undo-scan'))).toHaveLength(3)
  })

  it('not once the ticket is closed', async () => {
    const number = await aStartedRepair(lab.world, {
      server: lab.barcode(0),
      type: 'CHECK_COOLING',
      components: ['Inlet'],
    })
    await editTicket(lab.world.ctx, { number, status: 'DONE' })
    await expect(undoScan(lab.world.ctx, { number })).rejects.toMatchObject({ code: 'conflict' })
  })
})
