import { PrismaPg } from '@prisma/adapter-pg'
import type { Ctx } from '../db/context'
import { PrismaClient } from '../db/generated/client'
import { oneAtATime } from '../db/one-at-a-time'

/**
 * Runs `work` on a client of its own and returns the statements that it sent, BEGIN and COMMIT included: budgets of lists
 * and batches, so that an N+1 shows as a diff.
 */
export async function countStatements(
  world: { url: string; ctx: Ctx },
  work: (ctx: Ctx) => Promise<unknown>,
): Promise<string[]> {
  const adapter = oneAtATime(new PrismaPg({ connectionString: world.url, options: '-c TimeZone=UTC', max: 2 }))
  const db = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] })
  const statements: string[] = []
  db.$on('query', (event) => statements.push(event.query))
  try {
    await work({ ...world.ctx, db })
    return statements
  } finally {
    await db.$disconnect()
  }
}
