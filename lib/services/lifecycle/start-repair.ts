import type { z } from 'zod'
import type { startRepairInput } from '../../contracts/tickets/repair'
import type { TicketView } from '../../contracts/tickets/ticket'
import type { Ctx, TxCtx } from '../../db/context'
import { conflict, illegalTransition, notFound } from '../../domain/errors'
import { isPromised, serverMachine } from '../../domain/server-state'
import { ticketMachine } from '../../domain/ticket-state'
import { authorize } from '../access/authorize'
import { recordAudit } from '../audit/record-audit'
import { applyServerTransition } from '../inventory/apply-server-transition'
import { loadTicket } from '../tickets/load-ticket'
import { lockTicket } from '../tickets/lock-ticket'
import type { LockedTicket } from '../tickets/locked-ticket'
import { moveTicket } from '../tickets/move-ticket'
import { breakLockedServer } from './break-locked-server'
import { type LockedServer, withServerAndOrder } from './with-server-and-order'

type Input = z.output<typeof startRepairInput> & { number: string }

const ACTION = 'lifecycle.start-repair'

/**
 * The actor takes a ticket and starts it; with `outOfService` its server becomes BROKEN and REPAIRING where it is not yet,
 * and is given back when the ticket is done. A server that an order uses is taken from it only with `acceptLoss`: without it
 * 409 `in-use` says what would happen.
 */
export async function startRepair(ctx: Ctx, input: Input): Promise<TicketView> {
  const found = await ctx.db.ticket.findUnique({
    where: { number: input.number },
    select: { id: true, datacenterId: true, server: { select: { barcode: true } } },
  })
  if (found === null) throw notFound('ticket', input.number)
  return withServerAndOrder(ctx, found.server.barcode, async (tx, server) => {
    const ticket = await lockTicket(tx, found.id)
    authorize(tx, ACTION, ticket.datacenterId)
    if (ticketMachine.isFinal(ticket.status)) {
      throw conflict('conflict', `${ticket.number} is closed. The same fault later is a new ticket.`, {
        ticket: ticket.number,
      })
    }
    if (input.outOfService) await takeOut(tx, { ticket, server, acceptLoss: input.acceptLoss === true })
    await take(tx, ticket, input.outOfService)
    if (ticket.status === 'OPEN') await moveTicket(tx, ticket, 'IN_PROGRESS', undefined)
    return loadTicket(tx, ticket.id)
  })
}

async function take(tx: TxCtx, ticket: LockedTicket, outOfService: boolean): Promise<void> {
  const assignee = tx.actor.name
  await tx.db.ticket.update({
    where: { id: ticket.id },
    data: {
      assignee,
      ...(outOfService ? { outOfService: true } : {}),
      updatedAt: tx.clock(),
      version: { increment: 1 },
    },
  })
  await recordAudit(tx, {
    action: ACTION,
    entity: 'ticket',
    key: ticket.number,
    datacenterId: ticket.datacenterId,
    detail: { assignee: { from: ticket.assignee, to: assignee }, outOfService },
  })
}

async function takeOut(
  tx: TxCtx,
  repair: { ticket: LockedTicket; server: LockedServer; acceptLoss: boolean },
): Promise<void> {
  const { ticket, server, acceptLoss } = repair
  if (server.state === 'REPAIRING') return
  authorize(tx, 'inventory.transition-server', server.datacenterId)
  if (isPromised(server.state) && !acceptLoss) await refuseInUse(tx, server)
  const reason = `${ticket.number} is being repaired`
  if (server.state !== 'BROKEN') {
    if (!serverMachine.canGo(server.state, 'BROKEN')) {
      const allowed = serverMachine.allowed(server.state)
      throw illegalTransition('server', server.barcode, server.state, 'REPAIRING', allowed)
    }
    await breakLockedServer(tx, { serverId: server.id, action: ACTION, reason })
  }
  await applyServerTransition(tx, { serverId: server.id, to: 'REPAIRING', action: ACTION, reason })
}

async function refuseInUse(tx: TxCtx, server: LockedServer): Promise<never> {
  const order =
    server.orderId === null
      ? null
      : await tx.db.order.findUnique({ where: { id: server.orderId }, select: { number: true, customer: true } })
  const whose = order === null ? 'an order' : `${order.number} for ${order.customer}`
  throw conflict(
    'in-use',
    `${server.barcode} belongs to ${whose}. Taken out of service, it is lost to the order, which is degraded until it gets a substitute.`,
    { server: server.barcode, state: server.state, ...(order === null ? {} : { order: order.number }) },
  )
}
