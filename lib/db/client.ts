import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client'

export type Db = PrismaClient

/**
 * A client with a pool of its own. Sessions are in UTC, without which the adapter reads timestamptz wrongly. A broken
 * connection leaves the pool and the next query opens another, so that a restarted PostgreSQL needs no restart of ours.
 */
export function createDb(url: string, options: { max?: number; onPoolError?: (error: Error) => void } = {}): Db {
  const pool = new pg.Pool({
    connectionString: url,
    // A process that is frozen inside a transaction must not keep its locks: others go on without it.
    options: '-c TimeZone=UTC -c idle_in_transaction_session_timeout=10000',
    max: options.max ?? 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  })
  const broken = { at: Number.NEGATIVE_INFINITY }
  pool.on('connect', (client) => {
    client.on('error', () => {
      broken.at = performance.now()
    })
  })
  const adapter = new PrismaPg(pool, {
    onPoolError: options.onPoolError ?? (() => undefined),
    disposeExternalPool: true,
  })
  const db = new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 20_000 } })
  pools.set(db, { pool, broken })
  return db
}

const pools = new WeakMap<Db, { pool: pg.Pool; broken: { at: number } }>()

/** Connections of a client's pool: open, idle of those, and queries that wait for one. */
export function poolUse(db: Db): { open: number; idle: number; waiting: number } {
  const pool = pools.get(db)?.pool
  return { open: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 }
}

/**
 * Whether a connection of this client broke since `since` (performance.now). What runs on a broken connection fails with a
 * plain Error of the driver, without any code: this tells it from a fault of ours.
 */
export function connectionBrokeSince(db: Db, since: number): boolean {
  return (pools.get(db)?.broken.at ?? Number.NEGATIVE_INFINITY) >= since
}
