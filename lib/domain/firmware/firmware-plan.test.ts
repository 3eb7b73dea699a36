import { describe, expect, it } from 'vitest'
import { firmwarePlan, minutesOf } from './firmware-plan'
import type { UpgradeEdge } from './upgrade-graph'

const edge = (component: string, from: string, to: string, more: Partial<UpgradeEdge> = {}): UpgradeEdge => ({
  component,
  from,
  to,
  ...more,
})
const at = (versions: Record<string, string>) =>
  Object.entries(versions).map(([component, version]) => ({ component, version }))
const hops = (plan: ReturnType<typeof firmwarePlan>) =>
  plan.ok ? plan.hops.map((hop) => `${hop.group} ${hop.component} ${hop.from}>${hop.to}`) : plan.words

describe('the firmware plan', () => {
  it('is empty when all is at target, however it is written', () => {
    expect(firmwarePlan(at({ BIOS: '2.10' }), at({ bios: '2.10.0' }), [])).toEqual({ ok: true, hops: [] })
  })

  it('leaves components without a target alone', () => {
    expect(hops(firmwarePlan(at({ BIOS: '1', NIC: '1' }), at({ BIOS: '1' }), []))).toEqual([])
  })

  it('runs the chains one component after another, always in the same order', () => {
    const edges = [edge('BMC', '1', '2'), edge('BIOS', '1', '2'), edge('BIOS', '2', '3')]
    const expected = ['1 BIOS 1>2', '2 BIOS 2>3', '3 BMC 1>2']
    expect(hops(firmwarePlan(at({ BMC: '1', BIOS: '1' }), at({ BMC: '2', BIOS: '3' }), edges))).toEqual(expected)
    expect(hops(firmwarePlan(at({ BIOS: '1', BMC: '1' }), at({ BIOS: '3', BMC: '2' }), edges.toReversed()))).toEqual(
      expected,
    )
  })

  it('flashes a pair together, with what comes before it done first', () => {
    const edges = [
      edge('BIOS', '1', '2', { flashedWith: 'BMC' }),
      edge('BIOS', '2', '3'),
      edge('BMC', '1', '2'),
      edge('BMC', '2', '3', { flashedWith: 'BIOS' }),
    ]
    expect(hops(firmwarePlan(at({ BIOS: '1', BMC: '1' }), at({ BIOS: '3', BMC: '3' }), edges))).toEqual([
      '1 BMC 1>2',
      '2 BIOS 1>2',
      '2 BMC 2>3',
      '3 BIOS 2>3',
    ])
  })

  it('a pair named from one side only takes the other’s next hop along', () => {
    const edges = [edge('CPLD', '1', '2', { flashedWith: 'BIOS' }), edge('BIOS', '1', '2')]
    expect(hops(firmwarePlan(at({ BIOS: '1', CPLD: '1' }), at({ CPLD: '2' }), edges))).toEqual(['1 CPLD 1>2'])
    // BIOS comes first by name and is flashed by itself only where nothing has to go with it.
    const both = hops(firmwarePlan(at({ BIOS: '2', CPLD: '1' }), at({ BIOS: '2', CPLD: '2' }), edges))
    expect(both).toEqual(['1 CPLD 1>2'])
  })

  it('ends when three components name each other in a ring', () => {
    const edges = [
      edge('A', '1', '2', { flashedWith: 'B' }),
      edge('B', '1', '2', { flashedWith: 'C' }),
      edge('C', '1', '2', { flashedWith: 'A' }),
    ]
    const plan = firmwarePlan(at({ A: '1', B: '1', C: '1' }), at({ A: '2', B: '2', C: '2' }), edges)
    expect(plan.ok && plan.hops.map((hop) => hop.component).sort()).toEqual(['A', 'B', 'C'])
  })

  it('names component, current, target and nearest of each that can’t get there, and plans nothing', () => {
    const edges = [edge('BIOS', '1.2', '1.5'), edge('BMC', '1', '2')]
    const plan = firmwarePlan(at({ BIOS: '1.2', BMC: '1' }), at({ BIOS: '2.1', BMC: '2', NIC: '7' }), edges)
    expect(plan).toEqual({
      ok: false,
      failures: [
        { component: 'BIOS', current: '1.2', target: '2.1', nearest: '1.5' },
        { component: 'NIC', current: null, target: '7', nearest: null },
      ],
      words:
        'BIOS: no path from 1.2 to 2.1; the nearest that can be reached is 1.5. NIC: its version is not known, the target is 7.',
    })
  })

  it('a dead end says so', () => {
    expect(hops(firmwarePlan(at({ BIOS: '1' }), at({ BIOS: '2' }), []))).toBe(
      'BIOS: no path from 1 to 2; no path leads from there.',
    )
  })

  it('counts a pair’s time once', () => {
    const hop = { component: 'X', from: '1', to: '2', reboot: false, address: null, sha256: null }
    const timed = [
      { ...hop, group: 1, minutes: 10 },
      { ...hop, group: 2, minutes: 5 },
      { ...hop, group: 2, minutes: 8 },
    ]
    expect(minutesOf(timed)).toBe(18)
    expect(minutesOf([...timed, { ...hop, group: 3, minutes: null }])).toBeNull()
    expect(minutesOf([])).toBe(0)
  })
})
