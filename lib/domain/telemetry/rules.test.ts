import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { componentOf, componentsOf } from './components'
import { DEFAULT_RULES, fullestWindow, matchRule, PLAIN_RULE, type Rule, suppressionOf } from './rules'

const match = (kind: string, payload: Record<string, unknown> = {}, rules: readonly Rule[] = DEFAULT_RULES) =>
  matchRule(rules, { kind, payload })

describe('the rules to start with', () => {
  it('a failing disk opens a HIGH ticket about its serial', () => {
    expect(match('SMART_FAIL', { device: '/dev/sda', serial: 'S1' })).toEqual({
      kind: 'opens',
      type: 'REPLACE_DISK',
      priority: 'HIGH',
      component: 'S1',
      partKind: null,
      stillAfterMinutes: null,
    })
  })

  it.each([
    [10, 'below-threshold'],
    [11, 'opens'],
    ['11', 'opens'],
    [undefined, 'below-threshold'],
    ['many', 'below-threshold'],
    [Number.NaN, 'below-threshold'],
    [null, 'below-threshold'],
  ])('ECC errors with count %s: %s', (count, kind) => {
    expect(match('ECC_ERRORS', { count, dimm: 'A3' }).kind).toBe(kind)
  })

  it('says what was read and what would open a ticket', () => {
    expect(match('ECC_ERRORS', { count: 4 })).toMatchObject({ words: 'count 4, a ticket opens over 10' })
  })

  it.each([
    ['ECC_ERRORS', { count: 50, dimm: 'A3' }, 'REPLACE_RAM', 'A3'],
    ['OVERHEAT', { celsius: 95, sensor: 'Inlet' }, 'CHECK_COOLING', 'Inlet'],
    ['HOST_UNREACHABLE', {}, 'REBOOT', 'unknown'],
  ])('%s %j opens %s about %s', (kind, payload, type, component) => {
    expect(match(kind, payload)).toMatchObject({ kind: 'opens', type, priority: 'NORMAL', component })
  })

  it('HOST_REACHABLE ends what HOST_UNREACHABLE began', () => {
    expect(match('HOST_REACHABLE')).toEqual({ kind: 'clears', symptom: 'host', components: ['unknown'] })
  })

  it('a kind without a rule, or with one that is switched off, does nothing', () => {
    expect(match('FAN_SLOW')).toEqual({ kind: 'no-rule' })
    expect(
      match(
        'SMART_FAIL',
        {},
        DEFAULT_RULES.map((rule) => ({ ...rule, enabled: false })),
      ),
    ).toEqual({ kind: 'no-rule' })
  })
})

describe('a disk’s report', () => {
  const healthy = { serial: 'S1', passed: true, reallocated: 4, pending: 0, offlineUncorrectable: 0, mediaErrors: 0 }
  it.each([
    ['a few reallocated sectors are no fault', {}, null],
    ['many are', { reallocated: 11 }, ['REPLACE_DISK', 'NORMAL']],
    ['a pending sector', { pending: 1 }, ['REPLACE_DISK', 'NORMAL']],
    ['an offline-uncorrectable one', { offlineUncorrectable: 1 }, ['REPLACE_DISK', 'NORMAL']],
    ['a media error', { mediaErrors: 1 }, ['REPLACE_DISK', 'NORMAL']],
    ['NVMe warns that its spare is low', { criticalWarning: 1 }, ['REPLACE_DISK', 'HIGH']],
    ['that it is read-only, and hot', { criticalWarning: 10 }, ['REPLACE_DISK', 'HIGH']],
    ['that it is hot', { criticalWarning: 2 }, ['CHECK_COOLING', 'NORMAL']],
    ['that nothing is wrong', { criticalWarning: 0 }, null],
    ['that nobody knows', { criticalWarning: 'n/a' }, null],
  ] as const)('%s', (_, readings, expected) => {
    const found = match('SMART_REPORT', { ...healthy, ...readings })
    expect(found.kind === 'opens' ? [found.type, found.priority] : null).toEqual(expected)
    if (expected === null) expect(found).toMatchObject({ clears: { symptom: 'disk', components: ['S1'] } })
  })
})

describe('a window', () => {
  const minutes = (n: number) => n * 60_000
  const rule: Rule = {
    ...PLAIN_RULE,
    kind: 'X',
    aggregate: 'count',
    threshold: 2,
    windowMinutes: 60,
    ticketType: 'REBOOT',
  }

  it('is the fullest stretch that holds the event, before or after it', () => {
    const events = [0, 10, 55, 65, 200].map((at) => ({ at: minutes(at), share: 1 }))
    expect(fullestWindow(events, minutes(0), 60)).toBe(3)
    expect(fullestWindow(events, minutes(10), 60)).toBe(3)
    expect(fullestWindow(events, minutes(65), 60)).toBe(3)
    expect(fullestWindow(events, minutes(200), 60)).toBe(1)
    expect(fullestWindow([], 0, 60)).toBe(0)
  })

  it('opens over its threshold; is not asked where nobody counted', () => {
    expect(matchRule([rule], { kind: 'X', payload: {} }, () => 3).kind).toBe('opens')
    expect(matchRule([rule], { kind: 'X', payload: {} }, () => 2).kind).toBe('below-threshold')
    expect(match('X', {}, [rule])).toMatchObject({ words: 'too few within the window' })
  })

  it('whatever the order in which events come, a ticket opens in the end if any window is full', () => {
    const times = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(times, times, (sent, keys) => {
        const all = sent.map((at) => ({ at: minutes(at), share: 1 }))
        const full = all.some((event) => fullestWindow(all, event.at, 60) > 2)
        const order = all.map((event, i) => ({ event, key: keys[i % keys.length] ?? 0 })).sort((a, b) => a.key - b.key)
        const opened = order.some(({ event }, i) => {
          const known = order.slice(0, i + 1).map((one) => one.event)
          return fullestWindow(known, event.at, 60) > 2
        })
        expect(opened).toBe(full)
      }),
    )
  })
})

describe('several rules for a kind', () => {
  const rule = { ...PLAIN_RULE, kind: 'OVERHEAT', field: 'celsius' } as const
  const rules: Rule[] = [
    { ...rule, threshold: 70, ticketType: 'CHECK_COOLING', priority: 'LOW' },
    { ...rule, threshold: 90, ticketType: 'REBOOT', priority: 'HIGH' },
  ]

  it.each([
    [60, { kind: 'below-threshold' }],
    [80, { kind: 'opens', type: 'CHECK_COOLING' }],
    [95, { kind: 'opens', type: 'REBOOT' }],
  ])('%s °C', (celsius, expected) => {
    expect(match('OVERHEAT', { celsius }, rules)).toMatchObject(expected)
    expect(match('OVERHEAT', { celsius }, rules.toReversed())).toMatchObject(expected)
  })
})

it('a good word names its sensors, however many', () => {
  expect(componentsOf('CHECK_COOLING', { sensors: { CPU1: 40, ' CPU2': 41, '': 1 } })).toEqual(['CPU1', 'CPU2'])
  expect(componentsOf('CHECK_COOLING', { sensor: 'CPU1' })).toEqual(['CPU1'])
  expect(componentsOf('CHECK_COOLING', { sensors: {} })).toEqual([])
  expect(componentsOf('REPLACE_DISK', { serial: 'S1', sensors: { CPU1: 40 } })).toEqual(['S1'])
})

describe('components', () => {
  it.each([
    ['REPLACE_DISK', { device: '/dev/sda' }, '/dev/sda'],
    ['REPLACE_DISK', { serial: ' ', device: 'sdb' }, 'sdb'],
    ['REPLACE_DISK', { serial: 12345 }, '12345'],
    ['REPLACE_DISK', { serial: { x: 1 } }, 'unknown'],
    ['REPLACE_RAM', {}, 'unknown'],
    ['REPLACE_RAM', { dimm: 'x'.repeat(500) }, 'x'.repeat(128)],
  ] as const)('of %s with %j: %s', (type, payload, expected) => {
    expect(componentOf(type, payload)).toBe(expected)
  })
})

it('only REBOOT is suppressed, by an outage or a hold', () => {
  expect(suppressionOf('REBOOT', { powerOutage: true, held: true })).toBe('power-outage')
  expect(suppressionOf('REBOOT', { powerOutage: false, held: true })).toBe('hold')
  expect(suppressionOf('REBOOT', { powerOutage: false, held: false })).toBeNull()
  expect(suppressionOf('REPLACE_DISK', { powerOutage: true, held: true })).toBeNull()
})
