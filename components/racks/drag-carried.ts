import type { ServerView } from '@/lib/contracts/inventory/server'
import type { ServerModelView } from '@/lib/contracts/inventory/server-model'
import type { Depth, Face } from '@/lib/domain/rack-space'
import { scanOutcome } from '@/lib/domain/scan'
import { SERVER_STATES, type ServerState } from '@/lib/domain/server-state'
import type { StandingServer } from './rack-cells'

export type StandsAt = { rack: string; u: number; face: Face } | { warehouse: string }

/** A server in somebody's hand. `from` is null for one that is in no place yet. */
export interface Carried {
  barcode: string
  state: ServerState
  modelName: string | undefined
  heightU: number
  depth: Depth
  face: Face
  powerW: number
  weightKg: number
  order: string | undefined
  from: StandsAt | null
}

export function carriedFromRack(server: StandingServer, rack: string): Carried {
  const { barcode, modelName, heightU, depth, face, powerW = 0, weightKg = 0, order, u } = server
  const state = SERVER_STATES.find((one) => one === server.state) ?? 'RACKED'
  return { barcode, state, modelName, heightU, depth, face, powerW, weightKg, order, from: { rack, u, face } }
}

export function carriedFromServer(server: ServerView, model: ServerModelView | undefined): Carried {
  const { barcode, state, heightU, depth, order, rack, u, warehouse } = server
  const face = server.face ?? 'front'
  const inRack = rack !== undefined && u !== undefined ? { rack, u, face } : null
  return {
    ...{ barcode, state, heightU, depth, face, order },
    modelName: model === undefined ? server.model : `${model.manufacturer} ${model.model}`,
    powerW: model?.maxPowerW ?? 0,
    weightKg: model?.weightKg ?? 0,
    from: inRack ?? (warehouse === undefined ? null : { warehouse }),
  }
}

/** Why it can't be put into a rack or a warehouse at all, or null. The same table decides that decides a scan. */
export function moveLock(carried: Pick<Carried, 'state'>, into: 'rack' | 'warehouse'): string | null {
  const relation = into === 'rack' ? 'other-rack' : 'warehouse'
  const outcome = scanOutcome(carried.state, { relation, into, samePlace: false })
  return outcome.ok ? null : `${outcome.words} ${outcome.wayOut}`
}

/** "FRA1-A07 U21", "FRA1-W1". */
export function standsInWords(from: StandsAt | null): string {
  if (from === null) return 'no place yet'
  return 'rack' in from ? `${from.rack} U${from.u}` : from.warehouse
}

/** Moves that a second move takes back whole. Out of a repair or off a truck there is no way back by a scan. */
export function isUndoable(carried: Carried): boolean {
  return carried.from !== null && ['RACKED', 'IN_WAREHOUSE', 'ALLOCATED', 'BROKEN'].includes(carried.state)
}
