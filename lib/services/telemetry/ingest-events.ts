import { setImmediate } from 'node:timers/promises'
import type { IngestView } from '../../contracts/telemetry/event'
import { type Ctx, inTransaction, type TxCtx } from '../../db/context'
import { can, datacentersFor, refusal } from '../../domain/access/permissions'
import { foldCode, isCode, normaliseCode } from '../../domain/code'
import { forbidden } from '../../domain/errors'
import { claimEvents, claimKey } from './claim-events'
import { findFirstTickets } from './find-first-tickets'
import { type EventServer, findServers } from './find-servers'
import { lockHealing } from './lock-healing'
import { type ParsedEvent, parseEvents, type Rejection } from './parse-events'
import type { PlacedEvent } from './placed-event'
import { settleEvents } from './settle-events'
import { type WeighedEvent, weighEvents } from './weigh-events'

type Result = IngestView['results'][number]

/**
 * Takes a batch of events in one transaction and a fixed number of statements: each is judged by itself, the bad ones
 * are reported by index and the good ones kept. accepted + duplicates + rejected is what was sent, and results has one
 * entry for each, in the order sent. `events` are let go once they are read: a caller who keeps none of them either spares
 * the web process the carrying of thousands of objects while the database works.
 */
export async function ingestEvents(ctx: Ctx, input: { events: readonly unknown[] }): Promise<IngestView> {
  const operation = 'telemetry.ingest-events'
  if (!can(ctx.actor.grants, operation)) throw forbidden(`${refusal(operation)}.`, { operation })
  // Not awaited: this frame, and what was sent with it, is gone while the other waits.
  return takeIn(ctx, namesOf(input.events), readOnce(input.events, ctx.clock))
}

type Read = ReturnType<typeof parseEvents>

/** Reads events when it is asked first, and holds on to what it made of them. */
function readOnce(events: readonly unknown[], clock: () => Date): () => Promise<Read> {
  let unread = events
  let read: Promise<Read> | null = null
  const parse = () => {
    const parsed = parseEvents(unread, clock())
    unread = []
    return parsed
  }
  return () => {
    // Whoever asks has sent a statement, which is on its way before the thread is busy with this.
    read ??= setImmediate().then(parse)
    return read
  }
}

function takeIn(
  ctx: Ctx,
  named: readonly { barcode: string; kind: string }[],
  read: () => Promise<Read>,
): Promise<IngestView> {
  return inTransaction(ctx, async (tx) => {
    await lockHealing(tx, named)
    const finding = findServers(
      tx,
      named.map(({ barcode }) => barcode),
    )
    // Half of what a batch costs here is reading and hashing its events: the database looks for their servers meanwhile.
    const [{ servers, rules }, { good, bad }] = await Promise.all([finding, read()])
    const { placed, strangers } = placeEvents(tx, good, servers)
    const rejected = [...bad, ...strangers].sort((a, b) => a.index - b.index)
    const { first, repeats } = withoutRepeats(placed)
    const weighed = weighEvents(rules, first)
    // And while the database stores them, the answer is written as if all were new and light, which nearly all are.
    const [{ seen, ids, told }, results] = await Promise.all([
      claimEvents(tx, weighed),
      setImmediate().then(() => expectedResults(good.length + bad.length, rejected, weighed)),
    ])
    const settled = await settleEvents(
      tx,
      rules,
      weighed.flatMap(({ event, match, stored }) => {
        const id = ids.get(event.index)
        return id === undefined || match === null ? [] : [{ event: { ...event, id, stored }, match }]
      }),
    )
    const duplicates = [...repeats, ...first.filter((event) => seen.has(event.index))]
    const tickets = await ticketsOf(tx, duplicates, told)
    for (const { event, outcome, ticket } of settled) results[event.index] = resultOf(event, outcome, ticket)
    for (const event of duplicates) results[event.index] = resultOf(event, 'duplicate', tickets.get(event.index))
    return {
      accepted: first.length - seen.size,
      duplicates: duplicates.length,
      rejected,
      ticketsOpened: settled.filter(({ outcome }) => outcome === 'opened').length,
      results,
    }
  })
}

/** One for each of `count` events at its index, but for those that are repeats of others in the request. */
function expectedResults(count: number, rejected: readonly Rejection[], weighed: readonly WeighedEvent[]): Result[] {
  const results = new Array<Result>(count)
  for (const { index } of rejected) results[index] = { index, outcome: 'rejected' }
  for (const { event, stored } of weighed) results[event.index] = resultOf(event, stored.outcome, undefined)
  return results
}

/** The ticket that the first of each duplicate went to, by index: most were told by the claim already. */
async function ticketsOf(
  tx: TxCtx,
  duplicates: readonly PlacedEvent[],
  told: ReadonlyMap<number, string | undefined>,
): Promise<Map<number, string | undefined>> {
  const others = duplicates.filter((event) => !told.has(event.index))
  const found = await findFirstTickets(
    tx,
    others.map((event) => ({ ...toClaim(event), at: event.at })),
  )
  return new Map([...told, ...others.map((event) => [event.index, found.get(claimKey(toClaim(event)))] as const)])
}

const toClaim = (event: PlacedEvent) => ({ serverId: event.server.id, hash: event.hash })

function resultOf(event: ParsedEvent, outcome: string, ticket: string | undefined): Result {
  const result: Result = { index: event.index, eventHash: event.givenHash ?? event.hash, outcome }
  return ticket === undefined ? result : { ...result, ticket }
}

/** What events say they are of, before anybody has looked whether they are right. */
function namesOf(events: readonly unknown[]): { barcode: string; kind: string }[] {
  return events.flatMap((event) => {
    const { barcode, kind }: { barcode?: unknown; kind?: unknown } =
      typeof event === 'object' && event !== null ? event : {}
    return typeof barcode === 'string' && isCode(normaliseCode(barcode)) && typeof kind === 'string'
      ? [{ barcode, kind }]
      : []
  })
}

/** Gives each event its server; unknown ones, and those whose datacenter is not the sender's, are rejected. */
function placeEvents(
  tx: TxCtx,
  events: readonly ParsedEvent[],
  servers: ReadonlyMap<string, EventServer>,
): { placed: PlacedEvent[]; strangers: Rejection[] } {
  const mine = datacentersFor(tx.actor.grants, 'telemetry.ingest-events')
  const placed: PlacedEvent[] = []
  const strangers: Rejection[] = []
  for (const event of events) {
    const server = servers.get(foldCode(event.barcode))
    if (server === undefined) strangers.push(rejection(event, `There is no server ${event.barcode}.`, 'unknown-server'))
    else if (mine !== 'all' && !mine.includes(server.datacenterId))
      strangers.push(rejection(event, `You may not send for the datacenter of ${event.barcode}.`, 'forbidden'))
    else placed.push(Object.assign(event, { server }))
  }
  return { placed, strangers }
}

function rejection(event: ParsedEvent, message: string, code: string): Rejection {
  return { index: event.index, errors: [{ path: 'barcode', message, code }] }
}

/** Of the same event twice in one request the first counts. A derived hash says by itself which server it is of. */
function withoutRepeats(events: readonly PlacedEvent[]): { first: PlacedEvent[]; repeats: PlacedEvent[] } {
  const named = events.some((event) => event.givenHash !== null)
  const seen = new Set<string>()
  const first: PlacedEvent[] = []
  const repeats: PlacedEvent[] = []
  for (const event of events) {
    const key = named ? claimKey(toClaim(event)) : event.hash
    if (seen.has(key)) repeats.push(event)
    else first.push(event)
    seen.add(key)
  }
  return { first, repeats }
}
