import { describe, expect, it } from 'vitest'
import { SCAN_RELATIONS, type ScanRelation, scanOutcome, scanTarget } from './scan'
import { SERVER_STATES, type ServerState, serverMachine } from './server-state'

/** Written by hand from the product's rules. R racked, W in a warehouse, = keeps its state; else the refusal's code. */
const INTO_RACK: Record<ServerState, Partial<Record<ScanRelation, string>>> = {
  NEW: { 'other-rack': 'W R', 'other-datacenter': 'W R' },
  IN_FACTORY_TEST: { 'other-rack': 'illegal-transition', 'other-datacenter': 'illegal-transition' },
  IN_TRANSIT: { 'other-rack': 'W R', 'other-datacenter': 'W R' },
  IN_WAREHOUSE: { 'other-rack': 'R', 'other-datacenter': 'R' },
  RACKED: { 'same-rack': '=', 'other-rack': '=', 'other-datacenter': '=' },
  ALLOCATED: { 'same-rack': '=', 'other-rack': '=', 'other-datacenter': 'wrong-datacenter' },
  PROVISIONING: { 'same-rack': 'cannot-move', 'other-rack': 'cannot-move', 'other-datacenter': 'wrong-datacenter' },
  IN_SERVICE: { 'same-rack': 'cannot-move', 'other-rack': 'cannot-move', 'other-datacenter': 'wrong-datacenter' },
  BROKEN: { 'same-rack': '=', 'other-rack': '=', 'other-datacenter': '=' },
  REPAIRING: { 'same-rack': 'cannot-move', 'other-rack': 'cannot-move', 'other-datacenter': 'cannot-move' },
  DECOMMISSIONED: {
    'same-rack': 'decommissioned',
    'other-rack': 'decommissioned',
    'other-datacenter': 'decommissioned',
  },
}
const INTO_WAREHOUSE: Record<ServerState, [here: string, otherDatacenter: string]> = {
  NEW: ['W', 'W'],
  IN_FACTORY_TEST: ['illegal-transition', 'illegal-transition'],
  IN_TRANSIT: ['W', 'W'],
  IN_WAREHOUSE: ['=', '='],
  RACKED: ['W', 'W'],
  ALLOCATED: ['=', 'wrong-datacenter'],
  PROVISIONING: ['cannot-move', 'wrong-datacenter'],
  IN_SERVICE: ['cannot-move', 'wrong-datacenter'],
  BROKEN: ['=', '='],
  REPAIRING: ['W', 'W'],
  DECOMMISSIONED: ['decommissioned', 'decommissioned'],
}
const cells = SERVER_STATES.flatMap((state) => [
  ...SCAN_RELATIONS.flatMap((relation) => {
    const expected = INTO_RACK[state][relation]
    return expected === undefined ? [] : [{ state, relation, into: 'rack' as const, expected }]
  }),
  { state, relation: 'warehouse' as const, into: 'warehouse' as const, expected: INTO_WAREHOUSE[state][0] },
  { state, relation: 'other-datacenter' as const, into: 'warehouse' as const, expected: INTO_WAREHOUSE[state][1] },
])
const NAMES: Record<string, ServerState> = { R: 'RACKED', W: 'IN_WAREHOUSE' }

describe('a scan', () => {
  it.each(cells)('$state into $into ($relation): $expected', ({ state, relation, into, expected }) => {
    const outcome = scanOutcome(state, { relation, into, samePlace: false })
    if (!outcome.ok) {
      expect(outcome.code).toBe(expected)
      expect(outcome.wayOut).not.toBe('')
      return
    }
    const through = expected === '=' ? [] : expected.split(' ').map((letter) => NAMES[letter])
    expect(outcome).toMatchObject({ through, to: through.at(-1) ?? state, moves: true })
  })

  it.each(cells)('$state into $into ($relation) follows arrows that are drawn', ({ state, relation, into }) => {
    const outcome = scanOutcome(state, { relation, into, samePlace: false })
    if (!outcome.ok) return
    let at = state
    for (const next of outcome.through) {
      expect(serverMachine.by(at, next)).toBe('scan')
      at = next
    }
  })

  it('of a barcode never seen is received, and on into the rack: two states, two audit rows', () => {
    const warehouse = { relation: 'warehouse', into: 'warehouse', samePlace: false } as const
    expect(scanOutcome(null, warehouse)).toMatchObject({ ok: true, to: 'IN_WAREHOUSE', through: ['IN_WAREHOUSE'] })
    const rack = { relation: 'other-rack', into: 'rack', samePlace: false } as const
    expect(scanOutcome(null, rack)).toMatchObject({ ok: true, to: 'RACKED', through: ['IN_WAREHOUSE', 'RACKED'] })
  })

  it.each(['RACKED', 'ALLOCATED', 'PROVISIONING', 'IN_SERVICE', 'BROKEN', 'REPAIRING'] as const)(
    'of a %s server in its own slot confirms it and changes nothing',
    (state) => {
      const outcome = scanOutcome(state, { relation: 'same-rack', into: 'rack', samePlace: true })
      expect(outcome).toMatchObject({ ok: true, to: state, through: [], moves: false })
    },
  )

  it.each(['IN_WAREHOUSE', 'ALLOCATED', 'BROKEN'] as const)(
    'of a %s server in its own warehouse confirms it',
    (state) => {
      const outcome = scanOutcome(state, { relation: 'warehouse', into: 'warehouse', samePlace: true })
      expect(outcome).toMatchObject({ ok: true, to: state, through: [], moves: false })
    },
  )

  it('of a server in repair in the very warehouse where it lies ends the repair', () => {
    const outcome = scanOutcome('REPAIRING', { relation: 'warehouse', into: 'warehouse', samePlace: true })
    expect(outcome).toMatchObject({ ok: true, to: 'IN_WAREHOUSE', moves: false })
  })
})

describe('where a scan points', () => {
  const racked = { datacenter: 1, rack: 7, u: 12, face: 'front', warehouse: null }
  const at = (more: object) => ({ into: 'rack', datacenter: 1, rack: 7, u: 12, face: 'front', ...more }) as const

  it.each([
    ['its own slot', at({}), { relation: 'same-rack', samePlace: true }],
    ['another unit', at({ u: 13 }), { relation: 'same-rack', samePlace: false }],
    ['the other face', at({ face: 'rear' }), { relation: 'same-rack', samePlace: false }],
    ['another rack', at({ rack: 8 }), { relation: 'other-rack', samePlace: false }],
    ['another datacenter', at({ datacenter: 2, rack: 9 }), { relation: 'other-datacenter', samePlace: false }],
  ])('%s', (_, location, expected) => {
    expect(scanTarget(racked, location)).toEqual({ into: 'rack', ...expected })
  })

  it('a warehouse, its own or another', () => {
    const stored = { datacenter: 1, warehouse: 3 }
    const into = 'warehouse'
    expect(scanTarget(stored, { into, datacenter: 1, warehouse: 3 })).toEqual({
      relation: 'warehouse',
      into,
      samePlace: true,
    })
    expect(scanTarget(stored, { into, datacenter: 1, warehouse: 4 })).toEqual({
      relation: 'warehouse',
      into,
      samePlace: false,
    })
    expect(scanTarget(racked, { into, datacenter: 2, warehouse: 4 })).toMatchObject({ relation: 'other-datacenter' })
  })
})
