import type { TxCtx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'

/** Ends the steps and hops that a cancelled job will not come to. */
export async function cancelOpenSteps(tx: TxCtx, jobId: string): Promise<void> {
  const open = { jobId, status: { in: ['PENDING', 'RUNNING'] } } satisfies Prisma.ProvisionStepWhereInput
  await tx.db.provisionStep.updateMany({ where: open, data: { status: 'CANCELLED', finishedAt: tx.clock() } })
  await tx.db.firmwareHop.updateMany({ where: open, data: { status: 'CANCELLED', finishedAt: tx.clock() } })
}
