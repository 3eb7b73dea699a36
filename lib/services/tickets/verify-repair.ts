import type { z } from 'zod'
import type { verifyInput } from '../../contracts/tickets/repair'
import type { TicketView } from '../../contracts/tickets/ticket'
import type { Ctx } from '../../db/context'
import { conflict, unknownReference } from '../../domain/errors'
import { refuseStep, repairSteps } from '../../domain/tickets/repair'
import { recordAudit } from '../audit/record-audit'
import { loadTicket } from './load-ticket'
import type { RepairTicket } from './repair-row'
import { toRepairFacts } from './ticket-view'
import { withRepair } from './with-repair'

type Input = z.output<typeof verifyInput> & { number: string }

/**
 * A person says that a component is well again, or all that are due, with a note of what was seen. Throws `step-not-due`
 * (409) where it was not mended yet.
 */
export async function verifyRepair(ctx: Ctx, input: Input): Promise<TicketView> {
  const { ticketId } = await withRepair(
    ctx,
    { number: input.number, operation: 'tickets.verify-repair' },
    async (tx, ticket) => {
      const names = dueNames(ticket, input.component)
      if (names.length === 0) return { result: null, changed: false }
      const now = tx.clock()
      await tx.db.ticketComponent.updateMany({
        where: { ticketId: ticket.id, name: { in: names }, verifiedAt: null },
        data: { verifiedAt: now, verifiedBy: tx.actor.name, verifiedHow: 'person', verifyNote: input.note },
      })
      await recordAudit(tx, {
        action: 'tickets.verify-repair',
        entity: 'ticket',
        key: ticket.number,
        datacenterId: ticket.datacenterId,
        detail: { verified: names, how: 'person', note: input.note },
      })
      return { result: null, changed: true }
    },
  )
  return loadTicket(ctx, ticketId)
}

/** What is verified by this; empty where it is already. */
function dueNames(ticket: RepairTicket, asked: string | undefined): string[] {
  const facts = toRepairFacts(ticket.row)
  if (asked !== undefined && !facts.components.some(({ name }) => name === asked))
    throw unknownReference('component', 'component', asked)
  const about = facts.components.filter(({ name }) => asked === undefined || name === asked)
  const steps = repairSteps(facts).filter(({ name }) => name === 'verify')
  const due = about.filter(({ name }) => steps.some((step) => step.component === name && step.state === 'now'))
  if (due.length > 0) return due.map(({ name }) => name)
  const later = about.find(({ verifiedAt }) => verifiedAt === undefined)
  if (later === undefined) return []
  const reason = refuseStep(facts, 'verify', later) ?? 'Nothing of it is to be verified.'
  throw conflict('step-not-due', reason, { ticket: ticket.number, component: later.name })
}
