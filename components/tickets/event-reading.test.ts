import { describe, expect, it } from 'vitest'
import { reasonInWords } from './event-outcome-words'
import { readEvent } from './event-reading'
import { retireWords } from './retire-words'

const read = (kind: string, payload: Record<string, unknown>) => {
  const { what, where, value } = readEvent({ kind, payload })
  return [what, where, value].filter((word) => word !== null).join(', ')
}

describe('an event in words', () => {
  it.each([
    [
      'SMART_REPORT',
      { device: '/dev/sda', reallocated: 1975, pending: 8, celsius: 31 },
      'SMART readings, sda, pending 8, reallocated 1,975',
    ],
    ['SMART_REPORT', { serial: 'S1', passed: true, reallocated: 0 }, 'SMART readings, S1, nothing against it'],
    [
      'SMART_REPORT',
      { device: '/dev/nvme0', passed: false, criticalWarning: 12, mediaErrors: 3 },
      'SMART readings, nvme0, failed, unreliable, read-only, media errors 3',
    ],
    ['ECC_UNCORRECTABLE', { dimm: 'A1' }, 'Uncorrectable memory error, DIMM A1'],
    ['ECC_UNCORRECTABLE', { dimm: 'DIMM_B2', count: 1 }, 'Uncorrectable memory error, DIMM_B2, 1 uncorrectable error'],
    ['ECC_OK', { dimm: 'A1' }, 'Memory is well, DIMM A1'],
    ['TEMPERATURE_OK', { sensor: 'CPU1' }, 'Cool enough, CPU1'],
    ['TEMPERATURE_OK', { sensors: { CPU1: 61, CPU2: 58, Inlet: 24 } }, 'Cool enough, 3 sensors, hottest CPU1 61 °C'],
    ['TEMPERATURE_OK', { sensors: { Inlet: 24 } }, 'Cool enough, Inlet, 24 °C'],
    ['TEMPERATURE_OK', { sensors: { CPU1: null, CPU2: null } }, 'Cool enough, 2 sensors'],
    ['TEMPERATURE_OK', { sensors: 'all' }, 'Cool enough'],
  ])('%s %j: %s', (kind, payload, words) => {
    expect(read(kind, payload)).toBe(words)
  })

  it('says in words why it opened nothing', () => {
    expect(reasonInWords('cooled-since')).toBe('it has cooled down since')
    expect(reasonInWords('only if still so after 30 min')).toBe('only if still so after 30 min')
  })

  it('counts repairs', () => {
    expect([2, 5].map((repairsBefore) => retireWords({ repairsBefore }))).toEqual([
      'Third repair of this server',
      '6th repair of this server',
    ])
  })
})
