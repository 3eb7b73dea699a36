import { describe, expect, it } from 'vitest'
import { componentOf, DEFAULT_RULES, matchRule, type Rule, suppressionOf } from './rules'

const match = (kind: string, payload: Record<string, unknown> = {}, rules: readonly Rule[] = DEFAULT_RULES) =>
  matchRule(rules, { kind, payload })

describe('the rules to start with', () => {
  it('a failing disk opens a HIGH ticket about its serial', () => {
    expect(match('SMART_FAIL', { device: '/dev/sda', serial: 'S1' })).toEqual({
      kind: 'opens',
      type: 'REPLACE_DISK',
      priority: 'HIGH',
      component: 'S1',
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
    expect(match(kind, payload)).toEqual({ kind: 'opens', type, priority: 'NORMAL', component })
  })

  it('HOST_REACHABLE ends what HOST_UNREACHABLE began', () => {
    expect(match('HOST_REACHABLE')).toEqual({ kind: 'ends', type: 'REBOOT' })
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

describe('several rules for a kind', () => {
  const rule = { kind: 'OVERHEAT', field: 'celsius', enabled: true } as const
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
