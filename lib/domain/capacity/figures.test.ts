import { describe, expect, test } from 'vitest'
import { SERVER_STATES } from '../server-state'
import { COUNTED_FIGURES, FIGURE_FILTERS, figuresOf, type ServerClass, servableOf } from './figures'
import { addedServers, additionText, lostServers, parseAddition, promisedServers } from './what-if'

const models = new Map(
  [
    { id: 1, cpuCores: 56, ramGb: 512, nvmeGb: 7_680, maxPowerW: 700 },
    { id: 2, cpuCores: 56, ramGb: null, nvmeGb: 7_680, maxPowerW: 500 },
  ].map((model) => [model.id, model]),
)
const some = (more: Partial<ServerClass>): ServerClass => ({
  datacenterId: 1,
  modelId: 1,
  state: 'RACKED',
  blocked: false,
  count: 10,
  ...more,
})

describe('the figures of capacity', () => {
  test('a server of any state but DECOMMISSIONED is counted in exactly one of them', () => {
    for (const state of SERVER_STATES)
      for (const modelId of [1, 2, null])
        for (const blocked of [true, false]) {
          const figures = figuresOf([some({ state, modelId, blocked, count: 1 })], models)
          const sum = COUNTED_FIGURES.reduce((total, figure) => total + figures[figure], 0)
          expect(sum).toBe(state === 'DECOMMISSIONED' ? 0 : 1)
          expect(figures.servers).toBe(sum)
        }
    const states = Object.values(FIGURE_FILTERS).flatMap((filter) => [...filter.states])
    expect(new Set([...states, 'DECOMMISSIONED'])).toEqual(new Set(SERVER_STATES))
  })

  test('free is what planning may give: racked, of a complete model, and not blocked', () => {
    const rows = [some({}), some({ blocked: true, count: 2 }), some({ modelId: 2, count: 3 }), some({ modelId: null })]
    expect(figuresOf(rows, models)).toMatchObject({ free: 10, heldBack: 15, freeCpuCores: 560, powerW: 9_900 })
  })

  test('a shape is served by those that have at least as much of each, racked and stored apart', () => {
    const rows = [some({}), some({ state: 'IN_WAREHOUSE', count: 4 }), some({ modelId: 2 })]
    expect(servableOf(rows, models, { cpuCores: 56, ramGb: 512, nvmeGb: 0 })).toEqual({ free: 10, warehouse: 4 })
    expect(servableOf(rows, models, { cpuCores: 57, ramGb: 0, nvmeGb: 0 })).toEqual({ free: 0, warehouse: 0 })
  })
})

describe('what if', () => {
  test('more of a model are free ones; a lost rack is broken, whatever it did; an order takes what it would be given', () => {
    const rows = [some({}), some({ state: 'IN_SERVICE', count: 5 })]
    const supposing = (change: readonly ServerClass[]) => figuresOf([...rows, ...change], models)
    expect(supposing(addedServers({ datacenterId: 1, modelId: 1, count: 20 }))).toMatchObject({ free: 30, servers: 35 })
    expect(supposing(lostServers([some({ count: 2 }), some({ state: 'IN_SERVICE', count: 1 })]))).toMatchObject({
      ...{ free: 8, inService: 4, broken: 3, servers: 15 },
    })
    expect(supposing(promisedServers([some({ count: 4 })]))).toMatchObject({ free: 6, promised: 4, servers: 15 })
  })

  test('an addition is read as it is written into an address, and nothing else is one', () => {
    const addition = { count: 20, model: 'dell-x1', datacenter: 'FRA:1' }
    expect(parseAddition(additionText(addition))).toEqual(addition)
    for (const text of ['', '20', '0xr650@FRA1', '20xr650', 'xr650@FRA1', '-1xr650@FRA1', '20xr 650@FRA1'])
      expect(parseAddition(text)).toBeNull()
  })
})
