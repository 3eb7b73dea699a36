import type { Ctx } from '../../db/context'
import { databaseError, SQLSTATE } from '../../db/database-error'
import { Prisma } from '../../db/generated/client'
import type { PastEvent } from '../../domain/telemetry/dry-run'

export interface PastEventRow extends PastEvent {
  id: number
  serverId: number
}

export interface PastEvents {
  rows: PastEventRow[]
  /** When the oldest that was looked at was, where there are older ones that were not. */
  cutAt: Date | null
}

const PAGE = 5_000
const STATEMENT_MS = 5_000
const FIRST_SLICE_MS = 6 * 3_600_000
const LEAST_SLICE_MS = 10 * 60_000
const LONGEST_SLICE_MS = 5 * 24 * 3_600_000
const QUICK_MS = 150
const SLOW_MS = 600

/**
 * The newest events of some kinds, newest first, until `most` of them were read or `budgetMs` has gone by. It walks the index
 * on (ts, id) that lists walk, in slices of time that grow where a slice is read quickly, so that each statement is short
 * and what has been read when time is up is whole up to a moment. An index on (kind, ts) would answer a rare kind at
 * once, but every event would pay for it at ingest (a third btree beside those on the server and the time) and a dry run
 * is asked a few times a day; a bloom or BRIN index on kind skips no block, as all kinds come mixed. Of the payload only
 * `fields` are read.
 */
export async function readPastEvents(
  ctx: Ctx,
  input: {
    kinds: readonly string[]
    fields: readonly string[]
    since: Date
    until: Date
    most: number
    budgetMs: number
    stop: () => void
  },
): Promise<PastEvents> {
  const { since, until, most, budgetMs, stop } = input
  const deadline = performance.now() + budgetMs
  return ctx.db.$transaction(
    async (db) => {
      await db.$executeRaw`SET TRANSACTION READ ONLY`
      await db.$executeRaw`SELECT set_config('statement_timeout', ${String(STATEMENT_MS)}, true)`
      const rows: PastEventRow[] = []
      let sliceMs = FIRST_SLICE_MS
      let at = { ts: until.getTime() + 1, id: 0 }
      while (at.ts > since.getTime()) {
        stop()
        if (rows.length >= most || performance.now() > deadline) return { rows, cutAt: new Date(at.ts) }
        const began = performance.now()
        const from = Math.max(since.getTime(), at.ts - sliceMs)
        const page = await db.$queryRaw<PastEventRow[]>(pageOf(input, at, from)).catch(orNothingInTime)
        if (page === null) return { rows, cutAt: new Date(at.ts) }
        for (const row of page) rows.push(row)
        const last = page.at(-1)
        at = page.length === PAGE && last !== undefined ? { ts: last.at, id: last.id } : { ts: from, id: 0 }
        const took = performance.now() - began
        if (took > SLOW_MS) sliceMs = Math.max(LEAST_SLICE_MS, sliceMs / 2)
        else if (took < QUICK_MS && page.length < PAGE) sliceMs = Math.min(LONGEST_SLICE_MS, sliceMs * 2)
      }
      return { rows, cutAt: null }
    },
    { maxWait: 10_000, timeout: budgetMs + 2 * STATEMENT_MS },
  )
}

/** Null where the statement took so long that the database gave it up: what was read before stands. */
function orNothingInTime(error: unknown): null {
  if (databaseError(error)?.sqlState === SQLSTATE.queryCanceled) return null
  throw error
}

function pageOf(
  { kinds, fields }: { kinds: readonly string[]; fields: readonly string[] },
  before: { ts: number; id: number },
  from: number,
): Prisma.Sql {
  const at = new Date(before.ts)
  return Prisma.sql`
    SELECT e.id::float8 AS id, e.server_id AS "serverId", e.kind, (extract(epoch FROM e.ts) * 1000)::float8 AS at,
           (extract(epoch FROM e.received_at) * 1000)::float8 AS received, e.outcome, e.reason,
           jsonb_build_object(${Prisma.join(fields.map((field) => Prisma.sql`${field}::text, e.payload -> ${field}::text`))}) AS payload
    FROM telemetry_events e
    WHERE e.ts >= ${new Date(from)} AND e.ts <= ${at} AND (e.ts, e.id) < (${at}, ${before.id}::bigint)
      AND e.kind = ANY(${[...kinds]}::text[])
    ORDER BY e.ts DESC, e.id DESC
    LIMIT ${PAGE}`
}
