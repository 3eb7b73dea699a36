import type { Ctx } from '../../db/context'
import { queueReady } from '../../jobs/queue-ready'

/** 'ok', or in words what is wrong. */
export interface Readiness {
  database: string
  migrations: string
  queue: string
}

const PATIENCE_MS = 2_500

/** Whether the database answers, has every migration in `expected`, and holds the queues. Never throws. */
export async function checkReadiness(ctx: Ctx, expected: readonly string[]): Promise<Readiness> {
  const database = await attempt(async () => {
    await ctx.db.$queryRaw`SELECT 1`
    return 'ok'
  })
  if (database !== 'ok') return { database, migrations: 'not checked', queue: 'not checked' }
  const [migrations, queue] = await Promise.all([
    attempt(() => checkMigrations(ctx, expected)),
    attempt(async () => ((await queueReady(ctx)) ? 'ok' : 'a queue is missing')),
  ])
  return { database, migrations, queue }
}

async function checkMigrations(ctx: Ctx, expected: readonly string[]): Promise<string> {
  const rows = await ctx.db.$queryRaw<{ migration_name: string }[]>`
    SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`
  const applied = new Set(rows.map((row) => row.migration_name))
  const missing = expected.filter((name) => !applied.has(name))
  return missing.length === 0 ? 'ok' : `not applied: ${missing.join(', ')}`
}

/** A probe has to answer while the database does not. */
async function attempt(check: () => Promise<string>): Promise<string> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${PATIENCE_MS} ms`), PATIENCE_MS)
  })
  try {
    return await Promise.race([check(), late])
  } catch {
    // Who asks is anybody: the reason stands in the log of whatever failed for it.
    return 'not reachable'
  } finally {
    clearTimeout(timer)
  }
}
