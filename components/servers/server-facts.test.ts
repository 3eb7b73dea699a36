import { describe, expect, test } from 'vitest'
import type { ServerView } from '@/lib/contracts/inventory/server'
import { nextActions, placeOf, type ServerLocks } from './server-facts'

const open: ServerLocks = {
  scan: null,
  repair: null,
  beyondRepair: null,
  placeHold: null,
  endHold: null,
  power: null,
  openTicket: null,
  edit: null,
}
const at = '2026-11-23T14:20:00Z'
const racked: ServerView = {
  barcode: 'SRV-1',
  state: 'RACKED',
  heightU: 1,
  depth: 'full',
  datacenter: 'FRA1',
  rack: 'FRA1-A07',
  u: 12,
  face: 'front',
  openHighTickets: 0,
  needsWipe: false,
  tags: [],
  hostnames: [],
  firmware: [],
  createdAt: at,
  updatedAt: at,
  version: 1,
}
const named = (actions: ReturnType<typeof nextActions>, action: string) =>
  actions.find((entry) => entry.action === action)

describe('the buttons of a server', () => {
  test('what is possible comes first, what is refused keeps its place after it with the reason', () => {
    const actions = nextActions(racked, open)
    const firstRefused = actions.findIndex((entry) => entry.disabledReason !== null)
    expect(actions.slice(firstRefused).every((entry) => entry.disabledReason !== null)).toBe(true)
    expect(actions[0]).toMatchObject({ action: 'scan-into-rack', label: 'Move…', disabledReason: null })
    expect(named(actions, 'power')?.disabledReason).toBe('It has no BMC.')
  })

  test('of hold and end hold the one that applies is shown', () => {
    expect(named(nextActions(racked, open), 'end-hold')).toBeUndefined()
    const held = { ...racked, hold: { id: crypto.randomUUID(), reason: 'swap', by: 'Tara' } }
    expect(named(nextActions(held, open), 'place-hold')).toBeUndefined()
    expect(named(nextActions(held, open), 'end-hold')?.disabledReason).toBeNull()
  })

  test('a role that may not sees the role it needs, whatever the state says', () => {
    const actions = nextActions(racked, { ...open, scan: 'Needs the role TECH' })
    expect(named(actions, 'scan-into-rack')?.disabledReason).toBe('Needs the role TECH')
    expect(named(actions, 'mark-broken')?.disabledReason).toBeNull()
  })

  test('a repairer may mark broken but not decommission', () => {
    const actions = nextActions(racked, { ...open, beyondRepair: 'Needs the role TECH' })
    expect(named(actions, 'mark-broken')?.disabledReason).toBeNull()
    expect(named(actions, 'decommission')?.disabledReason).toBe('Needs the role TECH')
  })
})

test('a place in words', () => {
  expect(placeOf(racked)).toBe('FRA1-A07 U12')
  expect(placeOf({ warehouse: 'FRA1-W1' })).toBe('FRA1-W1')
  expect(placeOf({ destination: 'AMS2' })).toBe('on its way to AMS2')
  expect(placeOf({})).toBeNull()
})
