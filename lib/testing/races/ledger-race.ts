import { inTransaction } from '../../db/context'
import type { PartFacts } from '../../domain/tickets/part-facts'
import { countStock } from '../../services/tickets/count-stock'
import { editSparePart } from '../../services/tickets/edit-spare-part'
import { editTicket } from '../../services/tickets/edit-ticket'
import { listTickets } from '../../services/tickets/list-tickets'
import { moveStock } from '../../services/tickets/move-stock'
import { openOrAttach } from '../../services/tickets/open-or-attach'
import { transferStock } from '../../services/tickets/transfer-stock'
import type { TestWorld } from '../context'
import { aCareSite, aStockedPart } from '../factories/tickets'

export interface LedgerRound {
  /** Stock rows whose movements do not add up to them. */
  unsound: number
  /** Stock rows of which the components do not hold just the reserved pieces. */
  unheld: number
  /** Components that hold a part which what is known of both forbids, by model or by facts. */
  wrong: number
  /** Components that wait although a part that fits is available in their datacenter. */
  forgotten: number
}

export const SOUND_ROUND: LedgerRound = { unsound: 0, unheld: 0, wrong: 0, forgotten: 0 }

const FACTS: readonly PartFacts[] = [
  {},
  { interface: 'SATA' },
  { interface: 'SAS' },
  { interface: 'SATA', sizeGb: 960 },
  { interface: 'SAS', sizeGb: 480 },
]

/** From a fixed seed, so that the operations of a round can be repeated; how they meet cannot. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

type Site = Awaited<ReturnType<typeof aCareSite>>
type Hand = (random: (below: number) => number) => Promise<unknown>

/** Two datacenters with servers of one model, and three kinds of disk in the warehouses of both. */
async function aWorld(world: TestWorld): Promise<{ sites: Site[]; skus: string[] }> {
  const sites = [await aCareSite(world.db, 4), await aCareSite(world.db, 4)]
  const model = sites[0]?.model
  if (model === undefined) throw new Error('a site without its model')
  for (const { servers } of sites)
    await world.db.server.updateMany({
      where: { id: { in: servers.map(({ id }) => id) } },
      data: { modelId: model.id },
    })
  const skus = []
  for (const facts of FACTS.slice(0, 3))
    skus.push(
      await aStockedPart(world.ctx, {
        ...{ warehouse: sites[0]?.warehouse.code ?? '', models: [model.slug], quantity: 2, facts },
      }),
    )
  return { sites, skus }
}

function handsOf(world: TestWorld, { sites, skus }: { sites: Site[]; skus: string[] }): readonly Hand[] {
  const { ctx } = world
  const pick = <T>(random: (below: number) => number, from: readonly T[]): T => {
    const one = from[random(from.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }
  const place = (random: (below: number) => number) => pick(random, sites).warehouse.code
  const move: Hand = (random) =>
    moveStock(ctx, { sku: pick(random, skus), warehouse: place(random), quantity: random(5) - 2 || 1, reason: 'r' })
  const send: Hand = (random) => {
    const [from, to] = random(2) === 0 ? [sites[0], sites[1]] : [sites[1], sites[0]]
    const ends = { from: from?.warehouse.code ?? '', to: to?.warehouse.code ?? '' }
    return transferStock(ctx, { sku: pick(random, skus), ...ends, quantity: 1 + random(2), reason: 'r' })
  }
  const count: Hand = (random) =>
    countStock(ctx, { sku: pick(random, skus), warehouse: place(random), counted: random(6), reason: 'r' })
  const open: Hand = (random) => {
    const faults = Array.from({ length: 1 + random(2) }, () => ({
      ...{ serverId: pick(random, pick(random, sites).servers).id, type: 'REPLACE_DISK' as const },
      priority: pick(random, ['HIGH', 'NORMAL', 'LOW'] as const),
      ...{ component: `C${random(3)}`, events: 1 as const, facts: pick(random, FACTS) },
    }))
    return inTransaction(ctx, (tx) => openOrAttach(tx, { faults, action: 'telemetry.ingest-events' }))
  }
  const end: Hand = async (random) => {
    const { items } = await listTickets(ctx, { limit: 50, status: ['OPEN', 'IN_PROGRESS'] })
    if (items.length === 0) return
    const ticket = pick(random, items)
    if (random(3) === 0) return editTicket(ctx, { number: ticket.number, status: 'WONT_FIX' })
    const components = ticket.components
      .filter((component) => component.result === undefined)
      .map(({ name }) => ({ name, result: pick(random, ['replaced', 'not-needed'] as const) }))
    return editTicket(ctx, { number: ticket.number, components: components.slice(0, 1 + random(3)) })
  }
  const know: Hand = (random) => editSparePart(ctx, { sku: pick(random, skus), facts: pick(random, FACTS) })
  return [move, move, send, count, open, open, open, end, end, know]
}

/** So many people at once, each on a connection of its own, do so many things at random with the stock of two datacenters. */
export async function raceLedger(
  world: TestWorld,
  size: { rounds: number; people: number; steps: number; seed: number },
): Promise<LedgerRound[]> {
  const seen: LedgerRound[] = []
  for (let round = 0; round < size.rounds; round++) {
    const set = await aWorld(world)
    const hands = handsOf(world, set)
    await Promise.all(
      Array.from({ length: size.people }, async (_, person) => {
        const random = randomFrom(size.seed + round * 1_000 + person)
        for (let step = 0; step < size.steps; step++) {
          const hand = hands[random(hands.length)]
          await hand?.(random).catch((error: { code?: string }) => {
            // A refusal is an answer; anything else is a mistake.
            if (!REFUSALS.includes(error.code ?? '')) throw error
          })
        }
      }),
    )
    seen.push(await look(world, set.skus))
  }
  return seen
}

const REFUSALS = ['insufficient-stock', 'components-waiting', 'conflict', 'illegal-transition', 'stale']

async function look(world: TestWorld, skus: readonly string[]): Promise<LedgerRound> {
  const [row] = await world.db.$queryRaw<LedgerRound[]>`
    WITH mine AS (SELECT * FROM spare_parts WHERE sku = ANY(${[...skus]}::text[]::citext[])),
    sums AS (
      SELECT s.*, coalesce((SELECT sum(m.available_delta) FROM stock_movements m
                            WHERE m.spare_part_id = s.spare_part_id AND m.warehouse_id = s.warehouse_id), 0) AS a,
             coalesce((SELECT sum(m.reserved_delta) FROM stock_movements m
                       WHERE m.spare_part_id = s.spare_part_id AND m.warehouse_id = s.warehouse_id), 0) AS r,
             (SELECT count(*) FROM ticket_components c WHERE c.part_status = 'RESERVED'
              AND c.spare_part_id = s.spare_part_id AND c.warehouse_id = s.warehouse_id) AS held
      FROM stock s JOIN mine ON mine.id = s.spare_part_id
    ),
    pairs AS (
      -- Every live component beside every one of the parts: may it have it, as far as these facts go?
      SELECT c.id, c.part_status, c.spare_part_id AS has, p.id AS part, sv.datacenter_id,
             coalesce(c.facts->>'interface' = p.facts->>'interface', true)
             AND coalesce((c.facts->>'sizeGb')::int <= (p.facts->>'sizeGb')::int, true) AS fits
      FROM ticket_components c JOIN tickets t ON t.id = c.ticket_id AND t.status IN ('OPEN', 'IN_PROGRESS')
      JOIN servers sv ON sv.id = t.server_id JOIN spare_part_models m ON m.model_id = sv.model_id JOIN mine p ON p.id = m.spare_part_id
    )
    SELECT (SELECT count(*)::int FROM sums WHERE available <> a OR reserved <> r OR available < 0 OR reserved < 0) AS unsound,
           (SELECT count(*)::int FROM sums WHERE reserved <> held) AS unheld,
           (SELECT count(*)::int FROM pairs WHERE part_status = 'RESERVED' AND has = part AND NOT fits) AS wrong,
           (SELECT count(DISTINCT pairs.id)::int FROM pairs JOIN sums s ON s.spare_part_id = pairs.part AND s.available > 0
            JOIN warehouses w ON w.id = s.warehouse_id AND w.datacenter_id = pairs.datacenter_id
            WHERE part_status = 'WAITING' AND fits) AS forgotten`
  if (row === undefined) throw new Error('no answer')
  return row
}
