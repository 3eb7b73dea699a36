import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inTransaction } from '../../db/context'
import { countStatements } from '../../testing/count-statements'
import { aStartedRepair } from '../../testing/factories/repair'
import { repairLab } from '../../testing/repair-lab'
import { ingestEvents } from '../telemetry/ingest-events'
import { getTicket } from './get-ticket'
import { openTicket } from './open-ticket'
import { verifyByTelemetry } from './verify-by-telemetry'
import { verifyRepair } from './verify-repair'

let lab: Awaited<ReturnType<typeof repairLab>>
beforeAll(async () => {
  lab = await repairLab()
})
afterAll(() => lab.world.close())
beforeEach(() => lab.renew())

const well = (i: number, kind: string, payload: Record<string, unknown>, at: Date) => ({
  ...{ barcode: lab.barcode(i), ts: at.toISOString(), kind, payload },
})

describe('verifying', () => {
  it('by a person wants the repair to be done', async () => {
    await lab.stocked(1)
    const number = await aStartedRepair(lab.world, { server: lab.barcode(0) })
    await expect(verifyRepair(lab.world.ctx, { number, note: 'well' })).rejects.toMatchObject({
      code: 'step-not-due',
      message: 'Swap the part first.',
    })
    await expect(verifyRepair(lab.world.ctx, { number, component: 'S9', note: 'well' })).rejects.toMatchObject({
      code: 'unknown-reference',
    })
  })

  it('by telemetry: only what the new disk says after the swap counts, for any number in a fixed number of statements', async () => {
    const sku = await lab.stocked(0)
    const pieces = [lab.serial(), lab.serial()]
    await lab.received(sku, ...pieces)
    const numbers = []
    for (const i of [0, 1]) {
      const number = await aStartedRepair(lab.world, { server: lab.barcode(i) })
      await lab.scan(number, 'S1')
      await lab.scan(number, pieces[i] ?? '')
      numbers.push(number)
    }
    const report = (i: number, component: string, at = lab.now() + 1_000) => ({
      serverId: lab.serverId(i),
      type: 'REPLACE_DISK' as const,
      component,
      at: new Date(at),
    })
    const tell = (...reports: ReturnType<typeof report>[]) =>
      inTransaction(lab.world.ctx, (tx) => verifyByTelemetry(tx, reports))
    expect(
      await tell(report(0, pieces[0] ?? '', lab.now() - 60_000), report(0, 'S1'), report(0, pieces[1] ?? '')),
    ).toEqual([])
    const both = [report(0, pieces[0] ?? ''), report(1, pieces[1] ?? '')]
    const statements = await countStatements(lab.world, (ctx) =>
      inTransaction(ctx, (tx) => verifyByTelemetry(tx, both)),
    )
    // Look, write, the tickets, the audit rows, and BEGIN.
    expect(statements).toHaveLength(5)
    for (const number of numbers) {
      const { components, repair } = await getTicket(lab.world.ctx, { number })
      expect(components[0]).toMatchObject({ verifiedHow: 'telemetry', verifiedBy: 'telemetry' })
      expect(repair.done).toBe(1)
      expect((await lab.audits(number)).at(-1)).toContain('tickets.verify-by-telemetry')
    }
    expect(await tell(report(0, pieces[0] ?? ''))).toEqual([])
  })

  it('by telemetry before anybody came: it recovered, and is not verified', async () => {
    const { number } = await openTicket(lab.world.ctx, {
      server: lab.barcode(0),
      type: 'CHECK_COOLING',
      components: ['Inlet'],
    })
    const at = new Date(lab.now())
    await ingestEvents(lab.world.ctx, { events: [well(0, 'TEMPERATURE_OK', { sensor: 'Inlet' }, at)] })
    const ticket = await getTicket(lab.world.ctx, { number })
    expect(ticket.components).toEqual([{ name: 'Inlet', recoveredAt: at.toISOString() }])
    expect(ticket.status).toBe('WONT_FIX')
  })

  it('the report that verifies leads to the ticket; one of another disk does not', async () => {
    const sku = await lab.stocked(0)
    const fresh = lab.serial()
    await lab.received(sku, fresh)
    const number = await aStartedRepair(lab.world, { server: lab.barcode(0) })
    await lab.scan(number, 'S1')
    await lab.scan(number, fresh)
    const at = new Date(lab.now() + 1_000)
    const readings = { reallocated: 0, pending: 0, offlineUncorrectable: 0 }
    const { results } = await ingestEvents(lab.world.ctx, {
      events: [
        well(0, 'SMART_REPORT', { serial: 'S2', ...readings }, at),
        well(0, 'SMART_REPORT', { serial: fresh, ...readings }, at),
      ],
    })
    expect(results).toMatchObject([{ outcome: 'below-threshold' }, { outcome: 'attached', ticket: number }])
    expect((await getTicket(lab.world.ctx, { number })).components[0]).toMatchObject({ verifiedHow: 'telemetry' })
  })
})
