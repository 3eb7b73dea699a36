import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { collide, type Depth, type Face, fits } from './rack-space'
import type { SlotOccupant } from './slot-layout'
import { firstFit, type SlotRack, type SlotServer, type SlotWish, suggestPlaces } from './slots'

const ANY: SlotWish = { keep: null, overBudget: false }

const thing = (key: string, u: number, more: Partial<SlotOccupant> = {}): SlotOccupant => ({
  key,
  u,
  heightU: 1,
  face: 'front',
  depth: 'full',
  powerW: 500,
  weightKg: 18,
  group: null,
  ...more,
})
const rack = (code: string, occupants: SlotOccupant[] = [], more: Partial<SlotRack> = {}): SlotRack => ({
  code,
  heightU: 12,
  occupants,
  ...more,
})
const server = (barcode: string, more: Partial<SlotServer> = {}): SlotServer => ({
  barcode,
  heightU: 1,
  depth: 'full',
  powerW: 500,
  weightKg: 18,
  group: null,
  ...more,
})
const placeOf = (racks: SlotRack[], one: SlotServer, wish: SlotWish = ANY) =>
  suggestPlaces(racks, [one], wish)[0]?.places[0]

describe('where a server goes', () => {
  it('into the gap that it fills exactly, rather than on top of what is there', () => {
    const stands = [1, 2, 5, 6].map((u) => thing(`S${u}`, u))
    expect(placeOf([rack('A', stands)], server('N', { heightU: 2 }))).toMatchObject({
      u: 3,
      reasons: expect.arrayContaining(['fills U3–4 exactly']),
    })
  })

  it('not where it leaves a single unit, when there is another place', () => {
    const stands = [thing('S1', 1), thing('S5', 5)]
    expect(placeOf([rack('A', stands)], server('N', { heightU: 2 }))?.u).not.toBe(2)
  })

  it('the heavy below the light, whatever order they are asked in', () => {
    const [light, heavy] = suggestPlaces(
      [rack('A')],
      [server('L', { weightKg: 5 }), server('H', { weightKg: 45 })],
      ANY,
    )
    expect(heavy?.places[0]).toMatchObject({ u: 1, reasons: expect.arrayContaining(['45 kg, and low']) })
    expect(light?.places[0]?.u).toBeGreaterThan(1)
  })

  it('never into a rack whose power or weight it would go over, unless that is said, and then with a warning', () => {
    const full = rack('A', [thing('S1', 1, { powerW: 900 })], { maxPowerW: 1_000 })
    expect(suggestPlaces([full], [server('N')], ANY)).toEqual([
      { barcode: 'N', places: [], reason: 'A has 1U of full depth free, but not within the power and weight budget.' },
    ])
    expect(placeOf([full], server('N'), { ...ANY, overBudget: true })?.warnings).toEqual([
      '1,400 W of power is over the rack’s 1,000 W.',
    ])
    expect(placeOf([full, rack('B')], server('N'))?.rack).toBe('B')
  })

  it('to its order, or to the rack next to it; or as far from it as there are racks', () => {
    const mates = rack('B', [thing('S1', 1, { group: 'ORD-1' })])
    const racks = [rack('A'), mates, rack('C'), rack('D')]
    const one = server('N', { group: 'ORD-1' })
    expect(placeOf(racks, one, { ...ANY, keep: 'together' })).toMatchObject({
      rack: 'B',
      reasons: expect.arrayContaining(['one of ORD-1 stands here']),
    })
    const full = { ...mates, heightU: 1 }
    expect(placeOf([rack('Z'), rack('A'), full, rack('C')], one, { ...ANY, keep: 'together' })?.rack).toBe('A')
    const apart = suggestPlaces(
      racks,
      ['1', '2', '3'].map((n) => server(n, { group: 'ORD-1' })),
      { ...ANY, keep: 'apart' },
    )
    expect(apart.map(({ places }) => places[0]?.rack).sort()).toEqual(['A', 'C', 'D'])
  })

  it('of half depth: behind another of half depth, when its front is taken', () => {
    const stands = Array.from({ length: 12 }, (_, i) => thing(`S${i}`, i + 1, { depth: 'half' }))
    expect(placeOf([rack('A', stands)], server('N', { depth: 'half' }))).toMatchObject({ u: 1, face: 'rear' })
    expect(suggestPlaces([rack('A', stands)], [server('N')], ANY)[0]?.reason).toBe(
      'No rack has 1U of full depth free in one piece.',
    )
  })

  it('says other places too, of other racks first', () => {
    const [answer] = suggestPlaces([rack('A'), rack('B')], [server('N')], ANY)
    expect(answer?.places).toHaveLength(3)
    expect(new Set(answer?.places.map((place) => place.rack))).toEqual(new Set(['A', 'B']))
  })
})

const face = fc.constantFrom<Face>('front', 'rear')
const depth = fc.constantFrom<Depth>('full', 'half')
const load = { powerW: fc.integer({ min: 0, max: 900 }), weightKg: fc.integer({ min: 0, max: 60 }) }
const group = fc.constantFrom(null, 'ORD-1', 'ORD-2')

const someRack = fc
  .record({
    heightU: fc.integer({ min: 1, max: 16 }),
    maxPowerW: fc.option(fc.integer({ min: 500, max: 5_000 })),
    maxWeightKg: fc.option(fc.integer({ min: 50, max: 300 })),
    things: fc.array(
      fc.record({
        u: fc.integer({ min: 1, max: 16 }),
        heightU: fc.integer({ min: 1, max: 4 }),
        face,
        depth,
        group,
        ...load,
      }),
      { maxLength: 10 },
    ),
  })
  .map(({ things, ...frame }) => {
    const occupants: SlotOccupant[] = []
    for (const [i, one] of things.entries()) {
      const candidate = { ...one, key: `S${i}` }
      if (fits(frame, occupants, candidate).ok) occupants.push(candidate)
    }
    return { ...frame, occupants }
  })
const someRacks = fc
  .array(someRack, { maxLength: 4 })
  .map((racks): SlotRack[] => racks.map((one, i) => ({ ...one, code: `R${i}` })))
const someServers = fc
  .array(fc.record({ heightU: fc.integer({ min: 1, max: 4 }), depth, group, ...load }), { minLength: 1, maxLength: 10 })
  .map((servers): SlotServer[] => servers.map((one, i) => ({ ...one, barcode: `N${i}` })))
const someWish = fc.record({
  keep: fc.constantFrom<SlotWish['keep']>('together', 'apart', null),
  overBudget: fc.boolean(),
})

/** What stands in a rack when everybody is where the answer says first. */
function filled(
  one: SlotRack,
  servers: readonly SlotServer[],
  answers: ReturnType<typeof suggestPlaces>,
): SlotOccupant[] {
  const coming = answers.flatMap(({ barcode, places: [place] }) => {
    const of = servers.find((server) => server.barcode === barcode)
    return place?.rack === one.code && of !== undefined ? [{ ...of, key: barcode, u: place.u, face: place.face }] : []
  })
  return [...one.occupants, ...coming]
}

describe('for whatever racks and servers', () => {
  it('nothing stands in another’s way, or outside its rack, and each alternative is free too', () => {
    fc.assert(
      fc.property(someRacks, someServers, someWish, (racks, servers, wish) => {
        const answers = suggestPlaces(racks, servers, wish)
        for (const one of racks) {
          const all = filled(one, servers, answers)
          for (const [i, a] of all.entries()) {
            expect(a.u + a.heightU - 1).toBeLessThanOrEqual(one.heightU)
            expect(all.slice(i + 1).some((b) => collide(a, b))).toBe(false)
          }
          for (const { barcode, places } of answers) {
            const of = servers.find((server) => server.barcode === barcode)
            for (const place of places.filter(({ rack: code }) => code === one.code)) {
              if (of !== undefined) expect(fits(one, all, { ...of, key: barcode, ...place }).ok).toBe(true)
            }
          }
        }
      }),
    )
  })

  it('a rack that was within its budgets stays within them, unless it was said that it need not', () => {
    fc.assert(
      fc.property(someRacks, someServers, someWish, (racks, servers, wish) => {
        const answers = suggestPlaces(racks, servers, { ...wish, overBudget: false })
        for (const one of racks) {
          const before = one.occupants.length
          const all = filled(one, servers, answers)
          for (const [resource, max] of [
            ['powerW', one.maxPowerW],
            ['weightKg', one.maxWeightKg],
          ] as const) {
            const sum = all.reduce((total, each) => total + each[resource], 0)
            const came = all.slice(before).reduce((total, each) => total + each[resource], 0)
            if (max !== null && max !== undefined && came > 0) expect(sum).toBeLessThanOrEqual(max)
          }
        }
      }),
    )
  })

  it('as many find a place as by a plain first fit, at no higher cost; who finds none is told why', () => {
    fc.assert(
      fc.property(someRacks, someServers, someWish, (racks, servers, wish) => {
        const answers = suggestPlaces(racks, servers, wish)
        const plain = firstFit(racks, servers, wish)
        const placed = answers.filter(({ places }) => places.length > 0)
        expect(placed.length).toBeGreaterThanOrEqual(plain.places.size)
        if (placed.length === plain.places.size) {
          const cost = placed.reduce((sum, { places: [place] }) => sum + (place?.cost ?? 0), 0)
          expect(cost).toBeLessThanOrEqual(plain.cost + 1e-6)
        }
        for (const { places, reason } of answers) expect(reason === null).toBe(places.length > 0)
      }),
    )
  })

  it('the same question has the same answer, and the racks that were given are as they were', () => {
    fc.assert(
      fc.property(someRacks, someServers, someWish, (racks, servers, wish) => {
        const before = structuredClone(racks)
        const answer = suggestPlaces(racks, servers, wish)
        expect(racks).toEqual(before)
        expect(suggestPlaces(structuredClone(racks), [...servers], wish)).toEqual(answer)
        const byCode = (answers: typeof answer) => new Map(answers.map(({ barcode, places }) => [barcode, places[0]]))
        expect(byCode(suggestPlaces(racks, servers, wish))).toEqual(byCode(answer))
      }),
    )
  })
})
