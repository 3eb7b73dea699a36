import type { Ctx } from '../../db/context'
import { visible } from '../access/authorize'

export interface WorkCounts {
  orders: number
  tickets: number
  jobs: number
}

/** Live work, as the nav shows it: orders on their way to a customer or back, tickets not ended, jobs pending or running. */
export async function getWorkCounts(ctx: Ctx): Promise<WorkCounts> {
  const inView = (operation: 'planning.read' | 'tickets.read' | 'provisioning.read') => {
    const ids = visible(ctx, operation)
    return ids === undefined ? {} : { datacenterId: ids }
  }
  const [orders, tickets, jobs] = await Promise.all([
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
  ])
  return { orders, tickets, jobs }
}
