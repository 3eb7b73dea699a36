import { claimJob } from '../../services/provisioning/claim-job'
import { finishJob } from '../../services/provisioning/finish-job'
import { provisionOrder } from '../../services/provisioning/provision-order'
import type { TestWorld } from '../context'
import { allocatedOrder } from '../factories/provisioning'

/** The last two jobs of an order end at the same moment, on connections of their own. Returns each order's status. */
export async function endLastJobsTogether(world: TestWorld, rounds: number): Promise<string[]> {
  const seen: string[] = []
  for (let round = 0; round < rounds; round++) {
    const order = await allocatedOrder(world.db, 2)
    await provisionOrder(world.ctx, order)
    const jobs = await world.db.provisionJob.findMany({ where: { orderId: order.id }, select: { id: true } })
    const claimed = await Promise.all(
      jobs.map(({ id }) => claimJob(world.ctx, { jobId: id, owner: `worker of ${id}`, leaseMs: 60_000 })),
    )
    await Promise.all(
      claimed.map(async (claim) => {
        if (claim === null) throw new Error('A job could not be claimed')
        await finishJob(world.ctx, { lease: claim.lease, kind: 'provision', position: 7, end: { to: 'SUCCESS' } })
      }),
    )
    const ended = await world.db.order.findUniqueOrThrow({ where: { id: order.id }, select: { status: true } })
    seen.push(ended.status)
  }
  return seen
}
