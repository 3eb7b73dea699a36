import { afterEach, describe, expect, it } from 'vitest'
import { Claims } from './claims'
import type { StoredSupply } from './read-supply'

const supply: StoredSupply = {
  classes: [
    {
      modelId: 7,
      model: 'm',
      cpuCores: 1,
      ramGb: 1,
      nvmeGb: 1,
      costCents: null,
      powerW: null,
      firmwareAtTarget: true,
      inWarehouse: false,
      free: 9,
    },
  ],
  racks: [
    { rackId: 1, rack: 'A1', walkKey: 'a1', headroomW: null, free: [[0, 5]] },
    { rackId: 2, rack: 'A2', walkKey: 'a2', headroomW: null, free: [[0, 4]] },
  ],
}
const place = { rackId: 1, modelId: 7, firmwareAtTarget: true }

const made: Claims[] = []
function claims(): Claims {
  const one = new Claims()
  made.push(one)
  return one
}
afterEach(() => {
  for (const one of made.splice(0)) one.release()
})

describe('claims', () => {
  it('take what others claimed off a supply, never the own, until they are released', () => {
    const [mine, other] = [claims(), claims()]
    mine.claim([{ ...place, count: 2 }])
    expect(mine.without(supply)).toBeNull()
    expect(other.ofOthers(place)).toBe(2)
    expect(other.without(supply)?.racks.map(({ free }) => free)).toEqual([[[0, 3]], [[0, 4]]])
    mine.release()
    expect(other.ofOthers(place)).toBe(0)
    expect(other.without(supply)).toBeNull()
  })

  it('leave nothing below zero, and another class of the rack alone', () => {
    const [mine, other] = [claims(), claims()]
    mine.claim([{ ...place, count: 9 }])
    mine.claim([{ ...place, firmwareAtTarget: false, rackId: 2, count: 1 }])
    expect(other.without(supply)?.racks.map(({ free }) => free)).toEqual([[[0, 0]], [[0, 4]]])
  })
})
