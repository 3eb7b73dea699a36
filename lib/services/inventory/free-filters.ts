import { Prisma } from '../../db/generated/client'

export interface FreeFilters {
  free?: 'true' | 'false' | undefined
  minCpuCores?: number | undefined
  minRamGb?: number | undefined
  minNvmeGb?: number | undefined
  /** A day, UTC. */
  expectedOn?: string | undefined
}

/**
 * The filters behind the figures of capacity. free: planning may give it where its state allows it (the predicate of
 * lib/domain/planning/eligibility, as SQL; `eligible.db.test.ts` compares the two). min…: its model has at least so much.
 */
export function freeFilters(input: FreeFilters, now: Date): Prisma.Sql[] {
  const where: Prisma.Sql[] = []
  if (input.free !== undefined) {
    const free = Prisma.sql`(s.state IN ('RACKED', 'IN_WAREHOUSE') AND s.open_high_tickets = 0 AND NOT s.needs_wipe
      AND (s.hold_id IS NULL OR coalesce(s.hold_until <= ${now.toISOString()}::timestamptz, false)) AND EXISTS (
        SELECT 1 FROM server_models m WHERE m.id = s.model_id
          AND m.cpu_cores IS NOT NULL AND m.ram_gb IS NOT NULL AND m.nvme_gb IS NOT NULL))`
    where.push(input.free === 'true' ? free : Prisma.sql`NOT ${free}`)
  }
  const least = [
    [input.minCpuCores, Prisma.sql`cpu_cores`],
    [input.minRamGb, Prisma.sql`ram_gb`],
    [input.minNvmeGb, Prisma.sql`nvme_gb`],
  ] as const
  for (const [wanted, column] of least) {
    if (wanted === undefined) continue
    where.push(Prisma.sql`s.model_id IN (SELECT id FROM server_models WHERE ${column} >= ${wanted})`)
  }
  if (input.expectedOn !== undefined) {
    const day = `${input.expectedOn}T00:00:00Z`
    where.push(
      Prisma.sql`s.expected_at >= ${day}::timestamptz AND s.expected_at < ${day}::timestamptz + interval '24 hours'`,
    )
  }
  return where
}
