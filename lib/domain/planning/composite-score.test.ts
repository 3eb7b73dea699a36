import { expect, it } from 'vitest'
import { compositeScore, covers, sumCapacity } from './composite-score'

it('a composite score weighs cores 1000, a GB of RAM 125, a GB of NVMe 8', () => {
  expect(compositeScore({ cpuCores: 64, ramGb: 512, nvmeGb: 7680 })).toBe(64_000 + 64_000 + 61_440)
})

it('sums and compares resource by resource', () => {
  const one = { cpuCores: 1, ramGb: 2, nvmeGb: 3 }
  expect(sumCapacity([one, one])).toEqual({ cpuCores: 2, ramGb: 4, nvmeGb: 6 })
  expect(covers(one, { ...one, nvmeGb: 4 })).toBe(false)
  expect(covers(one, one)).toBe(true)
})
