import { describe, expect, it } from 'vitest'
import { SERVER_STATES } from '../server-state'
import { type EligibilityFacts, ineligibleReason, isHeld } from './eligibility'

const now = new Date('2026-11-23T12:00:00Z')
const free: EligibilityFacts = {
  state: 'RACKED',
  model: { cpuCores: 64, ramGb: 512, nvmeGb: 0 },
  openHighTickets: 0,
  hold: null,
  needsWipe: false,
}
const reason = (more: Partial<EligibilityFacts>, includeWarehouse = false) =>
  ineligibleReason({ ...free, ...more }, { includeWarehouse, now })?.code ?? null

describe('who may be promised', () => {
  it('of all states only RACKED, and IN_WAREHOUSE where asked for', () => {
    expect(SERVER_STATES.filter((state) => reason({ state }) === null)).toEqual(['RACKED'])
    expect(SERVER_STATES.filter((state) => reason({ state }, true) === null)).toEqual(['IN_WAREHOUSE', 'RACKED'])
  })

  it.each([
    ['in-warehouse', { state: 'IN_WAREHOUSE' }],
    ['not-free', { state: 'ALLOCATED' }],
    ['unidentified', { model: null }],
    ['model-incomplete', { model: { cpuCores: 64, ramGb: 512, nvmeGb: null } }],
    ['open-high-ticket', { openHighTickets: 1 }],
    ['on-hold', { hold: { reason: 'spare fan', until: null } }],
    ['needs-wipe', { needsWipe: true }],
  ] as const)('%s', (code, more) => {
    expect(reason(more)).toBe(code)
  })

  it('a model without NVMe is complete when that is known: zero', () => {
    expect(reason({ model: { cpuCores: 64, ramGb: 512, nvmeGb: 0 } })).toBeNull()
  })

  it('a hold until a time in the past is no hold', () => {
    const until = (text: string) => ({ reason: 'x', until: new Date(text) })
    expect(reason({ hold: until('2026-11-23T11:59:59Z') })).toBeNull()
    expect(reason({ hold: until('2026-11-23T12:00:00Z') })).toBeNull()
    expect(reason({ hold: until('2026-11-23T12:00:01Z') })).toBe('on-hold')
    expect(isHeld(null, now)).toBe(false)
  })

  it('says why in words', () => {
    const held = ineligibleReason(
      { ...free, hold: { reason: 'spare fan', until: null } },
      { includeWarehouse: false, now },
    )
    expect(held?.words).toBe('It is held: spare fan.')
    expect(ineligibleReason({ ...free, state: 'IN_SERVICE' }, { includeWarehouse: true, now })?.words).toBe(
      'It is in service.',
    )
  })
})
