import type { z } from 'zod'
import type { editTicketInput, TicketView } from '../../contracts/tickets/ticket'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { lockServers } from '../../db/locks'
import { checkVersion } from '../../db/versions'
import { conflict, notFound } from '../../domain/errors'
import { ticketMachine } from '../../domain/ticket-state'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { refuseClashes } from '../audit/refuse-clashes'
import { changedFields } from '../inventory/changed-fields'
import { adjustHighTickets } from './adjust-high-tickets'
import { loadTicket } from './load-ticket'
import { lockServerSpares } from './lock-server-spares'
import { lockTicket } from './lock-ticket'
import type { LockedTicket } from './locked-ticket'
import { moveTicket } from './move-ticket'
import { settleComponents } from './settle-components'

type Input = z.output<typeof editTicketInput> & { number: string; ifMatch?: readonly number[] | '*' | undefined }

/**
 * Notes, assigns, settles components and moves a ticket, in this order and all or nothing, so that one request may carry
 * status DONE with the results that it needs. Each part of it needs its own permission.
 */
export async function editTicket(ctx: Ctx, input: Input): Promise<TicketView> {
  return inTransaction(ctx, async (tx) => {
    const found = await tx.db.ticket.findUnique({
      where: { number: input.number },
      select: { id: true, serverId: true, datacenterId: true },
    })
    if (found === null) throw notFound('ticket', input.number)
    authorizeEdit(tx, input, found.datacenterId)
    const components = input.components ?? []
    if (components.length > 0 || input.status === 'WONT_FIX') await lockServerSpares(tx, found.serverId)
    else await lockServers(tx, [found.serverId])
    const ticket = await lockTicket(tx, found.id)
    checkVersion('ticket', ticket.number, ticket.version, input.ifMatch)
    const { assignee, priority, base } = input
    const now = { assignee: ticket.assignee, priority: ticket.priority }
    await refuseClashes(tx, { entity: 'ticket', key: ticket.number, now, given: { assignee, priority }, base })

    const settled = await settle(tx, ticket, components)
    const edited = await editFields(tx, ticket, input)
    if (input.note !== undefined) {
      await tx.db.ticketNote.create({
        data: { ticketId: ticket.id, at: tx.clock(), by: tx.actor.name, text: input.note },
      })
    }
    if (settled.length > 0 || edited || input.note !== undefined) await recordEdit(tx, ticket, input, settled)
    if (input.status !== undefined) {
      // Its audit row names the note as the reason.
      await moveTicket(tx, { ...ticket, priority: input.priority ?? ticket.priority }, input.status, input.note)
    }
    return loadTicket(tx, ticket.id)
  })
}

function authorizeEdit(tx: TxCtx, input: Input, datacenterId: number): void {
  const { status, components, assignee, note, priority } = input
  if (status !== undefined) authorize(tx, 'tickets.move-ticket', datacenterId)
  if (components !== undefined && components.length > 0) authorize(tx, 'tickets.resolve-component', datacenterId)
  if (assignee !== undefined || note !== undefined || priority !== undefined || (!status && !components))
    authorize(tx, 'tickets.edit-ticket', datacenterId)
}

async function settle(
  tx: TxCtx,
  ticket: LockedTicket,
  components: readonly { name: string; result: 'replaced' | 'not-needed' }[],
): Promise<string[]> {
  if (components.length === 0) return []
  if (ticketMachine.isFinal(ticket.status)) throw closed(ticket)
  return settleComponents(tx, ticket, components)
}

/** Assignee and priority; true when something changed. Also counts the version for notes and components. */
async function editFields(tx: TxCtx, ticket: LockedTicket, input: Input): Promise<boolean> {
  const priority = input.priority !== undefined && input.priority !== ticket.priority ? input.priority : undefined
  const assignee = input.assignee !== undefined && input.assignee !== ticket.assignee ? input.assignee : undefined
  if (priority !== undefined && ticketMachine.isFinal(ticket.status)) throw closed(ticket)
  const touched =
    priority !== undefined || assignee !== undefined || input.note !== undefined || (input.components ?? []).length > 0
  if (!touched) return false
  await tx.db.ticket.update({
    where: { id: ticket.id },
    data: {
      ...(priority === undefined ? {} : { priority }),
      ...(assignee === undefined ? {} : { assignee }),
      updatedAt: tx.clock(),
      version: { increment: 1 },
    },
  })
  if (priority !== undefined) {
    const delta = Number(priority === 'HIGH') - Number(ticket.priority === 'HIGH')
    await adjustHighTickets(tx, new Map([[ticket.serverId, delta]]))
  }
  return priority !== undefined || assignee !== undefined
}

function closed(ticket: LockedTicket) {
  return conflict('conflict', `${ticket.number} is closed. The same fault later is a new ticket.`, {
    ticket: ticket.number,
    status: ticket.status,
  })
}

async function recordEdit(tx: TxCtx, ticket: LockedTicket, input: Input, settled: readonly string[]): Promise<void> {
  const results = (input.components ?? []).filter((component) => settled.includes(component.name))
  await recordAudit(tx, {
    action: 'tickets.edit-ticket',
    entity: 'ticket',
    key: ticket.number,
    datacenterId: ticket.datacenterId,
    detail: {
      ...changedFields(
        { assignee: ticket.assignee, priority: ticket.priority as string },
        { assignee: input.assignee, priority: input.priority },
      ),
      ...(results.length === 0 ? {} : { components: results }),
      ...(input.note === undefined ? {} : { note: input.note }),
    },
  })
}
