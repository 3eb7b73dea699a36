import { hashPassword } from '../../lib/services/access/password'
import type { Bulk } from './bulk'
import { signIns } from './sign-ins'

export async function seedPeople(bulk: Bulk): Promise<void> {
  const people = await Promise.all(
    signIns.map(async (person) => ({ ...person, id: crypto.randomUUID(), hash: await hashPassword(person.password) })),
  )
  await bulk.insert(
    'users',
    people.map(({ id, email, name, hash }) => ({ id, email, name, password_hash: hash })),
  )
  await bulk.insert(
    'grants',
    people.map(({ id, role }) => ({ user_id: id, role, datacenter_id: null })),
  )
}
