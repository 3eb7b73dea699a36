import type { z } from 'zod'
import type { SlotSuggestionsView, suggestSlotsEndpoint } from '../../contracts/inventory/slot'
import type { Ctx } from '../../db/context'
import { unknownReference } from '../../domain/errors'
import type { Depth, Face } from '../../domain/rack-space'
import { scanOutcome } from '../../domain/scan'
import type { ServerState } from '../../domain/server-state'
import { type SlotAnswer, type SlotPlace, type SlotServer, suggestPlaces } from '../../domain/slots'
import { authorize } from '../access/authorize'
import { loadOf, readSlotRacks } from './slot-racks'

type SuggestSlots = z.output<(typeof suggestSlotsEndpoint)['query']>

interface Asked {
  barcode: string
  state: ServerState
  datacenterId: number
  heightU: number
  depth: Depth
  maxPowerW: number | null
  weightKg: number | null
  orderId: number | null
  order: string | null
  /** Of the rack that it stands in. */
  walkKey: string | null
  rackDatacenterId: number | null
  plan: { rack: string; datacenterId: number; u: number; face: Face; heightU: number; by: string } | null
}

/** Servers without an order that are to be kept together or apart are one group for this question. */
const NO_ORDER = 'these servers'

/**
 * Where servers would best go, with the reasons of each place; a fixed number of statements. A server whose place is planned goes
 * there. 422 where a server or the datacenter is not known.
 */
export async function suggestSlots(ctx: Ctx, input: SuggestSlots): Promise<SlotSuggestionsView> {
  const servers = await askedServers(ctx, input.server)
  const datacenterId = await datacenterOf(ctx, input.datacenter, servers)
  for (const id of new Set([datacenterId, ...servers.map((server) => server.datacenterId)])) {
    authorize(ctx, 'inventory.read', id)
  }
  const keep = input.together === undefined ? null : input.together === 'true' ? 'together' : 'apart'
  const near = await nearOf(ctx, servers, datacenterId)
  const racks = await readSlotRacks(ctx, { datacenterId, codes: input.rack, near })
  const known = new Map(servers.map((server) => [server.barcode, before(server, datacenterId)]))
  const open = servers.filter((server) => known.get(server.barcode) === null)
  const wish = { keep, overBudget: input.overBudget === 'true' } as const
  const asked = open.map((server) => toSlotServer(server, keep !== null))
  const answers = new Map(suggestPlaces(racks, asked, wish).map((answer) => [answer.barcode, answer]))
  return {
    racks: racks.length,
    items: servers.map(({ barcode }) => toItem(barcode, known.get(barcode) ?? answers.get(barcode))),
  }
}

const askedServers = async (ctx: Ctx, barcodes: readonly string[]): Promise<Asked[]> => {
  const rows = await ctx.db.$queryRaw<Asked[]>`
    SELECT s.barcode::text AS barcode, s.state::text AS state, s.datacenter_id AS "datacenterId", s.height_u AS "heightU",
      s.depth::text AS depth, m.max_power_w AS "maxPowerW", m.weight_kg AS "weightKg", o.id AS "orderId", o.number::text AS "order",
      r.walk_key AS "walkKey", r.datacenter_id AS "rackDatacenterId",
      (SELECT jsonb_build_object('rack', q.code, 'datacenterId', q.datacenter_id, 'u', p.u, 'face', p.face, 'heightU', p.height_u, 'by', p.by)
        FROM planned_moves p JOIN racks q ON q.id = p.rack_id WHERE p.server_id = s.id) AS plan
    FROM servers s LEFT JOIN server_models m ON m.id = s.model_id LEFT JOIN orders o ON o.id = s.order_id
      LEFT JOIN racks r ON r.id = s.rack_id
    WHERE s.barcode = ANY(${[...barcodes]}::citext[])`
  const byCode = new Map(rows.map((row) => [row.barcode.toLowerCase(), row]))
  const asked = barcodes.map((barcode) => {
    const row = byCode.get(barcode.toLowerCase())
    if (row === undefined) throw unknownReference('server', 'server', barcode)
    return row
  })
  return [...new Set(asked)]
}

const datacenterOf = async (ctx: Ctx, code: string | undefined, servers: readonly Asked[]): Promise<number> => {
  if (code === undefined) return servers[0]?.datacenterId ?? 0
  const row = await ctx.db.datacenter.findUnique({ where: { code }, select: { id: true } })
  if (row === null) throw unknownReference('datacenter', 'datacenter', code)
  return row.id
}

/** Where to look: near a rack of the order of one of them, else near where one stands. */
const nearOf = async (ctx: Ctx, servers: readonly Asked[], datacenterId: number): Promise<string | null> => {
  const orders = [...new Set(servers.flatMap(({ orderId }) => orderId ?? []))]
  // First all of the orders, then the first of these: in order of ids it would look through all servers for them.
  const [mate] = await ctx.db.$queryRaw<{ walkKey: string | null }[]>`
    SELECT mates."walkKey" FROM (
      SELECT s.id, r.walk_key AS "walkKey" FROM servers s JOIN racks r ON r.id = s.rack_id
      WHERE s.order_id = ANY(${orders}::int[]) AND r.datacenter_id = ${datacenterId} OFFSET 0
    ) mates ORDER BY mates.id LIMIT 1`
  const own = servers.find(({ rackDatacenterId }) => rackDatacenterId === datacenterId)
  return mate?.walkKey ?? own?.walkKey ?? null
}

/** What is known of a server without looking at racks: its plan, or why it can't go into any; null otherwise. */
function before(server: Asked, datacenterId: number): SlotAnswer | null {
  const { barcode, plan } = server
  const away = server.datacenterId !== datacenterId
  const outcome = scanOutcome(server.state, {
    relation: away ? 'other-datacenter' : 'other-rack',
    into: 'rack',
    samePlace: false,
  })
  if (!outcome.ok) return { barcode, places: [], reason: `${outcome.words} ${outcome.wayOut}` }
  if (plan === null || plan.datacenterId !== datacenterId) return null
  const place: SlotPlace = {
    ...{ rack: plan.rack, walk: 0, u: plan.u, heightU: plan.heightU, face: plan.face },
    ...{ cost: 0, reasons: [`planned there by ${plan.by}`], warnings: [] },
  }
  return { barcode, places: [place], reason: null }
}

function toSlotServer({ barcode, heightU, depth, order, ...load }: Asked, grouped: boolean): SlotServer {
  return { barcode, heightU, depth, ...loadOf(load), group: order ?? (grouped ? NO_ORDER : null) }
}

function toItem(barcode: string, answer: SlotAnswer | undefined): SlotSuggestionsView['items'][number] {
  return {
    server: barcode,
    places: (answer?.places ?? []).map(({ cost: _cost, walk: _walk, ...place }) => place),
    ...(answer === undefined || answer.reason === null ? {} : { reason: answer.reason }),
  }
}
