import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { countStatement } from '../env/request-cost'
import { PrismaClient } from './generated/client'
import { oneAtATime } from './one-at-a-time'
import { statementNames } from './statement-names'

export type Db = PrismaClient

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: unknown) => void,
) => void

/**
 * A pool that remembers when a connection last broke, could not be opened, or was not to be had in time: of all of these the
 * driver says so in a plain Error without a code.
 */
class WatchedPool extends pg.Pool {
  /** performance.now of the last time. */
  brokenAt = Number.NEGATIVE_INFINITY

  constructor(config: pg.PoolConfig) {
    super(config)
    this.on('connect', (client) => client.on('error', () => this.mark()))
  }

  private mark(): void {
    this.brokenAt = performance.now()
  }

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Connected): void
  override connect(callback?: Connected): Promise<pg.PoolClient> | undefined {
    if (callback === undefined) {
      return super.connect().catch((error: unknown) => {
        this.mark()
        throw error
      })
    }
    super.connect((error, client, done) => {
      if (error !== undefined) this.mark()
      callback(error, client, done)
    })
    return undefined
  }
}

/**
 * A process that is frozen inside a transaction must not keep its locks: others go on without it. No statement here is long
 * enough to be shared out: to start a second process for a count of 2 ms takes ten times as long, and others wait for the core.
 */
const SESSION = '-c TimeZone=UTC -c idle_in_transaction_session_timeout=10000 -c max_parallel_workers_per_gather=0'

/**
 * A client with a pool of its own. Sessions are in UTC, without which the adapter reads timestamptz wrongly. A broken
 * connection leaves the pool and the next query opens another, so that a restarted PostgreSQL needs no restart of ours.
 */
export function createDb(url: string, options: { max?: number; onPoolError?: (error: Error) => void } = {}): Db {
  const pool = new WatchedPool({
    connectionString: url,
    options: SESSION,
    max: options.max ?? 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  })
  const names = statementNames()
  const adapter = new PrismaPg(pool, {
    onPoolError: options.onPoolError ?? (() => undefined),
    disposeExternalPool: true,
    // Asked once for each statement, on behalf of the request that sends it.
    statementNameGenerator: (query) => {
      countStatement()
      return names(query)
    },
  })
  const db = new PrismaClient({
    adapter: oneAtATime(adapter),
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  })
  pools.set(db, pool)
  return db
}

const pools = new WeakMap<Db, WatchedPool>()

/** Connections of a client's pool: open, idle of those, and queries that wait for one. */
export function poolUse(db: Db): { open: number; idle: number; waiting: number } {
  const pool = pools.get(db)
  return { open: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 }
}

/** Whether a connection broke, or was not to be had, since `since` (performance.now). If not, an unknown error is our fault. */
export function connectionBrokeSince(db: Db, since: number): boolean {
  return (pools.get(db)?.brokenAt ?? Number.NEGATIVE_INFINITY) >= since
}
