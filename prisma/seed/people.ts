import { ROLES } from '../../lib/domain/access/permissions'
import { hashPassword } from '../../lib/services/access/password'
import type { Bulk } from './bulk'

/** The demo's sign-ins are no secret: the demo prints them. A real installation starts without any. */
export const DEMO_PASSWORD = 'demo-rack-42u'
export const DEMO_PEOPLE = ROLES.filter((role) => role !== 'INGEST').map((role) => ({
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
}))

export async function seedPeople(bulk: Bulk): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const people = DEMO_PEOPLE.map((person) => ({ ...person, id: crypto.randomUUID() }))
  await bulk.insert(
    'users',
    people.map(({ id, email, name }) => ({ id, email, name, password_hash: passwordHash })),
  )
  await bulk.insert(
    'grants',
    people.map(({ id, role }) => ({ user_id: id, role, datacenter_id: null })),
  )
}
