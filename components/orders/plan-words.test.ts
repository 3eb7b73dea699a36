import { describe, expect, test } from 'vitest'
import { costText, goalText, limitsText, proofMark, tookText } from './plan-words'

const words = (...args: Parameters<typeof proofMark>) => {
  const { mark, note } = proofMark(...args)
  return `${mark.word}: ${note}`
}
const fewest = { objective: 'fewest-servers', proof: 'optimal', value: 20, bound: 20 } as const

describe('a proof is said in words', () => {
  test('what is proven names what no plan can do', () => {
    expect(words(fewest)).toBe('Proven optimal: no plan uses 19')
    expect(words({ ...fewest, value: 1 })).toBe('Proven optimal: no plan uses fewer')
    expect(words({ ...fewest, objective: 'lowest-cost', value: 1_000 })).toBe('Proven optimal: no plan costs less')
    expect(words({ ...fewest, objective: 'fewest-racks', value: 4 })).toBe('Proven optimal: no plan stands in 3')
  })

  test('what is not proven says how far it may be from the best, in its own unit', () => {
    expect(words({ objective: 'fewest-racks', proof: 'feasible', value: 4, bound: 3 })).toBe(
      'Gap 1 rack: at least 3 racks, found 4 racks',
    )
    expect(words({ objective: 'lowest-cost', proof: 'feasible', value: 110_000, bound: 100_050 })).toBe(
      'Gap €99.50: at least €1,000.50, found €1,100',
    )
  })

  test('greedy is measured by the proven fewest, and by nothing else', () => {
    const greedy = { objective: 'greedy', proof: 'feasible', value: 23, bound: null } as const
    expect(words(greedy, fewest)).toBe('No proof: 3 servers above the proven fewest')
    expect(words({ ...greedy, value: 20 }, fewest)).toBe('No proof: as few as the proven fewest')
    expect(words(greedy, { ...fewest, proof: 'feasible' })).toBe('No proof: a better plan may exist')
    expect(words(greedy)).toBe('No proof: a better plan may exist')
  })
})

test('limits are named in one order, whatever order they were set in', () => {
  expect(limitsText({ constraints: {}, includeWarehouse: false })).toBe('racked only')
  expect(
    limitsText({
      constraints: {
        surviveRackLoss: 80,
        rackPower: true,
        models: { exclude: ['lenovo-sr650'] },
        maxSharePerRack: 25,
        maxPerRack: 8,
      },
      includeWarehouse: true,
    }),
  ).toBe(
    'without lenovo-sr650, at most 8 a rack, at most 25 % of the servers a rack, rack power budget, 80 % left when any rack is lost, warehouse too',
  )
})

test('figures carry their unit', () => {
  expect([goalText('servers', 1), goalText('power', 11_710), goalText('stranded', 2)]).toEqual([
    '1 server',
    '11,710 W',
    '2 points',
  ])
  expect([tookText(11), tookText(1_440)]).toEqual(['11 ms', '1.4 s'])
  expect([costText(1_122_200), costText(1_122_250), costText(null)]).toEqual(['€11,222', '€11,222.50', 'unknown'])
})
