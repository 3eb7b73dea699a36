import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import type { Lease } from './under-lease'
import { writeUnderLease } from './write-under-lease'

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
  const effect =
    'task' in input
      ? Prisma.sql`task = ${input.task}`
      : Prisma.sql`intent = ${JSON.stringify(input.intent)}::jsonb, task = NULL`
  await writeUnderLease(ctx, input.lease, {
    writes: Prisma.sql`effect AS (
      UPDATE provision_steps SET ${effect} FROM held
      WHERE job_id = held.id AND position = ${input.position} AND status = 'RUNNING')`,
  })
}
