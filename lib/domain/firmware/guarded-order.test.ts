import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ComponentVersion, type FirmwareHop, type FirmwarePlan, firmwarePlan, minutesOf } from './firmware-plan'
import { guardedOrder } from './guarded-order'
import type { UpgradeEdge, VersionGuard } from './upgrade-graph'
import { matchesVersion } from './version-compare'

type More = Partial<Omit<UpgradeEdge, 'requires'>> & { requires?: Record<string, string> }

const guards = (versions: Record<string, string>): VersionGuard[] =>
  Object.entries(versions).map(([component, version]) => ({ component, version }))
const at: (versions: Record<string, string>) => ComponentVersion[] = guards
const edge = (component: string, from: string, to: string, { requires, ...more }: More = {}): UpgradeEdge => ({
  component,
  from,
  to,
  ...more,
  ...(requires ? { requires: guards(requires) } : {}),
})
const hops = (plan: FirmwarePlan) =>
  plan.ok ? plan.hops.map((hop) => `${hop.group} ${hop.component} ${hop.from}>${hop.to}`) : plan.words

describe('a plan with guards', () => {
  const bmc = [edge('BMC', '2.10', '2.20'), edge('BMC', '2.20', '2.30'), edge('BMC', '2.30', '2.40')]

  it('flashes first what another component waits for, and no further than needed', () => {
    const edges = [...bmc, edge('BIOS', '1', '2', { requires: { BMC: '>=2.30' } }), edge('BIOS', '2', '3')]
    const [current, targets] = [at({ BIOS: '1', BMC: '2.10' }), at({ BIOS: '3', BMC: '2.40' })]
    const expected = ['1 BMC 2.10>2.20', '2 BMC 2.20>2.30', '3 BIOS 1>2', '4 BIOS 2>3', '5 BMC 2.30>2.40']
    expect(hops(firmwarePlan(current, targets, edges))).toEqual(expected)
    expect(hops(firmwarePlan(current.toReversed(), targets.toReversed(), edges.toReversed()))).toEqual(expected)
  })

  it('flashes a component before another one leaves the version that it wants', () => {
    const edges = [edge('BIOS', '1', '2'), edge('BMC', '1', '2', { requires: { bios: '<2' } })]
    expect(hops(firmwarePlan(at({ BIOS: '1', BMC: '1' }), at({ BIOS: '2', BMC: '2' }), edges))).toEqual([
      '1 BMC 1>2',
      '2 BIOS 1>2',
    ])
  })

  it('keeps the usual order where each guard holds in it', () => {
    const edges = [edge('BIOS', '1', '2'), edge('BMC', '1', '2', { requires: { BIOS: '2', CPLD: '*' } })]
    expect(hops(firmwarePlan(at({ BIOS: '1', BMC: '1', CPLD: '7' }), at({ BIOS: '2', BMC: '2' }), edges))).toEqual([
      '1 BIOS 1>2',
      '2 BMC 1>2',
    ])
  })

  it('orders anew only what guards tie together', () => {
    const edges = [
      edge('BIOS', '1', '2', { requires: { NIC: '2' } }),
      edge('BMC', '1', '2', { flashedWith: 'CPLD' }),
      edge('CPLD', '1', '2'),
      edge('NIC', '1', '2'),
    ]
    const all = (version: string) => at({ BIOS: version, BMC: version, CPLD: version, NIC: version })
    expect(hops(firmwarePlan(all('1'), all('2'), edges))).toEqual([
      '1 NIC 1>2',
      '2 BIOS 1>2',
      '3 BMC 1>2',
      '3 CPLD 1>2',
    ])
  })

  it('takes a longer chain where the shortest has a guard that nothing meets', () => {
    const edges = [
      edge('BIOS', '1', '3', { requires: { BMC: '>=9' } }),
      edge('BIOS', '1', '2'),
      edge('BIOS', '2', '3', { requires: { BMC: '2.20' } }),
      ...bmc,
    ]
    expect(hops(firmwarePlan(at({ BIOS: '1', BMC: '2.10' }), at({ BIOS: '3', BMC: '2.20' }), edges))).toEqual([
      '1 BIOS 1>2',
      '2 BMC 2.10>2.20',
      '3 BIOS 2>3',
    ])
  })

  it('takes a longer chain where two shortest ones shut each other out', () => {
    const edges = [
      edge('A', '1', '3', { requires: { B: '1' } }),
      edge('B', '1', '3', { requires: { A: '1' } }),
      edge('B', '1', '2'),
      edge('B', '2', '3'),
    ]
    expect(hops(firmwarePlan(at({ A: '1', B: '1' }), at({ A: '3', B: '3' }), edges))).toEqual([
      '1 A 1>3',
      '2 B 1>2',
      '3 B 2>3',
    ])
  })

  it('takes least time where all edges of a component have their minutes', () => {
    const edges = [
      edge('A', '1', '3', { minutes: 60, requires: { B: '2' } }),
      edge('A', '1', '2', { minutes: 10 }),
      edge('A', '2', '3', { minutes: 10, requires: { B: '2' } }),
      edge('B', '1', '2', { minutes: 5 }),
    ]
    const plan = firmwarePlan(at({ A: '1', B: '1' }), at({ A: '3', B: '2' }), edges)
    expect(hops(plan)).toEqual(['1 A 1>2', '2 B 1>2', '3 A 2>3'])
    expect(plan.ok && minutesOf(plan.hops)).toBe(25)
  })

  it('keeps a pair together when it has to wait, and counts its time once', () => {
    const edges = [
      edge('BIOS', '1', '2', { flashedWith: 'BMC', minutes: 10, requires: { CPLD: '2' } }),
      edge('BMC', '1', '2', { minutes: 3 }),
      edge('BMC', '2', '3', { flashedWith: 'BIOS', minutes: 4 }),
      edge('CPLD', '1', '2', { minutes: 1, requires: { BMC: '2' } }),
    ]
    const [current, targets] = [at({ BIOS: '1', BMC: '1', CPLD: '1' }), at({ BIOS: '2', BMC: '3', CPLD: '2' })]
    const plan = firmwarePlan(current, targets, edges)
    expect(hops(plan)).toEqual(['1 BMC 1>2', '2 CPLD 1>2', '3 BIOS 1>2', '3 BMC 2>3'])
    expect(plan.ok && minutesOf(plan.hops)).toBe(14)
  })

  it('does not count what is flashed in the same group as there already', () => {
    const edges = [
      edge('BIOS', '1', '2', { flashedWith: 'BMC', requires: { BMC: '2' } }),
      edge('BMC', '1', '2', { flashedWith: 'BIOS' }),
    ]
    expect(hops(firmwarePlan(at({ BIOS: '1', BMC: '1' }), at({ BIOS: '2', BMC: '2' }), edges))).toBe(
      'BIOS: no path from 1 to 2; no path leads from there: 2 wants BMC 2, which stays at 1. ' +
        'BMC: no path from 1 to 2; no path leads from there: 2 has to be flashed together with BIOS, which cannot be.',
    )
  })

  it('carries restart and image of each hop', () => {
    const image = { reboot: true, address: 'http://images/bios-2.bin', sha256: 'ab' }
    const edges = [edge('BIOS', '1', '2', { ...image, requires: { BMC: '2' } }), edge('BMC', '1', '2')]
    expect(firmwarePlan(at({ BIOS: '1', BMC: '1' }), at({ BIOS: '2', BMC: '2' }), edges)).toEqual({
      ok: true,
      hops: [
        { group: 1, component: 'BMC', from: '1', to: '2', minutes: null, reboot: false, address: null, sha256: null },
        { group: 2, component: 'BIOS', from: '1', to: '2', minutes: null, ...image },
      ],
    })
  })
})

describe('where guards are in the way', () => {
  const bios = [edge('BIOS', '1', '2'), edge('BIOS', '2', '2.10', { requires: { BMC: '>=2.30' } })]

  it('names component, current, target and nearest, and the guard on what has no target and is not flashed', () => {
    const edges = [...bios, edge('BMC', '2.10', '2.30')]
    expect(firmwarePlan(at({ BIOS: '1', BMC: '2.10' }), at({ BIOS: '2.10' }), edges)).toEqual({
      ok: false,
      failures: [
        {
          component: 'BIOS',
          current: '1',
          target: '2.10',
          nearest: '2',
          inTheWay: '2.10 wants BMC >=2.30, which stays at 2.10',
        },
      ],
      words:
        'BIOS: no path from 1 to 2.10; the nearest that can be reached is 2: 2.10 wants BMC >=2.30, which stays at 2.10.',
    })
  })

  it('says where the component that is waited for ends', () => {
    const edges = [...bios, edge('BMC', '2.10', '2.20')]
    const plan = firmwarePlan(at({ BIOS: '1', BMC: '2.10' }), at({ BIOS: '2.10', BMC: '2.20' }), edges)
    expect(hops(plan)).toContain('2.10 wants BMC >=2.30, which stays at 2.20.')
  })

  it('says that the server has no such component', () => {
    expect(hops(firmwarePlan(at({ BIOS: '2' }), at({ BIOS: '2.10' }), bios))).toBe(
      'BIOS: no path from 2 to 2.10; no path leads from there: 2.10 wants BMC >=2.30, which the server does not have.',
    )
  })

  it('names both of two that wait for each other', () => {
    const edges = [edge('A', '1', '2', { requires: { B: '2' } }), edge('B', '1', '2', { requires: { A: '2' } })]
    expect(hops(firmwarePlan(at({ A: '1', B: '1' }), at({ A: '2', B: '2' }), edges))).toBe(
      'A: no path from 1 to 2; no path leads from there: 2 wants B 2, which stays at 1. ' +
        'B: no path from 1 to 2; no path leads from there: 2 wants A 2, which stays at 1.',
    )
  })

  it('names the one that is left behind of two that shut each other out, and none that is not in it', () => {
    const edges = [
      edge('A', '1', '2', { requires: { B: '1' } }),
      edge('B', '1', '2', { requires: { A: '1' } }),
      edge('C', '1', '2', { requires: { A: '2' } }),
    ]
    expect(hops(firmwarePlan(at({ A: '1', B: '1', C: '1' }), at({ A: '2', B: '2', C: '2' }), edges))).toBe(
      'B: no path from 1 to 2; no path leads from there: 2 wants A 1, which stays at 2.',
    )
  })

  it('does not blame a guard where no edge leads to the target anyway', () => {
    expect(hops(firmwarePlan(at({ BIOS: '1', BMC: '1' }), at({ BIOS: '9' }), bios))).toBe(
      'BIOS: no path from 1 to 9; the nearest that can be reached is 2.',
    )
  })

  it('ends when there are too many combinations, and says that it gave up', () => {
    const parts = ['A', 'B'].map((component) => ({ component, current: '1', target: '3' }))
    const edges = parts.flatMap(({ component }) => [edge(component, '1', '2'), edge(component, '2', '3')])
    expect(guardedOrder(parts, edges, 3)).toMatchObject({ ok: false, gaveUp: true })
    expect(guardedOrder(parts, edges, 4)).toMatchObject({ ok: true })
  })
})

describe('ten components of ten hops each', () => {
  const names = [...'ABCDEFGHIJ']
  const all = (version: string) => names.map((component) => ({ component, version }))
  const chains = (guardOf: (component: string, from: number) => Record<string, string>) =>
    names.flatMap((component) =>
      Array.from({ length: 10 }, (_, index) =>
        edge(component, `${index + 1}`, `${index + 2}`, { requires: guardOf(component, index + 1) }),
      ),
    )
  const nextTo = (component: string) => names[names.indexOf(component) + 1] ?? 'J'

  it('are ordered where each hop waits for the next component', () => {
    const edges = chains((component, from) => (component === 'J' ? {} : { [nextTo(component)]: `>=${from + 1}` }))
    expect(hops(firmwarePlan(all('1'), all('11'), edges))).toHaveLength(100)
  })

  it('are ordered where the first by name would shut out the last', () => {
    const edges = chains((component, from) =>
      component === 'J'
        ? from === 1
          ? { A: '1' }
          : {}
        : component === 'A'
          ? {}
          : { [nextTo(component)]: `>=${from - 1}` },
    )
    expect(hops(firmwarePlan(all('1'), all('11'), edges))).toHaveLength(100)
  })

  it('are ordered where two need a longer way and the others only look on', () => {
    const others: Record<string, Record<string, string>> = { A: { B: '1' }, B: { A: '1' } }
    const edges = chains((component, from) =>
      others[component] ? (from === 1 ? others[component] : {}) : { A: '>=1' },
    )
    const way = [edge('B', '1', '1.5'), edge('B', '1.5', '2')]
    expect(hops(firmwarePlan(all('1'), all('11'), [...edges, ...way]))).toHaveLength(101)
    expect(hops(firmwarePlan(all('1'), all('11'), edges))).toBe(
      'B: no path from 1 to 11; no path leads from there: 2 wants A 1, which stays at 11.',
    )
  })
})

describe('for any graph with guards', () => {
  const FLASHED = ['A', 'B', 'C']
  const VERSIONS = ['1', '2', '3', '4']
  const version = fc.constantFrom(...VERSIONS)
  const range = fc.oneof(
    version,
    fc.tuple(fc.constantFrom('>=', '<', '<='), version).map((bound) => bound.join('')),
  )
  // D stays as it is, and E is not there.
  const guard = fc.record({ component: fc.constantFrom(...FLASHED, ...FLASHED, 'D', 'E'), version: range })
  const anyEdge: fc.Arbitrary<UpgradeEdge> = fc.record({
    component: fc.constantFrom(...FLASHED),
    from: range,
    to: version,
    requires: fc.oneof(fc.constant(null), fc.tuple(guard), fc.tuple(guard), fc.tuple(guard, guard)),
  })
  const versions = fc.tuple(version, version, version)
  const edgeLists = { minLength: 16, maxLength: 32, size: 'max' } as const
  const timedEdge = fc.tuple(anyEdge, fc.integer({ min: 1, max: 5 })).map(([one, minutes]) => ({ ...one, minutes }))
  const graph = fc.record({
    edges: fc.oneof(fc.array(anyEdge, edgeLists), fc.array(timedEdge, edgeLists)),
    from: versions,
    to: versions,
    still: version,
  })
  const withNames = (list: readonly string[]) =>
    FLASHED.map((component, index) => ({ component, version: list[index] ?? '' }))

  it('a plan is found exactly where some interleaving leads to the targets, and none is shorter', () => {
    const found = { yes: 0, no: 0 }
    fc.assert(
      fc.property(graph, ({ edges, from, to, still }) => {
        const current = [...withNames(from), { component: 'D', version: still }]
        const plan = firmwarePlan(current, withNames(to), edges)
        const cost = plan.ok ? plan.hops.reduce((sum, { minutes }) => sum + (minutes ?? 1), 0) : null
        expect(cost).toBe(leastCost(edges, current, withNames(to)))
        found[plan.ok ? 'yes' : 'no']++
        if (plan.ok) expect(replay(plan.hops, edges, current).end).toEqual([...withNames(to), ...current.slice(3)])
      }),
      { numRuns: 3000 },
    )
    expect(Math.min(found.yes, found.no)).toBeGreaterThan(300)
  })

  it('the plan is the same in whichever order the edges come', () => {
    const shuffled = graph.chain((one) =>
      fc.record({
        one: fc.constant(one),
        edges: fc.shuffledSubarray(one.edges, { minLength: one.edges.length, maxLength: one.edges.length }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ one, edges }) => {
        const current = [...withNames(one.from), { component: 'D', version: one.still }]
        const plan = firmwarePlan(current, withNames(one.to), one.edges)
        expect(firmwarePlan(current.toReversed(), withNames(one.to).toReversed(), edges)).toEqual(plan)
      }),
      { numRuns: 1000 },
    )
  })

  it('with pairs too, each guard holds, and a hop goes without its partner only where that is at its target', () => {
    const partners: Record<string, string> = { A: 'B', B: 'A' }
    const paired = fc
      .array(fc.tuple(anyEdge, fc.boolean()), edgeLists)
      .map((list) =>
        list.map(([one, pair]) => ({ ...one, flashedWith: pair ? (partners[one.component] ?? null) : null })),
      )
    let pairs = 0
    fc.assert(
      fc.property(versions, versions, version, paired, (from, to, still, edges) => {
        const current = [...withNames(from), { component: 'D', version: still }]
        const targets = withNames(to)
        const plan = firmwarePlan(current, targets, edges)
        if (!plan.ok) return
        const { groups, end } = replay(plan.hops, edges, current)
        expect(end).toEqual([...targets, ...current.slice(3)])
        for (const { hops, now } of groups) {
          const [hop, second] = hops
          if (second) pairs++
          const partner = targets.find(({ component }) => component === partners[hop?.component ?? ''])
          if (!hop || second || !partner || now.get(partner.component) === partner.version) continue
          expect(edgesOf(hop, edges, now).filter(({ flashedWith }) => flashedWith === null)).not.toEqual([])
        }
      }),
      { numRuns: 3000 },
    )
    expect(pairs).toBeGreaterThan(50)
  })
})

/** The groups, each with the versions before it, and the versions at the end; every hop has an edge that allows it. */
function replay(all: readonly FirmwareHop[], edges: readonly UpgradeEdge[], current: readonly ComponentVersion[]) {
  let now = new Map(current.map(({ component, version }) => [component, version]))
  const groups = [...new Set(all.map(({ group }) => group))].map((group) => {
    const before = now
    const hops = all.filter((hop) => hop.group === group)
    for (const hop of hops) {
      expect(before.get(hop.component)).toBe(hop.from)
      expect(edgesOf(hop, edges, before)).not.toEqual([])
    }
    now = new Map([...before, ...hops.map(({ component, to }) => [component, to] as const)])
    return { hops, now: before }
  })
  return { groups, end: [...now].map(([component, version]) => ({ component, version })) }
}

function edgesOf(hop: FirmwareHop, edges: readonly UpgradeEdge[], now: ReadonlyMap<string, string>): UpgradeEdge[] {
  return edges.filter((one) => one.component === hop.component && one.to === hop.to && isAllowed(one, now))
}

function isAllowed(one: UpgradeEdge, now: ReadonlyMap<string, string>): boolean {
  const wants = [{ component: one.component, version: one.from }, ...(one.requires ?? [])]
  return wants.every(({ component, version }) => {
    const has = now.get(component)
    return has !== undefined && matchesVersion(version, has)
  })
}

/** Every interleaving, cheapest first over all versions at once: nothing in common with the code under test. */
function leastCost(
  edges: readonly UpgradeEdge[],
  current: readonly ComponentVersion[],
  targets: readonly ComponentVersion[],
): number | null {
  const seen = new Set<string>()
  const layers = [[new Map(current.map(({ component, version }) => [component, version]))]]
  for (let cost = 0; cost < layers.length; cost++) {
    for (const now of layers[cost] ?? []) {
      if (targets.every(({ component, version }) => now.get(component) === version)) return cost
      const key = [...now.values()].join()
      if (seen.has(key)) continue
      seen.add(key)
      for (const one of edges.filter((each) => isAllowed(each, now))) {
        const next = cost + (one.minutes ?? 1)
        while (layers.length <= next) layers.push([])
        layers[next]?.push(new Map(now).set(one.component, one.to))
      }
    }
  }
  return null
}
