import type { Ctx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { type Lease, underLease } from './under-lease'

/**
 * Before the hardware is told: what the step is about to ask of it. After: what the hardware called it. Whoever goes on
 * after a crash looks for exactly that.
 */
export async function recordEffect(
  ctx: Ctx,
  input:
    | { lease: Lease; position: number; intent: Prisma.InputJsonObject }
    | { lease: Lease; position: number; task: string },
): Promise<void> {
  const { lease, position } = input
  await underLease(ctx, lease, async (tx) => {
    await tx.db.provisionStep.updateMany({
      where: { jobId: lease.jobId, position, status: 'RUNNING' },
      data: 'task' in input ? { task: input.task } : { intent: input.intent, task: null },
    })
  })
}
