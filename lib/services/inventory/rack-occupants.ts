import type { Ctx, TxCtx } from '../../db/context'
import type { Occupant } from '../../domain/rack-space'
import type { ServerState } from '../../domain/server-state'
import { serverWords } from '../../domain/state-words'

/** What stands in a rack, with what is needed to name it. `key` is a server's barcode or a rack item's name. */
export interface RackOccupant extends Occupant {
  server: { state: ServerState; model: string | null } | null
  item: { id: string; kind: string } | null
}

/** Everything that takes units of one rack, lowest first. */
export const readOccupants = async (ctx: Ctx | TxCtx, rackId: number): Promise<RackOccupant[]> => {
  const [servers, items] = [
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
  ]
  const occupants: RackOccupant[] = items.map(({ id, kind, name, ...place }) => ({
    ...place,
    key: name,
    server: null,
    item: { id, kind },
  }))
  for (const { barcode, state, model, u, face, heightU, depth } of servers) {
    if (u === null || face === null) continue
    const modelName = model === null ? null : `${model.manufacturer} ${model.model}`
    occupants.push({ key: barcode, u, face, heightU, depth, server: { state, model: modelName }, item: null })
  }
  return occupants.sort((a, b) => a.u - b.u)
}

/** "SRV-1 (Dell R650, in service)", "the switch sw-1". */
export function nameOccupant(occupant: RackOccupant): string {
  if (occupant.server === null) return `the ${occupant.item?.kind ?? 'item'} ${occupant.key}`
  const state = serverWords[occupant.server.state].word.toLowerCase()
  return `${occupant.key} (${occupant.server.model ?? 'model not known'}, ${state})`
}
