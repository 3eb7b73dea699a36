import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client'

export type Db = PrismaClient

/**
 * A client with a pool of its own. Sessions are in UTC, without which the adapter reads timestamptz wrongly. A broken
 * connection leaves the pool and the next query opens another, so that a restarted PostgreSQL needs no restart of ours.
 */
export function createDb(url: string, options: { max?: number; onPoolError?: (error: Error) => void } = {}): Db {
  const adapter = new PrismaPg(
    {
      connectionString: url,
      options: '-c TimeZone=UTC',
      max: options.max ?? 10,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
    },
    { onPoolError: options.onPoolError ?? (() => undefined) },
  )
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 20_000 } })
}
