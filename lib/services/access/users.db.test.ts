import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { createUser } from './create-user'
import { deleteUser } from './delete-user'
import { editUser } from './edit-user'
import { getUser } from './get-user'
import { listUsers } from './list-users'
import { verifyPassword } from './password'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
  await world.db.datacenter.create({ data: { code: 'FRA1', name: 'Frankfurt' } })
})
afterAll(() => world.close())

const password = 'a long enough password'
const admin = (email: string) =>
  createUser(world.ctx, { email, name: email, password, grants: [{ role: 'ADMIN' as const }] })
/** Without a password: twenty rounds of pairs would spend most of their time on its hash. */
const silentAdmin = (email: string) =>
  world.db.user.create({ data: { email, name: email, passwordHash: '', grants: { create: [{ role: 'ADMIN' }] } } })
const noAdmins = () => world.db.user.deleteMany({})

describe('users', () => {
  it('an e-mail is unique whatever its case; the password is kept only as its hash', async () => {
    const made = await createUser(world.ctx, { email: 'Ann@Test.example', name: 'Ann', password, grants: [] })
    const again = createUser(world.ctx, { email: 'ann@test.EXAMPLE', name: 'Ann', password, grants: [] })
    await expect(again).rejects.toMatchObject({ code: 'already-exists' })
    expect(JSON.stringify(made)).not.toContain(password)
    const { passwordHash } = await world.db.user.findUniqueOrThrow({ where: { id: made.id } })
    expect(passwordHash).toMatch(/^argon2id\$/)
    expect([await verifyPassword(password, passwordHash), await verifyPassword('another', passwordHash)]).toEqual([
      true,
      false,
    ])
  })

  it('a role is granted everywhere or in one datacenter; one that does not exist is named', async () => {
    const made = await createUser(world.ctx, {
      email: 'bob@test.example',
      name: 'Bob',
      password,
      grants: [{ role: 'TECH', datacenter: 'fra1' }, { role: 'TECH', datacenter: 'FRA1' }, { role: 'VIEWER' }],
    })
    expect(made.grants).toEqual([{ role: 'TECH', datacenter: 'FRA1' }, { role: 'VIEWER' }])
    const edited = await editUser(world.ctx, { id: made.id, grants: [{ role: 'REPAIR' }] })
    expect(edited.grants).toEqual([{ role: 'REPAIR' }])
    const wrong = editUser(world.ctx, { id: made.id, grants: [{ role: 'TECH', datacenter: 'NOWHERE' }] })
    await expect(wrong).rejects.toMatchObject({
      code: 'unknown-reference',
      fields: [{ path: 'grants.0.datacenter' }],
    })
    expect((await getUser(world.ctx, { id: made.id })).grants).toEqual([{ role: 'REPAIR' }])
  })

  it('only ADMIN everywhere may read or change them', async () => {
    const { id } = await world.db.datacenter.findUniqueOrThrow({ where: { code: 'FRA1' } })
    for (const ctx of [world.as('OPERATOR'), world.as('ADMIN', id)])
      await expect(listUsers(ctx, { limit: 10 })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('pages by e-mail and finds by name', async () => {
    const first = await listUsers(world.ctx, { limit: 1 })
    const second = await listUsers(world.ctx, { limit: 1, cursor: first.nextCursor })
    expect([...first.items, ...second.items].map((user) => user.name)).toEqual(['Ann', 'Bob'])
    expect((await listUsers(world.ctx, { limit: 10, q: 'bo' })).items).toHaveLength(1)
  })

  it('what was somebody’s alone goes with them', async () => {
    const { id } = await createUser(world.ctx, { email: 'leaves@test.example', name: 'L', password, grants: [] })
    const owner = `user:${id}`
    for (const one of [owner, 'user:stays']) {
      await world.db.savedView.create({ data: { owner: one, page: 'orders', name: 'mine', query: '' } })
      await world.db.orderSketch.create({ data: { id: randomUUID(), ownerKey: one, content: {}, device: 'desk' } })
    }
    await deleteUser(world.ctx, { id })
    expect(await world.db.savedView.findMany({ select: { owner: true } })).toEqual([{ owner: 'user:stays' }])
    expect(await world.db.orderSketch.findMany({ select: { ownerKey: true } })).toEqual([{ ownerKey: 'user:stays' }])
  })

  it('the last ADMIN can be neither deleted, disabled nor stripped, and the refused change leaves nothing', async () => {
    await noAdmins()
    const last = await admin('last@test.example')
    const attempts = await Promise.allSettled([
      deleteUser(world.ctx, { id: last.id }),
      editUser(world.ctx, { id: last.id, disabled: true }),
      editUser(world.ctx, { id: last.id, grants: [{ role: 'VIEWER' }] }),
    ])
    for (const attempt of attempts) expect(attempt).toMatchObject({ reason: { code: 'last-admin' } })
    expect(await getUser(world.ctx, { id: last.id })).toMatchObject({
      disabled: false,
      version: 1,
      grants: [{ role: 'ADMIN' }],
    })
    await admin('next@test.example')
    await editUser(world.ctx, { id: last.id, disabled: true })
    await deleteUser(world.ctx, { id: last.id })
  })

  it('two admins who remove each other at the same moment: one stays', { timeout: 60_000 }, async () => {
    await noAdmins()
    for (let round = 0; round < 20; round++) {
      const pair = await Promise.all([silentAdmin(`a${round}@test.example`), silentAdmin(`b${round}@test.example`)])
      await world.db.user.deleteMany({ where: { id: { notIn: pair.map((user) => user.id) } } })
      const results = await Promise.allSettled([
        deleteUser(world.ctx, { id: pair[0].id }),
        editUser(world.ctx, { id: pair[1].id, disabled: true }),
      ])
      const refused = results.filter((result) => result.status === 'rejected')
      expect(refused).toMatchObject([{ reason: { code: 'last-admin' } }])
    }
  })
})
