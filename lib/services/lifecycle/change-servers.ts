import type { z } from 'zod'
import type { BatchAnswerView, changeServersInput, ServerChange } from '../../contracts/inventory/server-batch'
import type { Ctx } from '../../db/context'
import { isAppError, notFound } from '../../domain/errors'
import { placeHold } from '../inventory/place-hold'
import { scanServer } from '../inventory/scan-server'
import { transitionServer } from './transition-server'

type Line = BatchAnswerView['results'][number]

/**
 * Makes one change to some servers, each by the very use case of a single server and in a transaction of its own: a refused one
 * leaves the others as they are. Sent again, what was done is told as already so.
 */
export async function changeServers(ctx: Ctx, input: z.output<typeof changeServersInput>): Promise<BatchAnswerView> {
  const results: Line[] = []
  for (const barcode of new Set(input.barcodes)) results.push(await lineOf(ctx, barcode, input.change))
  return { results }
}

const lineOf = async (ctx: Ctx, barcode: string, change: ServerChange): Promise<Line> => {
  try {
    await changeOne(ctx, barcode, change)
    return { barcode, outcome: 'done' }
  } catch (error) {
    if (!isAppError(error)) {
      ctx.log.error({ err: error, barcode }, 'a line of a batch failed')
      return { barcode, outcome: 'refused', code: 'internal', reason: 'Something went wrong on our side.' }
    }
    const { code, message: reason, details } = error
    const already = change.kind === 'transition' && code === 'illegal-transition' && details?.from === change.to
    return already ? { barcode, outcome: 'already' } : { barcode, outcome: 'refused', code, reason }
  }
}

const changeOne = async (ctx: Ctx, barcode: string, change: ServerChange): Promise<unknown> => {
  switch (change.kind) {
    case 'transition': {
      const { kind: _kind, ...transition } = change
      return transitionServer(ctx, { ...transition, barcode })
    }
    case 'move': {
      // A scan takes in what it does not know; here only what is known is moved.
      const known = await ctx.db.server.findUnique({ where: { barcode }, select: { id: true } })
      if (known === null) throw notFound('server', barcode)
      return scanServer(ctx, { barcode, location: { warehouse: change.warehouse } })
    }
    case 'hold':
      return placeHold(ctx, { server: barcode, reason: change.reason, until: change.until })
  }
}
