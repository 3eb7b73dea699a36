import { isCode } from '@/lib/domain/code'
import { isAppError } from '@/lib/domain/errors'
import type { Ctx } from '@/lib/services/access/make-context'
import { getServer } from '@/lib/services/inventory/get-server'

/** The server, or null where there is none with this barcode or this person may not see it: a panel says so in its place. */
export async function findServer(ctx: Ctx, barcode: string) {
  if (!isCode(barcode)) return null
  try {
    return await getServer(ctx, { barcode })
  } catch (error) {
    if (isAppError(error) && (error.code === 'not-found' || error.code === 'forbidden')) return null
    throw error
  }
}
