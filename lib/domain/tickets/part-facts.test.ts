import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factNamesOf, factsOf } from './facts-of'
import {
  DISK_INTERFACES,
  FORM_FACTORS,
  fitOf,
  MEMORY_TYPES,
  mergeFacts,
  misfitOf,
  type PartFacts,
  readFacts,
  sameFacts,
} from './part-facts'

/** Any facts at all, few values, so that many meet. */
const anyFacts: fc.Arbitrary<PartFacts> = fc
  .record(
    {
      formFactor: fc.constantFrom(...FORM_FACTORS),
      interface: fc.constantFrom(...DISK_INTERFACES),
      sizeGb: fc.constantFrom(480, 960, 1920),
      memoryType: fc.constantFrom(...MEMORY_TYPES),
      speedMts: fc.constantFrom(2933, 3200),
    },
    { requiredKeys: [] },
  )
  .map(readFacts)

describe('what an event tells of the part that failed', () => {
  it.each([
    [
      'a SATA disk as smartctl names it',
      { protocol: 'ATA', formFactor: '2.5 inches', capacityBytes: 480_103_981_056, serial: 'S' },
      { formFactor: '2.5"', interface: 'SATA', sizeGb: 480 },
    ],
    [
      'a SAS disk',
      { protocol: 'SCSI', formFactor: '3.5 inches', capacityBytes: 4_000_787_030_016 },
      { formFactor: '3.5"', interface: 'SAS', sizeGb: 4000 },
    ],
    [
      'an NVMe disk, which names no form factor',
      { protocol: 'NVMe', capacityBytes: 7_681_501_126_656 },
      { interface: 'NVMe', sizeGb: 7680 },
    ],
    ['nothing but its serial', { serial: 'S', formFactor: 'strange', capacityBytes: -1 }, {}],
    ['what is none of its facts', { memoryType: 'DDR4', speedMts: 3200, sizeGb: '480' }, {}],
  ])('%s', (_, payload, facts) => {
    expect(factsOf('REPLACE_DISK', payload)).toEqual(facts)
  })

  it('a DIMM by type, size and speed; hands need no part', () => {
    const payload = { memoryType: 'ddr4', sizeGb: 32, speedMts: 3200, dimm: 'A1', formFactor: 'M.2' }
    expect(factsOf('REPLACE_RAM', payload)).toEqual({ memoryType: 'DDR4', sizeGb: 32, speedMts: 3200 })
    expect(factsOf('REBOOT', payload)).toEqual({})
  })

  it.each([
    [480_103_981_056, 480],
    [512_110_190_592, 512],
    [960_197_124_096, 960],
    [1_024_209_543_168, 1024],
    [1_920_383_410_176, 1920],
    [3_840_755_982_336, 3840],
    [15_362_991_415_296, 15_360],
    [16_000_900_661_248, 16_000],
    [30_725_970_923_520, 30_720],
    [146_815_733_760, 146],
  ])('%i bytes are sold as %i GB', (capacityBytes, sizeGb) => {
    expect(factsOf('REPLACE_DISK', { capacityBytes })).toEqual({ sizeGb })
  })

  it('each kind of part has its facts, a fan none', () => {
    expect(['ssd', 'DIMM', 'FAN'].map(factNamesOf)).toEqual([
      ['formFactor', 'interface', 'sizeGb'],
      ['memoryType', 'sizeGb', 'speedMts'],
      [],
    ])
  })
})

describe('facts of any origin', () => {
  it.each([
    [{ formFactor: '2.5"' }, { formFactor: '2.5"' }],
    [
      { formFactor: '2.5in', interface: 'nvme' },
      { formFactor: '2.5"', interface: 'NVMe' },
    ],
    [{ formFactor: 'm2' }, { formFactor: 'M.2' }],
    [
      { formFactor: 'e1.s', sizeGb: 1.5 },
      { formFactor: 'E1.S', sizeGb: 1 },
    ],
    [{ sizeGb: 0, speedMts: Number.NaN, memoryType: 'DDR9' }, {}],
    [null, {}],
    [[1], {}],
    ['x', {}],
  ])('%j', (value, facts) => {
    expect(readFacts(value)).toEqual(facts)
  })

  it('read again they are the same', () => {
    fc.assert(
      fc.property(fc.oneof(anyFacts, fc.anything()), (value) => {
        const facts = readFacts(value)
        expect(readFacts(JSON.parse(JSON.stringify(facts)))).toEqual(facts)
      }),
    )
  })
})

describe('evidence adds up', () => {
  it('to the same in whatever order it comes, and however often', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, anyFacts, (a, b, c) => {
        expect(mergeFacts(a, b)).toEqual(mergeFacts(b, a))
        expect(mergeFacts(mergeFacts(a, b), c)).toEqual(mergeFacts(a, mergeFacts(b, c)))
        expect(mergeFacts(mergeFacts(a, b), b)).toEqual(mergeFacts(a, b))
        expect(mergeFacts(a, {})).toEqual(a)
      }),
    )
  })

  it('and where it contradicts itself, the larger and the more particular counts', () => {
    const merged = mergeFacts({ formFactor: 'U.2', sizeGb: 960 }, { formFactor: '2.5"', sizeGb: 1920 })
    expect(merged).toEqual({ formFactor: 'U.2', sizeGb: 1920 })
    expect(sameFacts(merged, { sizeGb: 1920, formFactor: 'U.2' })).toBe(true)
    expect(sameFacts(merged, { sizeGb: 1920 })).toBe(false)
  })
})

const disk = (formFactor: PartFacts['formFactor'], bus: PartFacts['interface'], sizeGb: number): PartFacts =>
  readFacts({ formFactor, interface: bus, sizeGb })
const dimm = (memoryType: PartFacts['memoryType'], sizeGb: number, speedMts: number): PartFacts =>
  readFacts({ memoryType, sizeGb, speedMts })

describe('a part fits', () => {
  it.each([
    ['the same disk', disk('2.5"', 'SATA', 480), disk('2.5"', 'SATA', 480), true, 0],
    ['a larger one', disk('2.5"', 'SATA', 480), disk('2.5"', 'SATA', 960), true, 0],
    ['a smaller one', disk('2.5"', 'SATA', 480), disk('2.5"', 'SATA', 240), false, 0],
    ['another form factor', disk('3.5"', 'SATA', 480), disk('2.5"', 'SATA', 480), false, 0],
    ['another interface', disk('2.5"', 'SAS', 480), disk('2.5"', 'SATA', 480), false, 0],
    ['U.2 is 2.5" with NVMe', disk('2.5"', 'NVMe', 960), disk('U.2', undefined, 960), true, 0],
    ['and not with SATA', disk('2.5"', 'SATA', 960), disk('U.2', undefined, 960), false, 0],
    ['E1.S is NVMe', readFacts({ interface: 'SATA' }), readFacts({ formFactor: 'E1.S' }), false, 1],
    ['of an unknown size', disk('2.5"', 'SATA', 480), readFacts({ formFactor: '2.5"', interface: 'SATA' }), true, 1],
    ['of which nothing is known', disk('2.5"', 'SATA', 480), {}, true, 3],
    ['anything, for what nothing is known of', {}, disk('M.2', 'SATA', 480), true, 0],
    ['a faster DIMM', dimm('DDR4', 32, 2933), dimm('DDR4', 32, 3200), true, 0],
    ['a slower DIMM', dimm('DDR4', 32, 3200), dimm('DDR4', 32, 2933), false, 0],
    ['another memory', dimm('DDR4', 32, 3200), dimm('DDR5', 32, 4800), false, 0],
  ])('%s', (_, component, part, fits, unknown) => {
    expect(fitOf(component, part)).toMatchObject(fits ? { fits, unknown } : { fits })
  })

  it.each([
    [disk('2.5"', 'SATA', 480), disk('3.5"', 'SATA', 480), 'is 3.5", and 2.5" is needed'],
    [disk('2.5"', 'SATA', 480), disk('2.5"', 'SAS', 480), 'is SAS, and SATA is needed'],
    [disk('2.5"', 'SATA', 480), disk('2.5"', 'SATA', 240), 'has 240 GB, and at least 480 GB are needed'],
    [dimm('DDR4', 32, 3200), dimm('DDR4', 32, 2933), 'runs at 2933 MT/s, and at least 3200 MT/s are needed'],
  ])('says why not: %j, %j', (component, part, words) => {
    expect(misfitOf(component, part)).toBe(words)
  })

  it('says why not exactly where it does not', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (component, part) => {
        const misfit = misfitOf(component, part)
        expect(misfit === null).toBe(fitOf(component, part).fits)
        expect(misfit).not.toBe('is of another kind')
      }),
    )
  })

  it('more evidence never makes a part fit that did not', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, anyFacts, (component, more, part) => {
        // Only where the evidence agrees: a contradiction may be settled either way.
        const merged = mergeFacts(component, more)
        const grown = (Object.keys(component) as (keyof PartFacts)[]).every((name) => merged[name] === component[name])
        if (grown && !fitOf(component, part).fits) expect(fitOf(merged, part).fits).toBe(false)
      }),
    )
  })
})
