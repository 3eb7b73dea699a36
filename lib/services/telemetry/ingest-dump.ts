import { createHash } from 'node:crypto'
import type { IngestView } from '../../contracts/telemetry/event'
import type { Ctx } from '../../db/context'
import { can, datacentersFor, refusal } from '../../domain/access/permissions'
import { foldCode } from '../../domain/code'
import { AppError, forbidden } from '../../domain/errors'
import { type Dump, type DumpFormat, isUnreadable, type Reading } from '../../domain/telemetry/formats/reading'
import { clockWords, identityWithin, inOrder, timesOf } from '../../domain/telemetry/formats/reading-times'
import { findNamedServers } from './find-named-servers'
import { ingestEvents } from './ingest-events'
import { IngestSums } from './ingest-sums'
import { keepDump } from './keep-dump'
import { KEPT_DAYS } from './parse-events'
import { readDump } from './read-dump'

const OPERATION = 'telemetry.ingest-events'
const BATCH = 1_000

export interface DumpInput {
  format: DumpFormat
  body: Uint8Array<ArrayBuffer>
  contentType: string
  /** Whose it is; without it the dump's own names are looked up. */
  barcode?: string | undefined
  /** One that was kept, and is tried again: which, and when it came. */
  again?: { dump: string; received: Date }
}

type Rejection = IngestView['rejected'][number]
type Placed = { index: number; reading: Reading; barcode: string }
type Owner = { barcode: string; datacenterId: number }

/**
 * Takes what another program printed about a server: read into events, each with a hash of what makes it the same event when
 * the dump comes again, and then ingested as any others. A dump that cannot be read is kept to be looked at, and refused as
 * `unreadable`; one that speaks of no server that we know as `unknown-server`.
 */
export async function ingestDump(ctx: Ctx, input: DumpInput): Promise<IngestView> {
  if (!can(ctx.actor.grants, OPERATION)) throw forbidden(`${refusal(OPERATION)}.`, { operation: OPERATION })
  const received = input.again?.received ?? ctx.clock()
  const owner = input.barcode === undefined ? null : await ownerOf(ctx, input.barcode)
  const dump = readDump(input.format, input.body, received)
  if (isUnreadable(dump)) throw await refused(ctx, input, { owner, reason: dump.unreadable })
  const { placed, rejected } = await place(ctx, dump, owner)
  if (placed.length === 0 && dump.items.length > 0) {
    const [unknown] = rejected.flatMap(({ errors }) => errors.filter(({ code }) => code === 'unknown-server'))
    if (unknown === undefined)
      throw await refused(ctx, input, {
        owner,
        reason: rejected[0]?.errors[0]?.message ?? 'Nothing in it can be read.',
      })
    throw unknownServer(unknown.message, lookedFor(dump))
  }
  for (const note of dump.notes ?? []) ctx.log.warn({ format: input.format }, note)
  const sums = new IngestSums()
  for (const rejection of rejected) sums.reject(rejection)
  const events = toEvents(placed, { format: input.format, received, order: dump.order })
  for (let from = 0; from < events.length; from += BATCH) {
    const batch = events.slice(from, from + BATCH)
    const view = await ingestEvents(ctx, { events: batch.map(({ event }) => event) })
    sums.add(view, (index) => batch[index]?.index ?? index)
  }
  return sums.answer(dump.notes)
}

async function ownerOf(ctx: Ctx, barcode: string): Promise<Owner> {
  const rows = await ctx.db.$queryRaw<Owner[]>`
    SELECT barcode::text, datacenter_id AS "datacenterId" FROM servers WHERE barcode = ${barcode}::citext`
  const [owner] = rows
  if (owner === undefined) throw unknownServer(`There is no server ${barcode}.`, [barcode])
  if (!can(ctx.actor.grants, OPERATION, owner.datacenterId))
    throw forbidden(`You may not send for the datacenter of ${owner.barcode}.`, { operation: OPERATION })
  return owner
}

function unknownServer(message: string, names: readonly string[]): AppError {
  return new AppError('unknown-server', message, { details: { lookedFor: names.slice(0, 20) } })
}

function lookedFor(dump: Dump): string[] {
  const names = dump.items.flatMap((item) => (isUnreadable(item) ? [] : (item.from ?? [])))
  return [...new Set(names.flatMap(({ hostnames, serials }) => [...hostnames, ...serials]))]
}

async function refused(ctx: Ctx, input: DumpInput, why: { owner: Owner | null; reason: string }): Promise<AppError> {
  const { format } = input
  const unreadable = (dump: string) => new AppError('unreadable', why.reason, { details: { format, dump } })
  if (input.again !== undefined) return unreadable(input.again.dump)
  const mine = datacentersFor(ctx.actor.grants, OPERATION)
  // Whoever may send for one datacenter only speaks of a server there.
  const single = mine !== 'all' && mine.length === 1 ? mine[0] : undefined
  const dump = await keepDump(ctx, {
    ...input,
    barcode: why.owner?.barcode ?? null,
    datacenterId: why.owner?.datacenterId ?? single ?? null,
    reason: why.reason,
  })
  return unreadable(dump)
}

/** Finds each reading's server. What cannot be read, and what speaks of no server of ours, is rejected by its index. */
async function place(ctx: Ctx, dump: Dump, owner: Owner | null): Promise<{ placed: Placed[]; rejected: Rejection[] }> {
  const names = owner === null ? dump.items.flatMap((item) => ('from' in item && item.from ? [item.from] : [])) : []
  const find = await findNamedServers(ctx, names)
  const placed: Placed[] = []
  const rejected: Rejection[] = []
  const reject = (index: number, path: string, message: string, code: string) =>
    rejected.push({ index, errors: [{ path, message, code }] })
  for (const [index, item] of dump.items.entries()) {
    if (isUnreadable(item)) {
      reject(index, '', item.unreadable, 'unreadable')
      continue
    }
    const barcode = owner?.barcode ?? barcodeOf(find, item)
    if (typeof barcode === 'string') placed.push({ index, reading: item, barcode })
    else reject(index, 'barcode', barcode.unknown, 'unknown-server')
  }
  return { placed, rejected }
}

function barcodeOf(
  find: Awaited<ReturnType<typeof findNamedServers>>,
  { from }: Reading,
): string | { unknown: string } {
  const names = [...(from?.hostnames ?? []), ...(from?.serials ?? [])].join(', ')
  if (from === undefined || names === '') return { unknown: 'It names no server: send it with ?barcode=.' }
  const match = find(from)
  if ('ambiguous' in match) {
    const some = match.ambiguous.slice(0, 5).join(', ')
    return { unknown: `More than one server may be meant by ${names}: ${some}.` }
  }
  return match.found?.barcode ?? { unknown: `There is no server with this host name or serial number: ${names}.` }
}

/** Events in the order in which they happened, each with its place in the dump. */
function toEvents(
  placed: readonly Placed[],
  about: { format: DumpFormat; received: Date; order: Dump['order'] },
): { index: number; event: Record<string, unknown> }[] {
  const { format, received, order } = about
  const ordered = inOrder(placed, order)
  const times = timesOf(
    ordered.map(({ reading }) => reading),
    { received, keptDays: KEPT_DAYS, order },
  )
  return ordered.map(({ index, reading, barcode }, i) => {
    const ts = times[i] ?? received
    const identity = [foldCode(barcode), format, identityWithin(reading, received)].join('\n')
    return {
      index,
      event: {
        barcode,
        ts: ts.toISOString(),
        kind: reading.kind,
        payload: { ...reading.payload, ...clockWords(reading, ts) },
        eventHash: createHash('sha256').update(identity).digest('hex'),
      },
    }
  })
}
