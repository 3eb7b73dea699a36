import type { StockLocks } from '@/components/stock/stock-locks'
import { lockOf } from '@/lib/auth/page-locks'
import type { Ctx } from '@/lib/services/access/make-context'

/** Why each button of stock is locked for this person; null where it is not. */
export function stockLocks(ctx: Ctx): StockLocks {
  return {
    move: lockOf(ctx, 'tickets.move-stock'),
    transfer: lockOf(ctx, 'tickets.transfer-stock'),
    count: lockOf(ctx, 'tickets.count-stock'),
    edit: lockOf(ctx, 'tickets.edit-stock'),
    create: lockOf(ctx, 'tickets.create-spare-part'),
    editPart: lockOf(ctx, 'tickets.edit-spare-part'),
    sendBack: lockOf(ctx, 'tickets.return-part'),
    scrap: lockOf(ctx, 'tickets.scrap-part'),
  }
}
