import type { ServerChange } from '../../contracts/inventory/server-batch'
import type { Ctx, TxCtx } from '../../db/context'
import { conflict, isAppError } from '../../domain/errors'
import { judgeChange } from '../../domain/server-batch'
import type { ServerState } from '../../domain/server-state'
import { serverWords } from '../../domain/state-words'
import {
  type ClaimedBulkChange,
  claimBulkChange,
  countChunk,
  endBulkChange,
  LostBulkChange,
  releaseBulkChange,
} from './bulk-change-lease'
import { CHUNK } from './bulk-change-view'
import { type ChangeLine, changeOneServer, lineOfRefusal } from './change-one-server'

/** Servers that are changed side by side: each waits for the database, not for the worker. */
const LANES = 3
/**
 * What fails each time must not be begun for ever: so many claims that bring it no further. Those that do are not counted, as a busy
 * database makes a chunk take longer than its lease, and one worker after another goes on with it.
 */
const MOST_CLAIMS = 30

interface Line {
  position: number
  barcode: string
  serverId: number | null
  state: ServerState | null
  orderId: number | null
  rackId: number | null
  warehouseId: number | null
}

interface Run {
  ctx: Ctx
  claimed: ClaimedBulkChange
  stopping: AbortSignal
}

/** The worker stops. */
class Stopped extends Error {}
/** It is what it was to become. */
class AlreadySo extends Error {}
/** What became of this server stands already, or is no longer this worker's to say. */
class PassedOver extends Error {}

/**
 * For the worker: takes a change of many servers and makes it, from its start or from where a lost worker left it. Each server
 * is changed by the use case of a single one, in a transaction that also says so in its line: whoever dies, and however many
 * workers are at it, each server is changed once. A stopping worker hands it back.
 */
export async function runBulkChange(
  worker: Ctx,
  { bulkChangeId, stopping }: { bulkChangeId: string; stopping: AbortSignal },
): Promise<void> {
  const claimed = await claimBulkChange(worker, bulkChangeId)
  if (claimed === null) return
  const ctx: Ctx = { ...worker, actor: claimed.actor, requestId: claimed.requestId }
  try {
    await drive({ ctx, claimed, stopping })
  } catch (error) {
    if (error instanceof LostBulkChange) return
    await releaseBulkChange(ctx, claimed)
    if (error instanceof Stopped) return
    throw error
  }
}

const drive = async (run: Run): Promise<void> => {
  const { ctx, claimed } = run
  if (claimed.tries > MOST_CLAIMS) {
    const problem = `It was begun ${MOST_CLAIMS} times and came no further; the log of the workers says why.`
    return endBulkChange(ctx, claimed, { status: 'FAILED', problem })
  }
  for (let counted = claimed.counted; counted < claimed.total; ) {
    const refused = await changeChunk(run, counted)
    counted = await countChunk(ctx, claimed, counted, refused)
  }
  await endBulkChange(ctx, claimed, { status: 'DONE' })
}

/** Changes the servers of a chunk that have no outcome yet; returns those that were not changed. */
const changeChunk = async (run: Run, counted: number): Promise<{ position: number; line: ChangeLine }[]> => {
  const { ctx, claimed, stopping } = run
  const open = await ctx.db.bulkChangeLine.findMany({
    where: { bulkChangeId: claimed.id, position: { gt: counted, lte: counted + CHUNK }, outcome: null },
    orderBy: { position: 'asc' },
  })
  const left = open.values()
  const unchanged: { position: number; line: ChangeLine }[] = []
  const lane = async (): Promise<void> => {
    for (const one of left) {
      if (stopping.aborted) throw new Stopped()
      const line = await changeLine(run, one)
      if (line !== null) unchanged.push({ position: one.position, line })
    }
  }
  // Each lane comes to its end before anything is counted or handed back.
  const ends = await Promise.allSettled(Array.from({ length: LANES }, lane))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return unchanged
}

/** What its line has to say yet; null where it is said. */
const changeLine = async ({ ctx, claimed }: Run, one: Line): Promise<ChangeLine | null> => {
  const { change } = claimed
  const first = async (tx: TxCtx) => {
    await refuseChanged(tx, one, change)
    await markDone(tx, claimed, one.position)
  }
  try {
    await changeOneServer({ ...ctx, first }, one.barcode, change)
    return null
  } catch (error) {
    if (error instanceof PassedOver) return null
    if (error instanceof AlreadySo) return { barcode: one.barcode, outcome: 'already' }
    // The database is away: that is no word about this server.
    if (isAppError(error) && error.code === 'unavailable') throw error
    const line = lineOfRefusal(ctx, error, one.barcode, change)
    return line.outcome === 'refused' ? { ...line, reason: previewed(error, one, change) ?? line.reason } : line
  }
}

/** What its state forbids, in the words of the preview: the same for all that are so, and those that were agreed to. */
function previewed(error: unknown, { state, rackId, warehouseId }: Line, change: ServerChange): string | null {
  if (state === null || !isAppError(error)) return null
  if (error.code !== 'illegal-transition' && error.code !== 'use-scan' && error.code !== 'use-order') return null
  const place = rackId !== null ? 'rack' : warehouseId !== null ? 'warehouse' : 'none'
  const judged = judgeChange({ state, place, hasBmc: false, held: false }, change, true)
  return judged.verdict === 'refused' ? judged.reason : null
}

/**
 * Locks its order and the server, in the order of locks, and refuses one that is not what it was when the change was asked for:
 * somebody else had another mind about it since. One that is what it was to become is so already.
 */
const refuseChanged = async (tx: TxCtx, one: Line, change: ServerChange): Promise<void> => {
  if (one.orderId !== null) await tx.db.$queryRaw`SELECT 1 FROM orders WHERE id = ${one.orderId} FOR NO KEY UPDATE`
  const target = change.kind === 'move' ? change.warehouse : null
  const [now] = await tx.db.$queryRaw<(Omit<Line, 'position' | 'barcode' | 'serverId'> & { there: boolean })[]>`
    SELECT s.state::text AS state, s.order_id AS "orderId", s.rack_id AS "rackId", s.warehouse_id AS "warehouseId",
      coalesce(w.code = ${target}::citext, false) AS there
    FROM servers s LEFT JOIN warehouses w ON w.id = s.warehouse_id WHERE s.id = ${one.serverId} FOR UPDATE OF s`
  if (now === undefined || now.state === null) return
  if (now.there || (change.kind === 'transition' && now.state === change.to)) throw new AlreadySo()
  const same = now.state === one.state && now.orderId === one.orderId
  if (same && now.rackId === one.rackId && now.warehouseId === one.warehouseId) return
  const word = serverWords[now.state].word.toLowerCase()
  const what = same ? 'was moved' : `became ${word}`
  throw conflict('conflict', `${one.barcode} ${what} after this change was asked for.`)
}

const markDone = async (tx: TxCtx, { id, epoch }: ClaimedBulkChange, position: number): Promise<void> => {
  const marked = await tx.db.$executeRaw`
    UPDATE bulk_change_lines l SET outcome = 'done' FROM bulk_changes b
    WHERE l.bulk_change_id = ${id}::uuid AND l.position = ${position} AND l.outcome IS NULL
      AND b.id = l.bulk_change_id AND b.epoch = ${epoch} AND b.status = 'RUNNING'`
  if (marked === 0) throw new PassedOver()
}
