import { describe, expect, test } from 'vitest'
import { createOrderInput } from '@/lib/contracts/planning/order'
import type { InfeasibleDetails } from '@/lib/contracts/planning/plan'
import { askedOf, type Draft, draftFrom, orderInput } from './order-draft'
import type { PlanLimits } from './plan-options'
import { restOf, servablePart, waysOut } from './ways-out'

const totals = draftFrom(new URLSearchParams('customer=Nordlys&datacenter=FRA1&cores=2400&ram=24576&nvme=2048000'))
const lines = draftFrom(new URLSearchParams('customer=Nordlys&datacenter=FRA1&lines=20x32x256x0,4x64x512x0'))
const free: PlanLimits = { constraints: {}, includeWarehouse: false }
const limited: PlanLimits = {
  constraints: { maxPerRack: 2, maxSharePerRack: 10, rackPower: true },
  includeWarehouse: false,
}

const nvmeShort: InfeasibleDetails = {
  shortfall: [{ resource: 'nvmeGb', asked: 2_048_000, available: 1_881_600 }],
  proven: true,
  leftOut: [],
  smallestChange: [{ resource: 'nvmeGb', less: 166_400 }],
  largestShare: 91,
  smallestPerRack: null,
  droppable: [],
  withWarehouse: { servers: 73, stored: 24 },
  elsewhere: [{ datacenter: 'IAD3', servers: 96 }],
}
const rackShort: InfeasibleDetails = {
  shortfall: [{ resource: 'servers', asked: 20, available: 12, line: 0 }],
  proven: true,
  leftOut: [],
  largestShare: 60,
  smallestPerRack: { maxPerRack: 5, servers: 24 },
  droppable: [
    { limit: 'rackPower', servers: 30 },
    { limit: 'maxPerRack', servers: 26 },
  ],
  withWarehouse: null,
  elsewhere: [],
}

const titles = (...args: Parameters<typeof waysOut>) => waysOut(...args).map(({ title, fits }) => `${title} (${fits})`)

describe('the ways out of an order that cannot be planned', () => {
  test('are those that were solved for, those that keep the order first', () => {
    expect(titles(nvmeShort, totals, free)).toEqual([
      'Include the FRA1 warehouse (fits: 73 servers)',
      'Ask for 166,400 GB of NVMe less (fits: takes all there is)',
      'Move the order to IAD3 (fits: 96 servers)',
    ])
  })

  test('where limits bind: raise the one, drop one, the cheapest first, or ask for a share', () => {
    expect(titles(rackShort, lines, limited)).toEqual([
      'Allow 5 in one rack (fits: 24 servers)',
      'Drop “at most 2 a rack” (fits: 26 servers)',
      'Drop “rack power budget” (fits: 30 servers)',
      'Ask for 60 % of everything (fits)',
    ])
  })

  test('raising the count per rack takes the share away with it, dropping one leaves the others', () => {
    const [raise, drop] = waysOut(rackShort, lines, limited)
    expect(raise?.change).toEqual({
      limits: { constraints: { maxPerRack: 5, rackPower: true }, includeWarehouse: false },
    })
    expect(drop?.change).toEqual({
      limits: { constraints: { maxSharePerRack: 10, rackPower: true }, includeWarehouse: false },
    })
  })

  test('none is offered that was not solved for', () => {
    expect(waysOut({ shortfall: nvmeShort.shortfall, proven: true, leftOut: [] }, totals, free)).toEqual([])
    expect(
      waysOut({ ...nvmeShort, smallestChange: [{ resource: 'nvmeGb', less: 2_048_000 }] }, totals, free),
    ).toHaveLength(3)
  })

  test('when a rack may be lost, less of one resource is no promise: the share is', () => {
    const survives: PlanLimits = { constraints: { surviveRackLoss: 80 }, includeWarehouse: false }
    expect(titles(nvmeShort, totals, survives)).toContain('Ask for 91 % of everything (fits)')
  })
})

describe('a part that can be served now, and the rest', () => {
  const sum = (part: Draft | null, rest: Draft | null) => {
    if (part === null || rest === null) throw new Error('There is a part, and a rest')
    const [a, b] = [askedOf(part), askedOf(rest)]
    return { cpuCores: a.cpuCores + b.cpuCores, ramGb: a.ramGb + b.ramGb, nvmeGb: a.nvmeGb + b.nvmeGb }
  }

  test.each([
    ['totals', nvmeShort, totals, free],
    ['totals by a share', { ...nvmeShort, smallestChange: undefined }, totals, limited],
    ['lines by a share', rackShort, lines, limited],
    ['lines by servers', { ...rackShort, smallestChange: [{ resource: 'servers', less: 20, line: 0 }] }, lines, free],
  ] as const)('%s: together they ask for the same, and the API takes both', (_, given, draft, limits) => {
    const { smallestChange, ...others } = given
    const details: InfeasibleDetails = {
      ...structuredClone(others),
      ...(smallestChange === undefined ? {} : { smallestChange: [...smallestChange] }),
    }
    const part = servablePart(details, draft, limits)
    const rest = part === null ? null : restOf(draft, part)
    expect(sum(part, rest)).toEqual(askedOf(draft))
    for (const one of [part, rest]) {
      expect(one === null ? null : createOrderInput.safeParse(orderInput(one)).success).toBe(true)
    }
  })

  test('nothing can be served: there is no part', () => {
    const nothing = { ...nvmeShort, largestShare: 0, smallestChange: undefined }
    const { smallestChange: _none, ...details } = nothing
    expect(servablePart(details, totals, free)).toBeNull()
  })
})
