import { describe, expect, test } from 'vitest'
import type { InfeasibleDetails } from '@/lib/contracts/planning/plan'
import type { PlanLimits } from './plan-options'
import { countedSteps, shortBy, shortHeadline, shortReason, shortSentence } from './shortfall-words'

const asked = { cpuCores: 2_400, ramGb: 24_576, nvmeGb: 2_048_000 }
const free: PlanLimits = { constraints: {}, includeWarehouse: false }
const perRack: PlanLimits = { constraints: { maxPerRack: 2 }, includeWarehouse: false }
const counted = {
  inDatacenter: 1_217,
  racked: 90,
  warehouse: 24,
  promised: 46,
  inService: 1_030,
  broken: 17,
  blocked: 2,
  excluded: 0,
  usable: 86,
}
const details = (more: Partial<InfeasibleDetails>): InfeasibleDetails => ({
  shortfall: [],
  proven: true,
  leftOut: [],
  shortBy: 'amounts',
  largestShare: 91,
  counted,
  ...more,
})
const nvme = details({ shortfall: [{ resource: 'nvmeGb', asked: 2_048_000, available: 1_881_600 }] })
const together = details({
  shortBy: 'limits',
  largestShare: 50,
  shortfall: [
    { resource: 'cpuCores', asked: 2_400, available: 1_200 },
    { resource: 'ramGb', asked: 24_576, available: 12_288 },
    { resource: 'nvmeGb', asked: 2_048_000, available: 1_024_000 },
  ],
})
const line = details({ shortfall: [{ resource: 'servers', asked: 20, available: 12, line: 1 }], largestShare: 55 })

const words = (given: InfeasibleDetails, limits: PlanLimits) => {
  const by = shortBy(given, limits)
  return [shortHeadline(given, 'FRA1', by), shortSentence(given, asked, by, 'at most 2 a rack'), shortReason(given, by)]
}

describe('why an order cannot be planned', () => {
  test('there is too little: how much, of what, and what is not the problem', () => {
    expect(words(nvme, free)).toEqual([
      'FRA1 is 166,400 GB of NVMe short.',
      'Proven: even all 86 servers that could be chosen come to 1,881,600 of the 2,048,000 GB of NVMe asked. Cores and RAM are not the problem. No objective can change this, so no plans are shown.',
      'Continue needs a plan. NVMe is short by 166,400 GB.',
    ])
  })

  test('there would be enough, but for the limits', () => {
    expect(words(nvme, perRack).slice(0, 2)).toEqual([
      'Within the limits FRA1 is 166,400 GB of NVMe short.',
      'Proven: the limits (at most 2 a rack) leave no more than 1,881,600 of the 2,048,000 GB of NVMe asked. No objective can change this, so no plans are shown.',
    ])
  })

  test('nothing is short by itself: the limits together are in the way', () => {
    expect(words(together, perRack)).toEqual([
      'Within the limits FRA1 can serve 50 % of this.',
      'Proven: there is enough of everything, but no choice of servers keeps all limits at once (at most 2 a rack). No objective can change this, so no plans are shown.',
      'Continue needs a plan, and none keeps the limits.',
    ])
  })

  test('a line is short of servers', () => {
    expect(words(line, free)).toEqual([
      'FRA1 is 8 servers of line 2 short.',
      'Proven: even all 86 servers that could be chosen come to 12 of the 20 servers of line 2. No objective can change this, so no plans are shown.',
      'Continue needs a plan. Line 2 is short by 8.',
    ])
  })

  test('what is not proven is not said to be', () => {
    const [headline, sentence] = words({ ...nvme, proven: false }, free)
    expect(headline).toBe('FRA1 may be 166,400 GB of NVMe short.')
    expect(sentence).toMatch(/^Not proven/)
  })
})

test('every server is counted out once, and what is left could be chosen', () => {
  expect(countedSteps(counted, 'FRA1', false)).toEqual([
    { words: 'In FRA1', count: 1_217, note: '' },
    {
      words: 'Racked and not promised',
      count: 90,
      note: '1,030 in service, 46 promised, 24 in the warehouse, 17 broken, 10 not here yet',
    },
    { words: 'Nothing against them', count: 88, note: '2 held, with an urgent ticket or a wipe due' },
    { words: 'Model allowed', count: 88, note: 'no model excluded' },
    { words: 'Model described in full', count: 86, note: '2 lack cores, RAM or NVMe on record' },
  ])
})
