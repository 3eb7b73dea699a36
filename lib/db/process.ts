import { databaseUrl } from '../env/env'
import { log } from '../env/log'
import { createDb, type Db } from './client'
import type { Log } from './context'

const holder = globalThis as typeof globalThis & { haasDb?: Db }

/** The one client of this process, made at first use from DATABASE_URL. */
export function processDb(): Db {
  holder.haasDb ??= createDb(databaseUrl(), {
    onPoolError: (error) => processLog().warn({ err: error }, 'a database connection broke'),
  })
  return holder.haasDb
}

export function processLog(): Log {
  return log()
}
