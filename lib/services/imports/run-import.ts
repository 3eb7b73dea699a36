import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { isAppError } from '../../domain/errors'
import { type Counts, countVerdicts, type Verdict } from '../../domain/imports/verdict'
import {
  announceImport,
  beginPass,
  type Claimed,
  claimImport,
  endImport,
  keepBadRows,
  LostImport,
  recordProgress,
  releaseImport,
} from './import-lease'
import type { Claims, ImportPass } from './import-pass'
import { openImport } from './open-import'

/** Rows between two writes of progress: a worker that dies loses no more than these. */
const CHUNK = 500
/** Somebody else took a place or a barcode between the look and the writing: it is looked at anew. */
const ATTEMPTS = 4
/** All or nothing is one transaction, however many rows it has. */
const WHOLE_TIMEOUT_MS = 1_800_000
const CHUNK_TIMEOUT_MS = 60_000

/** What fails each time must not be begun for ever. */
const MOST_CLAIMS = 30

/** Rows from the first up to, and without, the second. */
type Slice = readonly [number, number]

interface Run {
  /** As whoever started it: their name stands in the audit log, and their grants decide. */
  ctx: Ctx
  claimed: Claimed
  pass: ImportPass
  stopping: AbortSignal
}

const NONE: Counts = { added: 0, changed: 0, unchanged: 0, bad: 0 }

class Stopped extends Error {}

/**
 * For the worker: takes an import and does it, from its start or from where a lost worker left it. Whatever is written
 * carries the claim's epoch, so that of two workers only the later one's counts. A stopping worker hands it back.
 */
export async function runImport(
  worker: Ctx,
  { importId, stopping }: { importId: string; stopping: AbortSignal },
): Promise<void> {
  const claimed = await claimImport(worker, importId)
  if (claimed === null) return
  const ctx: Ctx = { ...worker, actor: claimed.actor, requestId: `import:${claimed.id}` }
  try {
    await drive(ctx, claimed, stopping)
  } catch (error) {
    if (error instanceof LostImport) return
    await releaseImport(ctx, claimed)
    if (error instanceof Stopped) return
    throw error
  }
}

const drive = async (ctx: Ctx, claimed: Claimed, stopping: AbortSignal): Promise<void> => {
  if (claimed.epoch > MOST_CLAIMS) {
    const problem = `It was begun ${MOST_CLAIMS} times and never came to its end; the log of the workers says why.`
    await inTransaction(ctx, (tx) => endImport(tx, claimed, { status: 'FAILED', problem }))
    return
  }
  const sources = await ctx.db.importSource.findMany({ where: { importId: claimed.id }, orderBy: { position: 'asc' } })
  const reading = await openImport(
    claimed.kind,
    sources.map(({ name, body }) => ({ name, bytes: body })),
  )
  if (!reading.ok) {
    await inTransaction(ctx, (tx) => endImport(tx, claimed, { status: 'FAILED', problem: reading.problem }))
    return
  }
  const run: Run = { ctx, claimed, pass: reading.pass, stopping }
  if (claimed.mode === 'good' && !claimed.dryRun) await writeGood(run)
  else await checkThenWrite(run)
}

/** Looks at every row first. A dry run ends there, all or nothing where one is bad; else all is written at once. */
const checkThenWrite = async (run: Run): Promise<void> => {
  const { ctx, claimed } = run
  for (let attempt = 1; ; attempt++) {
    const counts = await check(run)
    if (claimed.dryRun || counts.bad > 0) {
      const status = claimed.dryRun ? 'CHECKED' : 'REFUSED'
      await inTransaction(ctx, (tx) => endImport(tx, claimed, { status }))
      return
    }
    try {
      await writeAll(run)
      return
    } catch (error) {
      if (!raced(error)) throw error
      if (attempt < ATTEMPTS) continue
      const problem = `Every row looks good, and the database refuses one of them all the same: ${error.message}`
      await inTransaction(ctx, (tx) => endImport(tx, claimed, { status: 'FAILED', problem }))
      return
    }
  }
}

const check = async (run: Run): Promise<Counts> => {
  const { ctx, claimed, pass } = run
  await begin(run, 'CHECKING')
  const claims: Claims = new Map()
  let counts = NONE
  for (const [from, to] of chunksOf(pass, 0)) {
    refuseWhenStopping(run)
    const verdicts = await pass.judge(ctx, from, to, claims)
    counts = plus(counts, countVerdicts(verdicts))
    const sums = counts
    await inTransaction(ctx, async (tx) => {
      await keepBadRows(tx, claimed.id, verdicts)
      await recordProgress(tx, claimed, { counts: sums, status: 'CHECKING' })
      await announceImport(tx, claimed.id)
    })
  }
  return counts
}

/** One transaction. Progress is told beside it, so that it is seen; it is true only when the transaction ends. */
const writeAll = async (run: Run): Promise<void> => {
  const { ctx, claimed, pass } = run
  await begin(run, 'WRITING')
  await inTransaction(
    ctx,
    async (tx) => {
      let counts = NONE
      await pass.lock(tx, 0, pass.count)
      for (const [from, to] of chunksOf(pass, 0)) {
        refuseWhenStopping(run)
        const verdicts = await pass.judge(tx, from, to, new Map())
        counts = plus(counts, countVerdicts(verdicts))
        if (counts.bad > 0) throw new Raced()
        await pass.write(tx, verdicts, { importId: claimed.id })
        await recordProgress(ctx, claimed, { counts, status: 'WRITING' })
        await inTransaction(ctx, (beside) => announceImport(beside, claimed.id))
      }
      await endImport(tx, claimed, { status: 'DONE' })
    },
    { timeoutMs: WHOLE_TIMEOUT_MS },
  )
}

/** Chunk by chunk, each with the progress that says so in its own transaction: no row is written twice, whoever dies. */
const writeGood = async (run: Run): Promise<void> => {
  const { ctx, claimed, pass } = run
  const before = await ctx.db.import.findUniqueOrThrow({ where: { id: claimed.id } })
  const resumed = before.status === 'WRITING' && before.rows === pass.count
  if (!resumed) await begin(run, 'WRITING')
  const { added, changed, unchanged, bad } = resumed ? before : NONE
  let counts: Counts = { added, changed, unchanged, bad }
  for (const [from, to] of chunksOf(pass, added + changed + unchanged + bad)) {
    refuseWhenStopping(run)
    counts = await writeChunk(run, counts, [from, to])
  }
  await inTransaction(ctx, (tx) => endImport(tx, claimed, { status: 'DONE' }))
}

/**
 * Where the database goes on refusing a chunk for what no look can see, it is halved: in the end the one row that it refuses is
 * bad, in the database's own words, and the others are written.
 */
const writeChunk = async (run: Run, before: Counts, [from, to]: Slice): Promise<Counts> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeSlice(run, before, [from, to])
    } catch (error) {
      if (!raced(error)) throw error
      if (attempt < ATTEMPTS) continue
      if (to - from === 1) return refuseRow(run, before, from, error)
    }
    const middle = Math.floor((from + to) / 2)
    return writeChunk(run, await writeChunk(run, before, [from, middle]), [middle, to])
  }
}

const writeSlice = ({ ctx, claimed, pass }: Run, before: Counts, [from, to]: Slice): Promise<Counts> =>
  inTransaction(
    ctx,
    async (tx) => {
      await pass.lock(tx, from, to)
      const verdicts = await pass.judge(tx, from, to, new Map())
      await pass.write(tx, verdicts, { importId: claimed.id })
      return tell(tx, claimed, before, verdicts)
    },
    { timeoutMs: CHUNK_TIMEOUT_MS },
  )

const refuseRow = ({ ctx, claimed, pass }: Run, before: Counts, at: number, error: unknown): Promise<Counts> => {
  const { row, line, file, text } = pass.row(at)
  const message = error instanceof Error ? error.message : String(error)
  const verdicts: Verdict[] = [{ row: { row, line, file, text }, outcome: 'bad', errors: [{ column: '', message }] }]
  return inTransaction(ctx, (tx) => tell(tx, claimed, before, verdicts))
}

const tell = async (tx: TxCtx, claimed: Claimed, before: Counts, verdicts: readonly Verdict[]): Promise<Counts> => {
  await keepBadRows(tx, claimed.id, verdicts)
  const counts = plus(before, countVerdicts(verdicts))
  await recordProgress(tx, claimed, { counts, status: 'WRITING' })
  await announceImport(tx, claimed.id)
  return counts
}

const begin = ({ ctx, claimed, pass }: Run, status: 'CHECKING' | 'WRITING'): Promise<void> =>
  inTransaction(ctx, (tx) => beginPass(tx, claimed, { status, rows: pass.count, columns: pass.columns }))

class Raced extends Error {
  override message = 'a row became bad while it was written.'
}

/** The database has refused what the look had let through: somebody was there in between. */
function raced(error: unknown): error is Error {
  const codes = ['already-exists', 'slot-taken', 'does-not-fit', 'barcode-retired', 'still-referenced', 'conflict']
  return error instanceof Raced || (isAppError(error) && codes.includes(error.code))
}

function refuseWhenStopping({ stopping }: Run): void {
  if (stopping.aborted) throw new Stopped()
}

function* chunksOf(pass: ImportPass, start: number): Generator<Slice> {
  for (let from = start; from < pass.count; from += CHUNK) yield [from, Math.min(from + CHUNK, pass.count)]
}

function plus(a: Counts, b: Counts): Counts {
  return {
    added: a.added + b.added,
    changed: a.changed + b.changed,
    unchanged: a.unchanged + b.unchanged,
    bad: a.bad + b.bad,
  }
}
