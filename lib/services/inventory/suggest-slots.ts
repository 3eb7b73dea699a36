import type { z } from 'zod'
import type { SlotSuggestionsView, suggestSlotsEndpoint } from '../../contracts/inventory/slot'
import type { Ctx } from '../../db/context'
import type { Prisma } from '../../db/generated/client'
import { unknownReference } from '../../domain/errors'
import { scanOutcome } from '../../domain/scan'
import { type SlotAnswer, type SlotPlace, type SlotServer, suggestPlaces } from '../../domain/slots'
import { authorize } from '../access/authorize'
import { loadOf, readSlotRacks } from './slot-racks'

type SuggestSlots = z.output<(typeof suggestSlotsEndpoint)['query']>

const askedSelect = {
  barcode: true,
  state: true,
  datacenterId: true,
  heightU: true,
  depth: true,
  model: { select: { maxPowerW: true, weightKg: true } },
  order: { select: { number: true } },
  rack: { select: { walkKey: true, datacenterId: true } },
  plannedMove: {
    select: { u: true, face: true, heightU: true, by: true, rack: { select: { code: true, datacenterId: true } } },
  },
} as const satisfies Prisma.ServerSelect
type Asked = Prisma.ServerGetPayload<{ select: typeof askedSelect }>

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
  const rows = await ctx.db.server.findMany({ where: { barcode: { in: [...barcodes] } }, select: askedSelect })
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
  const orders = servers.flatMap(({ order }) => (order === null ? [] : [order.number]))
  const mate = await ctx.db.server.findFirst({
    where: { order: { number: { in: orders } }, rack: { datacenterId } },
    orderBy: { id: 'asc' },
    select: { rack: { select: { walkKey: true } } },
  })
  const own = servers.find(({ rack }) => rack?.datacenterId === datacenterId)?.rack
  return mate?.rack?.walkKey ?? own?.walkKey ?? null
}

/** What is known of a server without looking at racks: its plan, or why it can't go into any; null otherwise. */
function before(server: Asked, datacenterId: number): SlotAnswer | null {
  const { barcode, plannedMove: plan } = server
  const away = server.datacenterId !== datacenterId
  const outcome = scanOutcome(server.state, {
    relation: away ? 'other-datacenter' : 'other-rack',
    into: 'rack',
    samePlace: false,
  })
  if (!outcome.ok) return { barcode, places: [], reason: `${outcome.words} ${outcome.wayOut}` }
  if (plan === null || plan.rack.datacenterId !== datacenterId) return null
  const place: SlotPlace = {
    ...{ rack: plan.rack.code, walk: 0, u: plan.u, heightU: plan.heightU, face: plan.face },
    ...{ cost: 0, reasons: [`planned there by ${plan.by}`], warnings: [] },
  }
  return { barcode, places: [place], reason: null }
}

function toSlotServer({ barcode, heightU, depth, model, order }: Asked, grouped: boolean): SlotServer {
  const group = order?.number ?? (grouped ? NO_ORDER : null)
  return { barcode, heightU, depth, ...loadOf(model), group }
}

function toItem(barcode: string, answer: SlotAnswer | undefined): SlotSuggestionsView['items'][number] {
  return {
    server: barcode,
    places: (answer?.places ?? []).map(({ cost: _cost, walk: _walk, ...place }) => place),
    ...(answer === undefined || answer.reason === null ? {} : { reason: answer.reason }),
  }
}
