import { describe, expect, test } from 'vitest'
import { type ModelStock, servable, sumOf } from './shape-fit'

const model = (name: string, shape: Partial<ModelStock>, racked: number, warehouse = 0): ModelStock => ({
  datacenter: 'FRA1',
  model: name,
  name,
  racked,
  warehouse,
  ...shape,
})
const small = model('r650', { cpuCores: 56, ramGb: 512, nvmeGb: 7_680 }, 10, 3)
const large = model('r750', { cpuCores: 64, ramGb: 1_024, nvmeGb: 15_360 }, 4)

describe('still servable, by shape', () => {
  test('counts the free servers whose model has at least that much of each', () => {
    expect(servable([small, large], { cpuCores: 32, ramGb: 256, nvmeGb: 3_840 }).count).toBe(14)
    expect(servable([small, large], { cpuCores: 64, ramGb: 0, nvmeGb: 0 }).count).toBe(4)
  })

  test('names what most of the others lack', () => {
    expect(servable([small, large], { cpuCores: 60, ramGb: 0, nvmeGb: 20_000 }).lack).toEqual({
      resource: 'nvmeGb',
      count: 14,
    })
    expect(servable([small], { cpuCores: 1, ramGb: 1, nvmeGb: 1 }).lack).toBeNull()
  })

  test('the warehouse counts only where it is asked for', () => {
    const shape = { cpuCores: 1, ramGb: 1, nvmeGb: 1 }
    expect(servable([small], shape, true).count).toBe(13)
    expect(servable([small], shape).count).toBe(10)
  })

  test('a model that is not described in full serves nothing', () => {
    const unknown = model('unidentified', { cpuCores: 56 }, 5)
    expect(servable([unknown], { cpuCores: 1, ramGb: 0, nvmeGb: 0 })).toEqual({ count: 0, lack: null })
  })
})

test('the row below sums every column', () => {
  const one = {
    servers: 3,
    free: 1,
    warehouse: 1,
    heldBack: 0,
    promised: 0,
    inService: 1,
    broken: 0,
    coming: 0,
    freeCpuCores: 56,
    freeRamGb: 512,
    freeNvmeGb: 7_680,
    powerW: 700,
    powerBudgetW: 8_000,
    orderedPerDay: 0.5,
  }
  expect(sumOf([one, one])).toMatchObject({ servers: 6, freeCpuCores: 112, powerBudgetW: 16_000, orderedPerDay: 1 })
  expect(sumOf([])).toMatchObject({ servers: 0 })
})
