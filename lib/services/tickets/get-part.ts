import type { PartWithHistoryView } from '../../contracts/tickets/part'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import { visible } from '../access/authorize'
import { partSelect, toPartView, visibleParts } from './part-view'

const HISTORY = 100

/** One piece, with where it was. */
export async function getPart(ctx: Ctx, input: { serial: string }): Promise<PartWithHistoryView> {
  const row = await ctx.db.part.findFirst({
    where: { serial: input.serial, AND: [visibleParts(visible(ctx, 'tickets.read'))] },
    select: {
      ...partSelect,
      events: {
        select: {
          at: true,
          kind: true,
          actor: true,
          reason: true,
          warehouse: { select: { code: true } },
          server: { select: { barcode: true } },
          ticket: { select: { number: true } },
        },
        orderBy: { id: 'desc' },
        take: HISTORY,
      },
    },
  })
  if (row === null) throw notFound('part', input.serial)
  return {
    ...toPartView(row),
    history: row.events.map((event) => ({
      at: event.at.toISOString(),
      kind: event.kind,
      actor: event.actor,
      ...(event.reason === null ? {} : { reason: event.reason }),
      ...(event.warehouse === null ? {} : { warehouse: event.warehouse.code }),
      ...(event.server === null ? {} : { server: event.server.barcode }),
      ...(event.ticket === null ? {} : { ticket: event.ticket.number }),
    })),
  }
}
