import type { Role } from '@/lib/domain/access/permissions'

/** Roles as people say them. */
export const roleWords: Record<Role, string> = {
  VIEWER: 'Viewer',
  PLANNER: 'Planner',
  TECH: 'Tech',
  REPAIR: 'Repair',
  OPERATOR: 'Operator',
  ADMIN: 'Admin',
  INGEST: 'Ingest',
}

/** "Planner", "Planner in FRA1, Viewer". */
export function rolesText(grants: readonly { role: Role; datacenter?: string | undefined }[]): string {
  if (grants.length === 0) return 'No role'
  return grants
    .map(({ role, datacenter }) => (datacenter === undefined ? roleWords[role] : `${roleWords[role]} in ${datacenter}`))
    .join(', ')
}
