import type { PartWithHistoryView } from '../../contracts/tickets/part'
import type { Ctx } from '../../db/context'
import { sendPartAway } from './send-part-away'

/** A piece goes back to its maker: one that was taken out of a server, or that lies in stock and leaves it. */
export async function returnPart(ctx: Ctx, input: { serial: string; reason: string }): Promise<PartWithHistoryView> {
  return sendPartAway(ctx, { ...input, to: 'RETURNED', operation: 'tickets.return-part' })
}
