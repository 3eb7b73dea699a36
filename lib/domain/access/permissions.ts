import { type ServerState, serverMachine } from '../server-state'

export const ROLES = ['VIEWER', 'PLANNER', 'TECH', 'REPAIR', 'OPERATOR', 'ADMIN', 'INGEST'] as const
export type Role = (typeof ROLES)[number]

const READERS = ['VIEWER', 'PLANNER', 'TECH', 'REPAIR', 'OPERATOR', 'ADMIN'] as const
const STAFF = ['PLANNER', 'TECH', 'REPAIR', 'OPERATOR', 'ADMIN'] as const
const PLANNING = ['PLANNER', 'OPERATOR', 'ADMIN'] as const
const FLOOR = ['TECH', 'OPERATOR', 'ADMIN'] as const
const PLACING = ['PLANNER', 'TECH', 'OPERATOR', 'ADMIN'] as const
const HANDS = ['TECH', 'REPAIR', 'OPERATOR', 'ADMIN'] as const
const BENCH = ['REPAIR', 'OPERATOR', 'ADMIN'] as const
const OPERATING = ['OPERATOR', 'ADMIN'] as const
const ADMINS = ['ADMIN'] as const

/**
 * The one table of permissions: operation × roles. Pages, actions and routes all read it. An operation is named after
 * the file of its use case (`lib/services/<area>/<name>.ts`); reads are folded to one an area.
 */
export const PERMISSIONS = {
  'inventory.read': READERS,
  'inventory.create-datacenter': ADMINS,
  'inventory.edit-datacenter': OPERATING,
  'inventory.delete-datacenter': ADMINS,
  'inventory.create-warehouse': OPERATING,
  'inventory.edit-warehouse': OPERATING,
  'inventory.delete-warehouse': OPERATING,
  'inventory.create-rack': FLOOR,
  'inventory.edit-rack': FLOOR,
  'inventory.delete-rack': FLOOR,
  'inventory.create-rack-item': FLOOR,
  'inventory.edit-rack-item': FLOOR,
  'inventory.delete-rack-item': FLOOR,
  'inventory.create-server-model': OPERATING,
  'inventory.edit-server-model': OPERATING,
  'inventory.delete-server-model': OPERATING,
  'inventory.create-server': FLOOR,
  'inventory.edit-server': FLOOR,
  'inventory.delete-server': OPERATING,
  'inventory.scan-server': HANDS,
  'inventory.take-back-scan': HANDS,
  'inventory.start-stocktake': HANDS,
  'inventory.record-stocktake-scan': HANDS,
  'inventory.settle-stocktake-line': HANDS,
  'inventory.close-stocktake': HANDS,
  'inventory.transition-server': HANDS,
  // Needed on top for every transition that is no part of a repair: see `transitionOperation`.
  'inventory.transition-beyond-repair': FLOOR,
  'inventory.power-server': OPERATING,
  'inventory.place-hold': FLOOR,
  'inventory.edit-hold': FLOOR,
  'inventory.end-hold': FLOOR,
  'inventory.plan-move': PLACING,
  'inventory.drop-planned-move': PLACING,

  // What a row does is asked for each row: this is to begin with.
  'imports.read': FLOOR,
  'imports.start-import': FLOOR,

  // What each server allows is asked for each server: this is to begin with.
  'lifecycle.read': HANDS,
  'lifecycle.start-bulk-change': HANDS,
  'lifecycle.set-power-outage': OPERATING,
  'lifecycle.set-rack-outage': OPERATING,
  'lifecycle.start-repair': BENCH,

  'planning.read': READERS,
  'planning.create-order': PLANNING,
  'planning.edit-order': PLANNING,
  'planning.delete-order': PLANNING,
  'planning.save-sketch': PLANNING,
  'planning.drop-sketch': PLANNING,
  'planning.plan-order': PLANNING,
  'planning.drop-plan': PLANNING,
  'planning.create-image': OPERATING,
  'planning.edit-image': OPERATING,
  'planning.delete-image': OPERATING,

  'allocation.allocate-order': PLANNING,
  'allocation.replace-server': PLANNING,

  'provisioning.read': READERS,
  'provisioning.provision-order': PLANNING,
  'provisioning.cancel-order': PLANNING,
  'provisioning.release-order': PLANNING,
  'provisioning.retry-job': OPERATING,
  'provisioning.cancel-job': OPERATING,
  'provisioning.skip-step': ADMINS,
  'provisioning.create-firmware-path': OPERATING,
  'provisioning.edit-firmware-path': OPERATING,
  'provisioning.delete-firmware-path': OPERATING,

  'telemetry.read': READERS,
  'telemetry.ingest-events': ['OPERATOR', 'ADMIN', 'INGEST'],
  'telemetry.retry-dump': OPERATING,
  'telemetry.delete-dump': OPERATING,
  'telemetry.create-rule': OPERATING,
  'telemetry.edit-rule': OPERATING,
  'telemetry.delete-rule': OPERATING,
  // Reads what all servers said, and costs the database more than a page does: for those who could make the change.
  'telemetry.dry-run-rule': OPERATING,

  'tickets.read': READERS,
  'tickets.open-ticket': HANDS,
  'tickets.edit-ticket': HANDS,
  'tickets.add-photo': HANDS,
  'tickets.delete-photo': HANDS,
  'tickets.move-ticket': BENCH,
  'tickets.resolve-component': BENCH,
  'tickets.record-scan': BENCH,
  'tickets.undo-scan': BENCH,
  'tickets.verify-repair': BENCH,
  'tickets.create-spare-part': BENCH,
  'tickets.edit-spare-part': BENCH,
  'tickets.delete-spare-part': BENCH,
  'tickets.move-stock': BENCH,
  'tickets.transfer-stock': BENCH,
  'tickets.count-stock': BENCH,
  'tickets.edit-stock': BENCH,
  'tickets.return-part': BENCH,
  'tickets.scrap-part': BENCH,

  'audit.read': STAFF,

  'access.read': ADMINS,
  'access.create-user': ADMINS,
  'access.edit-user': ADMINS,
  'access.delete-user': ADMINS,
  'access.create-token': ADMINS,
  'access.edit-token': ADMINS,
  'access.delete-token': ADMINS,
  // One's own: nobody sees another's.
  'access.create-saved-view': READERS,
  'access.edit-saved-view': READERS,
  'access.delete-saved-view': READERS,
} as const satisfies Record<string, readonly Role[]>

export type Operation = keyof typeof PERMISSIONS

export const OPERATIONS = Object.keys(PERMISSIONS) as Operation[]

/** A role, for all datacenters (null) or for one, by its internal id. */
export type Grant = { role: Role; datacenterId: number | null }

/** The roles that may do it, in the order of `ROLES`. */
export function rolesFor(operation: Operation): readonly Role[] {
  return PERMISSIONS[operation]
}

/**
 * May the holder of these grants do it?
 * Datacenter given: there. Null: everywhere, as for things that belong to no datacenter (models, rules, users).
 * Left out: anywhere at all, to decide whether to show a page or a button.
 */
export function can(grants: readonly Grant[], operation: Operation, datacenterId?: number | null): boolean {
  const roles = rolesFor(operation)
  return grants.some(
    (grant) =>
      roles.includes(grant.role) &&
      (datacenterId === undefined || grant.datacenterId === null || grant.datacenterId === datacenterId),
  )
}

/** The datacenters in which it is allowed: 'all', or the ids (perhaps none). */
export function datacentersFor(grants: readonly Grant[], operation: Operation): 'all' | readonly number[] {
  if (can(grants, operation, null)) return 'all'
  const ids = new Set<number>()
  for (const grant of grants) {
    if (grant.datacenterId !== null && can([grant], operation)) ids.add(grant.datacenterId)
  }
  return [...ids].sort((a, b) => a - b)
}

/** Why a button is locked and what a 403 says: "Needs the role TECH, OPERATOR or ADMIN". */
export function refusal(operation: Operation): string {
  const roles = rolesFor(operation)
  const last = roles.at(-1)
  if (roles.length <= 1) return `Needs the role ${last}`
  return `Needs the role ${roles.slice(0, -1).join(', ')} or ${last}`
}

/** The operation that a server's transition by hand needs: REPAIR may make those of a repair, and no others. */
export function transitionOperation(
  from: ServerState,
  to: ServerState,
): 'inventory.transition-server' | 'inventory.transition-beyond-repair' {
  const repair = to === 'BROKEN' || to === 'REPAIRING' || to === 'RACKED' || to === 'IN_WAREHOUSE'
  return repair || !serverMachine.canGo(from, to) ? 'inventory.transition-server' : 'inventory.transition-beyond-repair'
}
