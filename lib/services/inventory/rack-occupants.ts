import type { Ctx, TxCtx } from '../../db/context'
import type { Occupant } from '../../domain/rack-space'
import type { ServerState } from '../../domain/server-state'
import { serverWords } from '../../domain/state-words'

/** What takes space in a rack, with what is needed to name it. `key` is a server's barcode or a rack item's name. */
export interface RackOccupant extends Occupant {
  server: { state: ServerState; model: string | null } | null
  item: { id: string; kind: string } | null
  /** Not there yet: the place is kept for the server. */
  planned: { by: string; order: string | null } | null
}

/** Everything that takes units of one rack or has a place kept there, lowest first. */
export const readOccupants = async (ctx: Ctx | TxCtx, rackId: number): Promise<RackOccupant[]> => {
  const [servers, items, plans] = [
    await ctx.db.server.findMany({
      where: { rackId },
      select: {
        barcode: true,
        u: true,
        face: true,
        heightU: true,
        depth: true,
        state: true,
        model: { select: { manufacturer: true, model: true } },
      },
    }),
    await ctx.db.rackItem.findMany({
      where: { rackId, side: null },
      select: { id: true, name: true, kind: true, u: true, face: true, heightU: true, depth: true },
    }),
    await ctx.db.plannedMove.findMany({
      where: { rackId },
      select: {
        ...{ u: true, face: true, heightU: true, depth: true, by: true },
        server: { select: { barcode: true } },
        order: { select: { number: true } },
      },
    }),
  ]
  const occupants: RackOccupant[] = items.map(({ id, kind, name, ...place }) => ({
    ...place,
    key: name,
    server: null,
    item: { id, kind },
    planned: null,
  }))
  for (const { barcode, state, model, u, face, heightU, depth } of servers) {
    if (u === null || face === null) continue
    const modelName = model === null ? null : `${model.manufacturer} ${model.model}`
    occupants.push({
      key: barcode,
      u,
      face,
      heightU,
      depth,
      server: { state, model: modelName },
      item: null,
      planned: null,
    })
  }
  for (const { server, order, by, ...place } of plans) {
    const planned = { by, order: order?.number ?? null }
    occupants.push({ ...place, key: server.barcode, server: null, item: null, planned })
  }
  return occupants.sort((a, b) => a.u - b.u)
}

/** "SRV-1 (Dell R650, in service)", "the switch sw-1", "the plan for SRV-1 (by Tess)". */
export function nameOccupant(occupant: RackOccupant): string {
  if (occupant.planned !== null) {
    const { by, order } = occupant.planned
    return `the plan for ${occupant.key} (by ${by}${order === null ? '' : `, ${order}`})`
  }
  if (occupant.server === null) return `the ${occupant.item?.kind ?? 'item'} ${occupant.key}`
  const state = serverWords[occupant.server.state].word.toLowerCase()
  return `${occupant.key} (${occupant.server.model ?? 'model not known'}, ${state})`
}
