import type { OrderEndingView } from '../../contracts/planning/order-ending'
import type { Ctx } from '../../db/context'
import { notFound } from '../../domain/errors'
import type { JobState } from '../../domain/job-state'
import { jobEndsWhen, type OrderEnd, stateWhenFree, wipedFirst } from '../../domain/orders/order-ending'
import type { ServerState } from '../../domain/server-state'
import { authorize } from '../access/authorize'
import { loadOrders } from '../planning/load-orders'
import { refuseEnding } from './refuse-ending'

interface Held {
  barcode: string
  state: ServerState
  place: string
  rackId: number | null
  needsWipe: boolean
  job: string | null
  jobStatus: JobState | null
  step: string | null
}

/**
 * What cancelling or releasing an order would do now, by the rules with which it is done (`order-ending`), without a lock: a
 * job that goes on meanwhile may have data on its server by then, which is wiped all the same.
 */
export async function getOrderEnding(ctx: Ctx, input: { number: string; action: OrderEnd }): Promise<OrderEndingView> {
  const { number, action } = input
  const [order] = await loadOrders(ctx, { number })
  if (order === undefined) throw notFound('order', number)
  authorize(ctx, 'planning.read', order.datacenterId)
  const held = await ctx.db.$queryRaw<Held[]>`
    SELECT s.barcode::text AS barcode, s.state::text AS state, s.rack_id AS "rackId", s.needs_wipe AS "needsWipe",
      coalesce(r.code::text || ' U' || s.u, w.code::text, '') AS place, j.id::text AS job, j.status::text AS "jobStatus",
      (SELECT step.name FROM provision_steps step WHERE step.job_id = j.id AND step.status = 'RUNNING'
        ORDER BY step.position LIMIT 1) AS step
    FROM allocations a JOIN servers s ON s.id = a.server_id
    LEFT JOIN racks r ON r.id = s.rack_id LEFT JOIN warehouses w ON w.id = s.warehouse_id
    LEFT JOIN provision_jobs j ON j.server_id = s.id AND j.order_id = a.order_id AND j.kind = 'provision'
      AND j.status IN ('PENDING', 'RUNNING')
    WHERE a.order_id = ${order.id} AND a.status = 'ACTIVE'
    ORDER BY r.code, s.u, s.barcode`
  refuseEnding(order, held, action)
  const servers = held.map((server) => ({
    barcode: server.barcode,
    state: server.state,
    place: server.place,
    to: stateWhenFree(server),
    wipe: wipedFirst(server, action),
    ...jobOf(server),
  }))
  const waits = servers.some(({ job }) => job?.ends === 'after-step')
  return {
    order: order.number,
    action,
    to: action === 'cancel' ? 'CANCELLED' : 'RELEASED',
    // A cancelled order waits for jobs that run, a released one for wipes.
    atOnce: action === 'cancel' ? !waits : servers.every(({ wipe }) => !wipe),
    servers,
  }
}

function jobOf({ job, jobStatus, step }: Held): Pick<OrderEndingView['servers'][number], 'job'> {
  const ends = jobStatus === null ? null : jobEndsWhen(jobStatus)
  if (job === null || ends === null) return {}
  return { job: { id: job, ends, ...(step === null ? {} : { step }) } }
}
