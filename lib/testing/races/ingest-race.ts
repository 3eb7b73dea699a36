import { Random } from '@/prisma/seed/random'
import { ingestEvents } from '../../services/telemetry/ingest-events'
import type { TestWorld } from '../context'
import { aCareSite, aStockedPart } from '../factories/tickets'

const SENDERS = 8
const SERVERS = 6
const SLOTS = ['A1', 'A2', 'B1']
/** Fewer than there may be components, so that which of them gets one depends on who comes first. */
const STOCK = { DISK: 4, RAM: 3 }
const MINUTE_MS = 60_000

interface Said {
  /** Which server of the site; null: one that nobody knows. */
  server: number | null
  body: Record<string, unknown>
}

/** What events have come to. Which component has a part is left out, how many have and how many wait is not. */
export interface Outcome {
  tickets: string[]
  stock: string[]
  waiting: number
  stored: number
}

export interface IngestRound {
  seed: number
  /** One batch in order. */
  plain: Outcome
  /** The same events split, shuffled, repeated and sent by eight at once. */
  raced: Outcome
}

/** The same events to two sites alike: in order to the one, in disorder to the other. */
export async function raceIngest(world: TestWorld, seed: number): Promise<IngestRound> {
  const random = new Random(seed)
  const said = Array.from({ length: random.int(40, 160) }, (_, n) => anything(random, n))
  const ordered = await aStockedSite(world)
  await ingestEvents(world.ctx, { events: said.map((one) => eventAt(ordered, one)) })
  const disordered = await aStockedSite(world)
  const copies = shuffled(
    random,
    said.flatMap((one) => Array.from({ length: random.int(1, 3) }, () => eventAt(disordered, one))),
  )
  const shares = Array.from({ length: SENDERS }, (_, sender) =>
    batchesOf(
      random,
      copies.filter((_event, n) => n % SENDERS === sender),
    ),
  )
  await Promise.all(
    shares.map(async (batches) => {
      for (const events of batches) await ingestEvents(world.ctx, { events })
    }),
  )
  return { seed, plain: await outcomeOf(world, ordered), raced: await outcomeOf(world, disordered) }
}

type StockedSite = Awaited<ReturnType<typeof aStockedSite>>

async function aStockedSite(world: TestWorld) {
  const site = await aCareSite(world.db, SERVERS)
  const at = { warehouse: site.warehouse.code, models: [site.model.slug] }
  for (const [kind, quantity] of Object.entries(STOCK)) await aStockedPart(world.ctx, { ...at, kind, quantity })
  return site
}

/** Something that a server may say, or that nobody should. No two have the same time. */
function anything(random: Random, n: number): Said {
  const ts = new Date(Date.now() - (n + 1) * MINUTE_MS).toISOString()
  const server = random.int(0, SERVERS - 1)
  const say = (kind: string, payload: object): Said => ({ server, body: { ts, kind, payload } })
  switch (random.int(0, 7)) {
    case 0:
      return say('SMART_FAIL', { device: '/dev/sda', serial: `DISK-${server}-${random.int(1, 3)}` })
    case 1:
    case 2:
      return say('ECC_ERRORS', { count: random.int(8, 12), dimm: random.pick(SLOTS) })
    case 3:
      return say('OVERHEAT', { celsius: random.int(85, 99), sensor: random.pick(['Inlet', 'CPU1']) })
    case 4:
      return say('HOST_UNREACHABLE', {})
    case 5:
      return { ...say('SMART_FAIL', { serial: 'X' }), server: null }
    case 6:
      return random.pick([
        { server, body: { ts, kind: 'lower case', payload: {} } },
        { server, body: { ts: 'yesterday', kind: 'OVERHEAT', payload: {} } },
        { server, body: { ts, kind: 'OVERHEAT', payload: 'hot' } },
      ])
    default:
      return say('FAN_SLOW', { rpm: random.int(0, 3) })
  }
}

function eventAt(site: StockedSite, { server, body }: Said): Record<string, unknown> {
  const barcode = server === null ? `NOBODY-${site.datacenter.id}` : site.servers[server]?.barcode
  return { barcode, ...body }
}

function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const keyed = items.map((item) => ({ item, at: random.next() }))
  return keyed.sort((a, b) => a.at - b.at).map(({ item }) => item)
}

function batchesOf<T>(random: Random, items: readonly T[]): T[][] {
  const batches: T[][] = []
  for (let from = 0; from < items.length; ) {
    const size = random.int(1, 12)
    batches.push(items.slice(from, from + size))
    from += size
  }
  return batches
}

/** Barcodes as their place in the site, so that two sites can be compared. */
async function outcomeOf(world: TestWorld, site: StockedSite): Promise<Outcome> {
  const places = new Map(site.servers.map((server, index) => [server.id, index]))
  const ids = { in: [...places.keys()] }
  const tickets = await world.db.ticket.findMany({
    where: { serverId: ids },
    select: { serverId: true, type: true, priority: true, status: true, eventCount: true, components: true },
  })
  const stock = await world.db.stock.findMany({
    where: { warehouseId: site.warehouse.id },
    select: { available: true, reserved: true, sparePart: { select: { kind: true } } },
  })
  return {
    tickets: tickets
      .map(({ serverId, type, priority, status, eventCount, components }) => {
        const names = components.map((component) => component.name).sort()
        return `${places.get(serverId)} ${type} ${priority} ${status} ${eventCount}: ${names.join(', ')}`
      })
      .sort(),
    stock: stock.map((row) => `${row.sparePart.kind} ${row.available} + ${row.reserved}`).sort(),
    waiting: tickets.flatMap(({ components }) => components).filter(({ partStatus }) => partStatus === 'WAITING')
      .length,
    stored: await world.db.telemetryEvent.count({ where: { serverId: ids } }),
  }
}
