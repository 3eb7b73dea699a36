import { type Clock, fromPrisma, PgBoss } from 'pg-boss'
import type { TxCtx } from '../db/context'
import { QUEUE_SCHEMA } from './queues'

type Database = ReturnType<typeof fromPrisma>

const holder = globalThis as typeof globalThis & { haasProducer?: Promise<PgBoss> }

/** Nothing in a web process polls, supervises or refreshes: the producer has no timers, and so needs no stopping. */
const WITHOUT_TIMERS: Clock = {
  now: () => Date.now(),
  setTimeout: () => ({}),
  clearTimeout: () => undefined,
  setInterval: () => ({}),
  clearInterval: () => undefined,
}

/** pg-boss looks once whether its schema is there, by a regclass, which Prisma cannot read: as text it can. */
function readable(db: Database): Database {
  return { executeSql: (text, values) => db.executeSql(text.replace(/to_regclass\([^)]*\)/, '$&::text'), values) }
}

/**
 * The process's pg-boss for sending only: no pool, no timers. It reads the queues once, in the first transaction that
 * enqueues, and from then on only shapes INSERTs that run in their own transactions.
 */
export async function producer(tx: TxCtx): Promise<PgBoss> {
  holder.haasProducer ??= new PgBoss({
    db: readable(fromPrisma(tx.db)),
    schema: QUEUE_SCHEMA,
    clock: WITHOUT_TIMERS,
    migrate: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
  }).start()
  try {
    return await holder.haasProducer
  } catch (error) {
    // The next transaction may have more luck.
    delete holder.haasProducer
    throw error
  }
}
