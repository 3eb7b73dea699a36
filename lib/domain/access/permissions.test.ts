import { describe, expect, it } from 'vitest'
import {
  can,
  datacentersFor,
  OPERATIONS,
  PERMISSIONS,
  ROLES,
  refusal,
  rolesFor,
  transitionOperation,
} from './permissions'

const everywhere = (role: (typeof ROLES)[number]) => ({ role, datacenterId: null })

describe('the table of permissions', () => {
  it('is as agreed: a change shows here', () => {
    const table = OPERATIONS.map((operation) => `${operation}: ${rolesFor(operation).join(' ')}`)
    expect(table).toMatchSnapshot()
  })

  it('ADMIN may do everything', () => {
    for (const operation of OPERATIONS) expect(can([everywhere('ADMIN')], operation, 1)).toBe(true)
  })

  it('INGEST may send telemetry and nothing else', () => {
    expect(OPERATIONS.filter((operation) => can([everywhere('INGEST')], operation))).toEqual([
      'telemetry.ingest-events',
    ])
  })

  it('VIEWER reads and changes nothing but views of its own', () => {
    const allowed = OPERATIONS.filter((operation) => can([everywhere('VIEWER')], operation))
    const own = (operation: string) => operation.endsWith('-saved-view')
    expect(allowed.every((operation) => operation.endsWith('.read') || own(operation))).toBe(true)
    expect(allowed).not.toContain('audit.read')
    expect(allowed).not.toContain('access.read')
  })

  it('OPERATOR may do what TECH, PLANNER and REPAIR may', () => {
    for (const operation of OPERATIONS) {
      const others = rolesFor(operation).some((role) => role === 'TECH' || role === 'PLANNER' || role === 'REPAIR')
      if (others) expect(rolesFor(operation)).toContain('OPERATOR')
    }
  })

  it('names each role once, in the one order', () => {
    for (const roles of Object.values(PERMISSIONS)) {
      const order = roles.map((role) => ROLES.indexOf(role))
      expect(order).toEqual([...new Set(order)].sort((a, b) => a - b))
    }
  })
})

describe('may they?', () => {
  const inOne = [{ role: 'TECH', datacenterId: 7 }] as const

  it('a grant for one datacenter holds there and nowhere else', () => {
    expect(can(inOne, 'inventory.scan-server', 7)).toBe(true)
    expect(can(inOne, 'inventory.scan-server', 8)).toBe(false)
    expect(can(inOne, 'inventory.scan-server', null)).toBe(false)
    expect(can(inOne, 'inventory.scan-server')).toBe(true)
    expect(datacentersFor(inOne, 'inventory.read')).toEqual([7])
    expect(datacentersFor(inOne, 'planning.create-order')).toEqual([])
  })

  it('a grant for all holds everywhere', () => {
    expect(can([everywhere('TECH')], 'inventory.scan-server', 8)).toBe(true)
    expect(can([everywhere('TECH')], 'inventory.scan-server', null)).toBe(true)
    expect(datacentersFor([everywhere('TECH'), ...inOne], 'inventory.read')).toBe('all')
  })

  it('roles of different datacenters do not mix', () => {
    const grants = [...inOne, { role: 'VIEWER', datacenterId: 8 }] as const
    expect(can(grants, 'inventory.scan-server', 8)).toBe(false)
    expect(datacentersFor(grants, 'inventory.read')).toEqual([7, 8])
  })

  it('nobody without a grant may do anything', () => {
    expect(OPERATIONS.some((operation) => can([], operation))).toBe(false)
  })

  it('says which role is needed', () => {
    expect(refusal('inventory.create-rack')).toBe('Needs the role TECH, OPERATOR or ADMIN')
    expect(refusal('access.create-user')).toBe('Needs the role ADMIN')
  })

  it('the repair crew makes the transitions of a repair and no others', () => {
    const may = (from: Parameters<typeof transitionOperation>[0], to: Parameters<typeof transitionOperation>[1]) =>
      can([everywhere('REPAIR')], transitionOperation(from, to))
    expect(may('BROKEN', 'REPAIRING')).toBe(true)
    expect(may('REPAIRING', 'RACKED')).toBe(true)
    expect(may('IN_SERVICE', 'BROKEN')).toBe(true)
    expect(may('BROKEN', 'DECOMMISSIONED')).toBe(false)
    expect(may('IN_WAREHOUSE', 'IN_TRANSIT')).toBe(false)
  })
})
