import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shortestChain, type UpgradeEdge } from './upgrade-graph'
import { matchesVersion, sameVersion } from './version-compare'

const edge = (from: string, to: string, minutes?: number): UpgradeEdge => ({
  component: 'BIOS',
  from,
  to,
  ...(minutes === undefined ? {} : { minutes }),
})
const path = (edges: readonly UpgradeEdge[], current: string, target: string) => {
  const chain = shortestChain(edges, 'BIOS', current, target)
  return chain.ok ? [current, ...chain.steps.map((step) => step.to)] : chain
}

describe('the shortest chain', () => {
  it('is empty at the target', () => {
    expect(path([], '2.10', '2.10.0')).toEqual(['2.10'])
  })

  it('goes through the intermediate that the vendor demands', () => {
    // Dell iDRAC8: below 2.70.70.70 there is no way to 2.82.82.82 but through 2.70.70.70.
    const edges = [edge('<2.70.70.70', '2.70.70.70'), edge('>=2.70.70.70 <2.82.82.82', '2.82.82.82')]
    expect(path(edges, '2.60.60.60', '2.82.82.82')).toEqual(['2.60.60.60', '2.70.70.70', '2.82.82.82'])
    expect(path(edges, '2.75.1', '2.82.82.82')).toEqual(['2.75.1', '2.82.82.82'])
  })

  it('has the fewest hops, and of equals the highest next version', () => {
    const edges = [
      edge('1', '2'),
      edge('2', '3'),
      edge('3', '9'),
      edge('1', '4'),
      edge('4', '9'),
      edge('1', '5'),
      edge('5', '9'),
    ]
    expect(path(edges, '1', '9')).toEqual(['1', '5', '9'])
    expect(path(edges.toReversed(), '1', '9')).toEqual(['1', '5', '9'])
  })

  it('takes least time where every edge has its minutes', () => {
    const slow = [edge('1', '9', 60), edge('1', '2', 10), edge('2', '3', 10), edge('3', '9', 10)]
    expect(path(slow, '1', '9')).toEqual(['1', '2', '3', '9'])
    expect(path([...slow, edge('7', '8')], '1', '9')).toEqual(['1', '9'])
  })

  it('of two edges that lead the same way takes the one without guards, in whichever order they come', () => {
    const free = { ...edge('1', '2'), reboot: true, address: 'http://images/2.bin', sha256: 'ab' }
    const edges = [{ ...edge('1', '2'), requires: [{ component: 'BMC', version: '>=2' }] }, free]
    const { component: _, ...rest } = free
    const expected = { ok: true, steps: [{ ...rest, minutes: null, flashedWith: null, requires: [] }] }
    expect(shortestChain(edges, 'BIOS', '1', '2')).toEqual(expected)
    expect(shortestChain(edges.toReversed(), 'BIOS', '1', '2')).toEqual(expected)
  })

  it('ends on cycles', () => {
    const edges = [edge('1', '2'), edge('2', '1'), edge('2', '2'), edge('*', '1')]
    expect(path(edges, '1', '9')).toEqual({ ok: false, nearest: '2' })
  })

  it('without one, names the nearest that can be reached', () => {
    const edges = [edge('1', '2'), edge('2', '3.5'), edge('2', '7')]
    expect(path(edges, '1', '5')).toEqual({ ok: false, nearest: '3.5' })
    expect(path([], '1', '5')).toEqual({ ok: false, nearest: '1' })
    // On the way down the nearest lies above the target.
    expect(path([edge('9', '8'), edge('8', '2')], '9', '5')).toEqual({ ok: false, nearest: '8' })
  })

  it('follows only edges of the component', () => {
    expect(path([{ ...edge('1', '2'), component: 'BMC' }], '1', '2')).toEqual({ ok: false, nearest: '1' })
    expect(path([{ ...edge('1', '2'), component: 'bios' }], '1', '2')).toEqual(['1', '2'])
  })

  it('for any graph: every hop is an edge, and no shorter chain exists', () => {
    const version = fc.integer({ min: 1, max: 6 }).map(String)
    const from = fc.oneof(
      version,
      fc.tuple(version, version).map(([low, high]) => `>=${low} <${high}`),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(from, version), { maxLength: 10 }), version, version, (pairs, current, target) => {
        const edges = pairs.map(([low, high]) => edge(low, high))
        const distance = hopsTo(edges, current, target)
        const chain = shortestChain(edges, 'BIOS', current, target)
        expect(chain.ok ? chain.steps.length : null).toBe(distance)
        if (!chain.ok) return
        let at = current
        for (const step of chain.steps) {
          expect(step.from).toBe(at)
          expect(edges.some((one) => matchesVersion(one.from, at) && one.to === step.to)).toBe(true)
          at = step.to
        }
        expect(sameVersion(at, target)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

/** Breadth first over sets of versions: nothing in common with the code under test. */
function hopsTo(edges: readonly UpgradeEdge[], current: string, target: string): number | null {
  let layer = new Set([current])
  for (let hops = 0; hops <= 10; hops++) {
    if (layer.has(target)) return hops
    layer = new Set(edges.flatMap((one) => ([...layer].some((at) => matchesVersion(one.from, at)) ? [one.to] : [])))
  }
  return null
}
