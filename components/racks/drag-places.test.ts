import { describe, expect, it } from 'vitest'
import type { ElevationView, RackView } from '@/lib/contracts/inventory/rack'
import { type Carried, isUndoable, moveLock } from './drag-carried'
import { withoutServer, withServer } from './drag-moves'
import { bestPlace, landing, nextPlace, placesIn, refusalAt, refusalInWords } from './drag-places'

const at = '2026-11-29T05:00:00Z'
const rack: RackView = {
  ...{ code: 'R1', datacenter: 'DC1', heightU: 12, tags: [], powerOutage: false, servers: 2, states: { RACKED: 2 } },
  ...{ usedU: 3, powerW: 1_000, weightKg: 40, createdAt: at, updatedAt: at, version: 1 },
}
const standing = (barcode: string, u: number, more: Partial<ElevationView['servers'][number]> = {}) => ({
  ...{ barcode, state: 'RACKED', u, heightU: 1, face: 'front' as const, depth: 'full' as const },
  ...{ held: false, openHighTickets: 0, modelName: 'Dell R650', powerW: 500, weightKg: 20, ...more },
})
const elevation: ElevationView = {
  rack,
  servers: [standing('S1', 3), standing('S2', 6, { heightU: 2 })],
  items: [],
  planned: [{ id: '1', barcode: 'P1', u: 10, heightU: 1, face: 'front', depth: 'full', by: 'Tess', from: 'W1' }],
}
const carried = (more: Partial<Carried> = {}): Carried => ({
  ...{ barcode: 'N', state: 'IN_WAREHOUSE', modelName: 'Dell R750', heightU: 2, depth: 'full', face: 'front' },
  ...{ powerW: 800, weightKg: 30, order: undefined, from: { warehouse: 'W1' } },
  ...more,
})
const front = (u: number) => ({ u, face: 'front' as const })

describe('places for what is in the hand', () => {
  it('are all that it fits into, top first; units kept for others are taken, its own are not', () => {
    expect(placesIn(elevation, carried(), 'front').map(({ u }) => u)).toEqual([11, 8, 4, 1])
    expect(placesIn(elevation, carried({ barcode: 'P1' }), 'front').map(({ u }) => u)).toEqual([11, 10, 9, 8, 4, 1])
    const own = carried({ barcode: 'S2', from: { rack: 'R1', u: 6, face: 'front' } })
    expect(placesIn(elevation, own, 'front').map(({ u }) => u)).toEqual([11, 8, 7, 5, 4, 1])
  })

  it('are walked by the arrows, and at an end one stays', () => {
    const places = placesIn(elevation, carried(), 'front')
    expect(nextPlace(places, front(4), 1)).toEqual(front(8))
    expect(nextPlace(places, front(4), -1)).toEqual(front(1))
    expect(nextPlace(places, front(11), 1)).toEqual(front(11))
    expect(nextPlace(places, front(5), -1)).toEqual(front(4))
  })

  it('take a drop anywhere in a free run; elsewhere it is refused with what is in the way and the nearest place', () => {
    expect(landing(elevation, carried(), front(5), 5)).toEqual(front(4))
    expect(landing(elevation, carried(), front(3), 3)).toBeNull()
    const refusal = refusalAt(elevation, carried(), front(3))
    expect(refusal).toMatchObject({ blocker: { barcode: 'S1', words: '(R650, racked)' }, nearest: front(4) })
    expect(refusal === null ? '' : refusalInWords(refusal)).toBe(
      'U3 is taken by S1 (R650, racked). This server needs 2U. Nearest fit: U4.',
    )
    expect(refusalAt(elevation, carried(), front(10))).toMatchObject({
      blocker: { barcode: 'P1', name: 'the plan for P1', words: '(by Tess)' },
    })
    expect(refusalAt(elevation, carried(), front(12))?.lead).toContain('outside the rack')
    expect(refusalAt(elevation, carried(), front(1))).toBeNull()
  })

  it('best: the planned one, and never the one where it stands', () => {
    expect(bestPlace(elevation, carried({ barcode: 'P1', heightU: 1 }))).toEqual(front(10))
    expect(bestPlace(elevation, carried())).toEqual(front(1))
    const own = carried({ barcode: 'S1', heightU: 1, from: { rack: 'R1', u: 3, face: 'front' } })
    expect(bestPlace(elevation, own)).not.toEqual(front(3))
    expect(bestPlace({ ...elevation, rack: { ...rack, heightU: 3 } }, carried({ heightU: 4 }))).toBeNull()
  })
})

describe('a move as it is shown before the server has answered', () => {
  it('takes the server out of one rack and puts it into another, with what both carry', () => {
    const gone = withoutServer(elevation, 'S2')
    expect(gone.servers.map(({ barcode }) => barcode)).toEqual(['S1'])
    expect(gone.rack).toMatchObject({ servers: 1, usedU: 1, powerW: 500, weightKg: 20, states: { RACKED: 1 } })
    const there = withServer(elevation, carried(), front(1))
    expect(there.servers.map(({ barcode, u, state }) => [barcode, u, state])).toEqual([
      ['N', 1, 'RACKED'],
      ['S1', 3, 'RACKED'],
      ['S2', 6, 'RACKED'],
    ])
    expect(there.rack).toMatchObject({ servers: 3, usedU: 5, powerW: 1_800, weightKg: 70 })
  })

  it('within a rack counts nothing twice, and ends the plan that it fulfils', () => {
    const moved = withServer(elevation, carried({ barcode: 'P1', heightU: 1 }), front(10))
    expect(moved.planned).toEqual([])
    const within = withServer(elevation, carried({ barcode: 'S1', heightU: 1, powerW: 500, weightKg: 20 }), front(12))
    expect(within.rack).toMatchObject({ servers: 2, usedU: 3, powerW: 1_000, weightKg: 40 })
  })
})

describe('what a server’s state lets', () => {
  it('nobody carry one in service; one in repair goes into a warehouse only, and does not come back by undo', () => {
    expect(moveLock({ state: 'IN_SERVICE' }, 'rack')).toContain('Release it first')
    expect(moveLock({ state: 'RACKED' }, 'rack')).toBeNull()
    expect(moveLock({ state: 'REPAIRING' }, 'rack')).not.toBeNull()
    expect(moveLock({ state: 'REPAIRING' }, 'warehouse')).toBeNull()
    expect(isUndoable(carried({ state: 'REPAIRING' }))).toBe(false)
    expect(isUndoable(carried())).toBe(true)
  })
})
