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

const open = new Set<Claims>()
let orders = 0
function claims(order = `ORD-${++orders}`): Claims {
  const one = new Claims(order)
  open.add(one)
  return one
}
function end(one: Claims, linger = false): void {
  open.delete(one)
  one.end({ linger })
}
afterEach(() => {
  for (const one of open) end(one)
})

describe('claims', () => {
  it('take what others claimed off a supply, never the own, until they end', () => {
    const [mine, other] = [claims(), claims()]
    mine.claim([{ ...place, count: 2 }])
    expect(mine.without(supply)).toBeNull()
    expect(other.ofOthers(place)).toBe(2)
    expect(other.without(supply)?.racks.map(({ free }) => free)).toEqual([[[0, 3]], [[0, 4]]])
    end(mine)
    expect(other.ofOthers(place)).toBe(0)
    expect(other.without(supply)).toBeNull()
  })

  it('leave nothing below zero, and another class of the rack alone', () => {
    const [mine, other] = [claims(), claims()]
    mine.claim([
      { ...place, count: 9 },
      { ...place, firmwareAtTarget: false, rackId: 2, count: 1 },
    ])
    expect(other.without(supply)?.racks.map(({ free }) => free)).toEqual([[[0, 0]], [[0, 4]]])
  })

  it('of a plan linger while others plan, and end with the last of these', () => {
    const [mine, other, third] = [claims(), claims(), claims()]
    mine.claim([{ ...place, count: 2 }])
    end(mine, true)
    expect(other.ofOthers(place)).toBe(2)
    end(other, true)
    end(third)
    expect(claims().ofOthers(place)).toBe(0)
  })

  it('of a plan made alone end with it', () => {
    const mine = claims()
    mine.claim([{ ...place, count: 2 }])
    end(mine, true)
    expect(claims().ofOthers(place)).toBe(0)
  })

  it('of a plan are its own order’s when that is allocated', () => {
    const [plan, other] = [claims('ORD-7'), claims()]
    plan.claim([{ ...place, count: 2 }])
    end(plan, true)
    const allocation = claims('ORD-7')
    expect(allocation.ofOthers(place)).toBe(0)
    expect(other.ofOthers(place)).toBe(2)
    allocation.claim([{ ...place, count: 3 }])
    expect(other.ofOthers(place)).toBe(3)
  })

  it('linger no longer than a moment', async () => {
    const [plan, other] = [claims(), claims()]
    plan.claim([{ ...place, count: 2 }])
    end(plan, true)
    await expect.poll(() => other.ofOthers(place), { timeout: 30_000 }).toBe(0)
  })
})
