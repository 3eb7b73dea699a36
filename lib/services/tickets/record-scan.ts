import type { z } from 'zod'
import type { scanTicketInput, TicketScanView } from '../../contracts/tickets/repair'
import type { Ctx, TxCtx } from '../../db/context'
import { conflict, invalid, unknownReference } from '../../domain/errors'
import { decideScan, type ScanDecision } from '../../domain/tickets/scan-code'
import { recordAudit } from '../audit/record-audit'
import { type IdentifiedCode, identifyCode } from './identify-code'
import { installPart } from './install-part'
import { loadTicket } from './load-ticket'
import { noteSerial } from './note-serial'
import { placeInWords } from './place-words'
import { removePart } from './remove-part'
import type { RepairComponentRow, RepairTicket } from './repair-row'
import { toRepairFacts } from './ticket-view'
import { withRepair } from './with-repair'

type Input = z.output<typeof scanTicketInput> & { number: string }
type Done = Omit<TicketScanView, 'ticket'>

/**
 * Takes one scan of a repair: says what the code is and does the step that it is for. Throws `wrong-server`, `wrong-part`
 * or `step-not-due` (409) with the reason in words, and changes nothing then.
 */
export async function recordScan(ctx: Ctx, input: Input): Promise<TicketScanView> {
  if (input.force === true && input.note === undefined)
    throw invalid({ path: 'note', message: 'Say why you are sure that it is the right one.' })
  const { ticketId, result } = await withRepair(
    ctx,
    { number: input.number, operation: 'tickets.record-scan' },
    async (tx, ticket) => {
      const scanned = await identifyCode(tx, input.code, ticket.serverId)
      const decision = decide(ticket, scanned, input)
      const again = decision.step === 'scan-server' && ticket.row.serverScannedAt !== null
      const done = await doStep(tx, ticket, { decision, scanned, input })
      if (!again) await record(tx, ticket, done, input)
      return { result: done, changed: !again }
    },
  )
  return { ...result, ticket: await loadTicket(ctx, ticketId) }
}

function decide(ticket: RepairTicket, scanned: IdentifiedCode, input: Input) {
  const facts = toRepairFacts(ticket.row)
  const { component } = input
  if (component !== undefined && !facts.components.some(({ name }) => name === component))
    throw unknownReference('component', 'component', component)
  const server = { barcode: ticket.row.server.barcode, place: placeInWords(ticket.row.server) }
  return decideScan({ ...facts, server }, scanned, { component, force: input.force === true })
}

async function doStep(
  tx: TxCtx,
  ticket: RepairTicket,
  scan: { decision: ScanDecision; scanned: IdentifiedCode; input: Input },
): Promise<Done> {
  const { decision, scanned, input } = scan
  if (decision.step === 'refused') {
    const { code, message, component, forcible } = decision.refusal
    throw conflict(code, message, {
      ticket: ticket.number,
      ...(component === undefined ? {} : { component }),
      ...(forcible === undefined ? {} : { forcible }),
    })
  }
  if (decision.step === 'scan-server') return confirmServer(tx, ticket)
  const component = componentOf(ticket, decision.component)
  switch (decision.step) {
    case 'remove':
      await removePart(tx, { ticket, component, serial: scanned.code })
      if (input.note !== undefined) await addNote(tx, ticket, `${scanned.code} taken out: ${input.note}`)
      return { did: 'part-removed', component: component.name, message: `${scanned.code} is out. Put the new one in.` }
    case 'install': {
      const { sku } = await installPart(tx, { ticket, component, scanned })
      return { did: 'part-installed', component: component.name, message: `${sku} is in, for ${component.name}.` }
    }
    case 'note-serial':
      await noteSerial(tx, { ticket, component, serial: scanned.code })
      return {
        did: 'serial-noted',
        component: component.name,
        message: `${scanned.code} is the serial of the new part.`,
      }
  }
}

/** The one before whom somebody stands is the right one; the first who says so is remembered. */
async function confirmServer(tx: TxCtx, ticket: RepairTicket): Promise<Done> {
  await tx.db.ticket.updateMany({
    where: { id: ticket.id, serverScannedAt: null },
    data: { serverScannedAt: tx.clock(), serverScannedBy: tx.actor.name },
  })
  return { did: 'server-confirmed', message: `${ticket.row.server.barcode} is the right server.` }
}

function componentOf(ticket: RepairTicket, name: string): RepairComponentRow {
  const component = ticket.row.components.find((one) => one.name === name)
  if (component === undefined) throw new Error(`a step about ${name}, which the ticket does not have`)
  return component
}

async function addNote(tx: TxCtx, ticket: RepairTicket, text: string): Promise<void> {
  await tx.db.ticketNote.create({ data: { ticketId: ticket.id, at: tx.clock(), by: tx.actor.name, text } })
}

async function record(tx: TxCtx, ticket: RepairTicket, done: Done, input: Input): Promise<void> {
  await recordAudit(tx, {
    action: 'tickets.record-scan',
    entity: 'ticket',
    key: ticket.number,
    datacenterId: ticket.datacenterId,
    detail: {
      did: done.did,
      code: input.code,
      ...(done.component === undefined ? {} : { component: done.component }),
      ...(input.force === true ? { forced: true } : {}),
      ...(input.note === undefined ? {} : { note: input.note }),
    },
  })
}
