import type { Ctx } from '../../db/context'
import type { JobKind } from '../../domain/job-state'
import { announceProgress } from './announce-progress'
import { beginStep } from './begin-step'
import { type Lease, underLease } from './under-lease'

/** Marks a waiting step as running: a job's first, or the one at which it is tried again. */
export async function startStep(ctx: Ctx, input: { lease: Lease; kind: JobKind; position: number }): Promise<void> {
  const { lease } = input
  await underLease(ctx, lease, async (tx) => {
    await beginStep(tx, input)
    await announceProgress(tx, lease)
  })
}
