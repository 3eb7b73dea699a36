import type { BatchAnswerView, ServerChange } from '../../contracts/inventory/server-batch'
import type { Ctx } from '../../db/context'
import { isAppError, notFound } from '../../domain/errors'
import { placeHold } from '../inventory/place-hold'
import { scanServer } from '../inventory/scan-server'
import { makeTransition } from './transition-server'

export type ChangeLine = BatchAnswerView['results'][number]

/** Makes one of the changes that many can be given to one server, by the very use case of a single server. */
export async function changeOneServer(ctx: Ctx, barcode: string, change: ServerChange): Promise<void> {
  switch (change.kind) {
    case 'transition': {
      const { kind: _kind, ...transition } = change
      await makeTransition(ctx, { ...transition, barcode }, async () => undefined)
      return
    }
    case 'move': {
      // A scan takes in what it does not know; here only what is known is moved.
      const known = await ctx.db.server.findUnique({ where: { barcode }, select: { id: true } })
      if (known === null) throw notFound('server', barcode)
      await scanServer(ctx, { barcode, location: { warehouse: change.warehouse } })
      return
    }
    case 'hold':
      await placeHold(ctx, { server: barcode, reason: change.reason, until: change.until })
  }
}

/** What the line of a server says that was not changed: so already, or refused with the reason. */
export function lineOfRefusal(ctx: Ctx, error: unknown, barcode: string, change: ServerChange): ChangeLine {
  if (!isAppError(error)) {
    ctx.log.error({ err: error, barcode }, 'a server of many could not be changed')
    return { barcode, outcome: 'refused', code: 'internal', reason: 'Something went wrong on our side.' }
  }
  const { code, message: reason, details } = error
  const already =
    change.kind === 'hold'
      ? code === 'already-exists'
      : change.kind === 'transition' && code === 'illegal-transition' && details?.from === change.to
  return already ? { barcode, outcome: 'already' } : { barcode, outcome: 'refused', code, reason }
}
