import { ROLES } from '../../lib/domain/access/permissions'

/** The demo's sign-ins are no secret: the demo prints them. A real installation starts without any. */
export const signIns = ROLES.filter((role) => role !== 'INGEST').map((role) => ({
  role,
  email: `${role.toLowerCase()}@demo.example`,
  name: {
    VIEWER: 'Vera Viewer',
    PLANNER: 'Pavel Planner',
    TECH: 'Tara Tech',
    REPAIR: 'Rui Repair',
    OPERATOR: 'Olu Operator',
    ADMIN: 'Ada Admin',
  }[role],
  password: 'demo-rack-42u',
}))
