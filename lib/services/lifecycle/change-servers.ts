import type { z } from 'zod'
import type { BatchAnswerView, changeServersInput, ServerChange } from '../../contracts/inventory/server-batch'
import type { Ctx } from '../../db/context'
import { type ChangeLine, changeOneServer, lineOfRefusal } from './change-one-server'

/**
 * Makes one change to some servers, each in a transaction of its own: a refused one leaves the others as they are. Sent again,
 * what was done is told as already so.
 */
export async function changeServers(ctx: Ctx, input: z.output<typeof changeServersInput>): Promise<BatchAnswerView> {
  const results: ChangeLine[] = []
  for (const barcode of new Set(input.barcodes)) results.push(await lineOf(ctx, barcode, input.change))
  return { results }
}

const lineOf = async (ctx: Ctx, barcode: string, change: ServerChange): Promise<ChangeLine> => {
  try {
    await changeOneServer(ctx, barcode, change)
    return { barcode, outcome: 'done' }
  } catch (error) {
    return lineOfRefusal(ctx, error, barcode, change)
  }
}
