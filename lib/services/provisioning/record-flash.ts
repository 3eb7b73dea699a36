import type { Ctx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import type { Lease } from './under-lease'
import { writeUnderLease } from './write-under-lease'

type Flash = { task: string } | { flashed: true } | { restart: 'off' | 'on' }

/**
 * How far a hop's flash is: what the hardware calls its task (empty: it gives none to follow), then that the task has ended
 * well, then which half of the restart is about to be asked for. The version is read back after all of it.
 */
export async function recordFlash(
  ctx: Ctx,
  input: { lease: Lease; positions: readonly number[] } & Flash,
): Promise<void> {
  const { lease, positions } = input
  await writeUnderLease(ctx, lease, {
    writes: Prisma.sql`flash AS (
      UPDATE firmware_hops SET ${reached(ctx, input)}
      FROM held WHERE job_id = held.id AND position = ANY(${[...positions]}::int[]) AND status = 'RUNNING')`,
  })
}

function reached(ctx: Ctx, flash: Flash): Prisma.Sql {
  if ('task' in flash) return Prisma.sql`task = ${flash.task}`
  if ('flashed' in flash) return Prisma.sql`flashed_at = ${ctx.clock()}::timestamptz`
  return Prisma.sql`restart = ${flash.restart}`
}
