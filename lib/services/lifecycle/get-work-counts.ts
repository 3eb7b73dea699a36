import type { Ctx } from '../../db/context'
import { visible } from '../access/authorize'
import { countLowStock } from '../tickets/count-low-stock'

export interface WorkCounts {
  orders: number
  tickets: number
  jobs: number
  /** Parts that run low in a warehouse. */
  stock: number
}

/**
 * Live work, as the nav shows it: orders on their way to a customer or back, tickets not ended, jobs pending or running,
 * and parts that run low.
 */
export async function getWorkCounts(ctx: Ctx): Promise<WorkCounts> {
  const inView = (operation: 'planning.read' | 'tickets.read' | 'provisioning.read') => {
    const ids = visible(ctx, operation)
    return ids === undefined ? {} : { datacenterId: ids }
  }
  const [orders, tickets, jobs, stock] = await Promise.all([
    ctx.db.order.count({
      where: {
        status: { in: ['DRAFT', 'PLANNED', 'ALLOCATED', 'PROVISIONING', 'FAILED', 'RELEASING'] },
        ...inView('planning.read'),
      },
    }),
    ctx.db.ticket.count({ where: { status: { in: ['OPEN', 'IN_PROGRESS'] }, ...inView('tickets.read') } }),
    ctx.db.provisionJob.count({
      where: { status: { in: ['PENDING', 'RUNNING'] }, order: inView('provisioning.read') },
    }),
    countLowStock(ctx),
  ])
  return { orders, tickets, jobs, stock }
}
