import { describe, expect, it } from 'vitest'
import { barcodes, many, plan, server, totals } from '../../testing/factories/candidates'
import { OBJECTIVES } from './plan'

describe('greedy over totals', () => {
  it('takes 5 of 12 equal servers of 64 cores for 317 cores', () => {
    const outcome = plan(totals(64 * 5 - 3, 1000, 7000), many(12))
    expect(barcodes(outcome)).toEqual(['SRV-1', 'SRV-2', 'SRV-3', 'SRV-4', 'SRV-5'])
    expect(outcome).toMatchObject({ value: 5, method: 'greedy', proof: 'feasible', bound: null })
  })

  it('takes most cores first, then the highest composite score', () => {
    const candidates = [
      server({ serverId: 1, cpuCores: 32 }),
      server({ serverId: 2, cpuCores: 64, ramGb: 256 }),
      server({ serverId: 3, cpuCores: 64, ramGb: 512 }),
    ]
    expect(barcodes(plan(totals(64), candidates))).toEqual(['SRV-3'])
  })

  it('drops what later servers made unneeded', () => {
    const candidates = [
      server({ serverId: 1, cpuCores: 64, ramGb: 0, nvmeGb: 0 }),
      server({ serverId: 2, cpuCores: 63, ramGb: 1000, nvmeGb: 0 }),
    ]
    expect(barcodes(plan(totals(60, 900), candidates))).toEqual(['SRV-2'])
  })

  it('breaks ties: racked first, then firmware at target, then the walk, u, barcode', () => {
    const candidates = [
      server({ serverId: 1, inWarehouse: true, rack: null, u: null }),
      server({ serverId: 2, rack: 'A1', u: 1, firmwareAtTarget: false }),
      server({ serverId: 3, rack: 'A10', u: 1 }),
      server({ serverId: 4, rack: 'A2', u: 9 }),
      server({ serverId: 5, rack: 'A2', u: 3 }),
    ]
    const order = (count: number) => barcodes(plan(totals(64 * count), candidates))
    expect(order(1)).toEqual(['SRV-5'])
    expect(order(2)).toEqual(['SRV-5', 'SRV-4'])
    expect(order(3)).toEqual(['SRV-5', 'SRV-4', 'SRV-3'])
    expect(order(4)).toEqual(['SRV-5', 'SRV-4', 'SRV-3', 'SRV-2'])
  })

  it('says exactly which resource is short, and by how much', () => {
    const outcome = plan(totals(64, 5000, 7680 * 4), many(3))
    expect(outcome).toMatchObject({
      kind: 'infeasible',
      proven: true,
      shortfall: [
        { resource: 'ramGb', asked: 5000, available: 1536 },
        { resource: 'nvmeGb', asked: 30_720, available: 23_040 },
      ],
    })
  })

  it('sums up what it took and what is stranded', () => {
    const outcome = plan(
      totals(100, 1024, 15_000),
      many(2, (i) => ({ rack: `A${i}` })),
    )
    expect(outcome).toMatchObject({
      totals: {
        servers: 2,
        cpuCores: 128,
        ramGb: 1024,
        nvmeGb: 15_360,
        costCents: 100_000,
        powerW: 1200,
        racks: 2,
        stranded: 28 * 1000 + 360 * 8,
      },
    })
  })

  it.each(OBJECTIVES)('%s answers with its own figure', (objective) => {
    const outcome = plan(totals(128), many(4), { objective })
    const values = { 'fewest-servers': 2, greedy: 2, 'lowest-cost': 100_000, 'lowest-power': 1200, 'fewest-racks': 1 }
    const expected = objective === 'least-stranded' ? 1024 * 125 + 15_360 * 8 : values[objective]
    expect(outcome).toMatchObject({ kind: 'feasible', value: expected })
  })

  it('the cheapest objective takes the cheaper model', () => {
    const candidates = [
      server({ serverId: 1, costCents: 90_000 }),
      server({ serverId: 2, costCents: 40_000, model: 'r6525' }),
    ]
    expect(barcodes(plan(totals(64), candidates, { objective: 'lowest-cost' }))).toEqual(['SRV-2'])
  })
})

describe('constraints', () => {
  it('a model without cost or watts is left out of an objective that needs it, and is named', () => {
    const candidates = [server({ serverId: 1, costCents: null, model: 'old' }), server({ serverId: 2 })]
    const outcome = plan(totals(64), candidates, { objective: 'lowest-cost' })
    expect(outcome).toMatchObject({
      items: [{ barcode: 'SRV-2' }],
      leftOut: [{ model: 'old', servers: 1, missing: 'cost' }],
    })
    expect(plan(totals(128), candidates)).toMatchObject({ kind: 'feasible', totals: { costCents: null }, leftOut: [] })
  })

  it('allow and exclude choose models, without case', () => {
    const candidates = [server({ serverId: 1, model: 'r650' }), server({ serverId: 2, model: 'r6525' })]
    expect(barcodes(plan(totals(1), candidates, { constraints: { models: { allow: ['R6525'] } } }))).toEqual(['SRV-2'])
    expect(barcodes(plan(totals(1), candidates, { constraints: { models: { exclude: ['r650'] } } }))).toEqual(['SRV-2'])
    expect(plan(totals(1), candidates, { constraints: { models: { allow: [] } } }).kind).toBe('infeasible')
  })

  it('at most n servers a rack, and exactly how much that leaves', () => {
    const candidates = many(6, (i) => ({ rack: i < 4 ? 'A1' : 'A2' }))
    const constraints = { maxPerRack: 2 }
    expect(barcodes(plan(totals(64 * 4), candidates, { constraints }))).toEqual(['SRV-1', 'SRV-2', 'SRV-5', 'SRV-6'])
    expect(plan(totals(64 * 5), candidates, { constraints })).toMatchObject({
      kind: 'infeasible',
      shortfall: [{ resource: 'cpuCores', asked: 320, available: 256 }],
    })
  })

  it('a share of the plan is rounded up', () => {
    const candidates = many(8, (i) => ({ rack: `A${(i % 4) + 1}` }))
    const outcome = plan(totals(64 * 5), candidates, { constraints: { maxSharePerRack: 34 } })
    const racks = outcome.kind === 'feasible' ? outcome.items.map((item) => item.rack) : []
    // 34 % of 5 is 1.7, so 2.
    expect(
      Math.max(...['A1', 'A2', 'A3', 'A4'].map((rack) => racks.filter((r) => r === rack).length)),
    ).toBeLessThanOrEqual(2)
    expect(racks).toHaveLength(5)
  })

  it('a plan too small to be spread grows until it is', () => {
    const candidates = [
      server({ serverId: 1, cpuCores: 64, rack: 'A1' }),
      server({ serverId: 2, cpuCores: 64, rack: 'A1' }),
      server({ serverId: 3, cpuCores: 0, ramGb: 8, nvmeGb: 0, rack: 'A2' }),
      server({ serverId: 4, cpuCores: 0, ramGb: 8, nvmeGb: 0, rack: 'A3' }),
    ]
    // 2 of 2 in one rack is over 50 %, 2 of 3 is within (1.5 rounded up).
    expect(plan(totals(128), candidates, { constraints: { maxSharePerRack: 50 } })).toMatchObject({
      totals: { servers: 3 },
    })
  })

  it('keeps each rack within its watts; a server in a warehouse has none to keep', () => {
    const candidates = [...many(3), server({ serverId: 9, inWarehouse: true, rack: null, u: null })]
    const rackHeadroomW = new Map([['A1', 1300]])
    const constraints = { rackPower: true }
    expect(barcodes(plan(totals(64 * 3), candidates, { constraints, rackHeadroomW }))).toEqual([
      'SRV-1',
      'SRV-2',
      'SRV-9',
    ])
    expect(plan(totals(64 * 4), candidates, { constraints, rackHeadroomW })).toMatchObject({
      kind: 'infeasible',
      proven: false,
    })
  })
})

describe('lines', () => {
  const line = (count: number, minCpuCores: number, minRamGb = 0, minNvmeGb = 0) => ({
    count,
    minCpuCores,
    minRamGb,
    minNvmeGb,
  })

  it('gives each line the smallest servers that will do', () => {
    const candidates = [
      server({ serverId: 1, cpuCores: 128 }),
      server({ serverId: 2, cpuCores: 64 }),
      server({ serverId: 3, cpuCores: 32 }),
    ]
    const outcome = plan({ kind: 'lines', lines: [line(1, 32), line(1, 64)] }, candidates)
    expect(outcome).toMatchObject({
      items: [
        { barcode: 'SRV-3', line: 0 },
        { barcode: 'SRV-2', line: 1 },
      ],
    })
  })

  it('finds the plan where the first choice would starve another line', () => {
    const candidates = [
      server({ serverId: 1, cpuCores: 64, ramGb: 64, nvmeGb: 0 }),
      server({ serverId: 2, cpuCores: 64, ramGb: 0, nvmeGb: 9000 }),
    ]
    // The line of cores alone ranks first and would take the one with RAM, which the other line needs.
    const outcome = plan({ kind: 'lines', lines: [line(1, 64), line(1, 0, 64)] }, candidates)
    expect(outcome).toMatchObject({
      items: [
        { barcode: 'SRV-2', line: 0 },
        { barcode: 'SRV-1', line: 1 },
      ],
    })
  })

  it('says of which line how many servers are short', () => {
    const outcome = plan({ kind: 'lines', lines: [line(2, 1), line(3, 64)] }, many(4))
    expect(outcome).toMatchObject({
      proven: true,
      shortfall: [{ resource: 'servers', asked: 2, available: 1, line: 0 }],
    })
  })
})
