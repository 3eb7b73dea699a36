import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allPages } from '../../testing/all-pages'
import { type TestWorld, testWorld } from '../../testing/context'
import { createToken } from './create-token'
import { deleteToken } from './delete-token'
import { editToken } from './edit-token'
import { hashToken } from './find-actor'
import { getToken } from './get-token'
import { listTokens } from './list-tokens'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

describe('API tokens', () => {
  it('the secret stands in the first answer alone; the database has its hash', async () => {
    const { token, ...made } = await createToken(world.ctx, { name: 'ci', role: 'INGEST' })
    expect(await getToken(world.ctx, { id: made.id })).toEqual(made)
    const row = await world.db.apiToken.findUniqueOrThrow({ where: { id: made.id } })
    expect(Buffer.from(row.tokenHash)).toEqual(Buffer.from(hashToken(token ?? '')))
    const audit = await world.db.auditEntry.findMany({ where: { entity: 'token', key: made.id } })
    expect(JSON.stringify(audit, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(
      token,
    )
  })

  it('an expiry lies in the future when it is made, and may be changed or taken away', async () => {
    const past = createToken(world.ctx, { name: 'late', role: 'VIEWER', expiresAt: '2020-01-01T00:00:00Z' })
    await expect(past).rejects.toMatchObject({ code: 'validation', fields: [{ path: 'expiresAt' }] })
    const made = await createToken(world.ctx, { name: 'brief', role: 'VIEWER', expiresAt: '2099-01-01T00:00:00Z' })
    expect(made.expiresAt).toBe('2099-01-01T00:00:00.000Z')
    const edited = await editToken(world.ctx, { id: made.id, expiresAt: null, ifMatch: [1] })
    expect(edited).toMatchObject({ version: 2 })
    expect(edited).not.toHaveProperty('expiresAt')
    await expect(editToken(world.ctx, { id: made.id, name: 'x', ifMatch: [1] })).rejects.toMatchObject({
      code: 'stale',
    })
  })

  it('a revoked one stays in the list; revoking it again changes nothing', async () => {
    const { id } = await createToken(world.ctx, { name: 'gone', role: 'VIEWER' })
    await deleteToken(world.ctx, { id })
    await deleteToken(world.ctx, { id })
    expect(await getToken(world.ctx, { id })).toMatchObject({ revoked: true, version: 2 })
    expect(await world.db.auditEntry.count({ where: { key: id, action: 'access.delete-token' } })).toBe(1)
  })

  it('pages newest first without gaps, and refuses a cursor with what is no instant or id', async () => {
    const tokens = await allPages((cursor) => listTokens(world.ctx, { limit: 1, cursor }))
    expect(tokens.map((token) => token.name)).toEqual(['gone', 'brief', 'ci'])
    for (const keys of [
      ['x', 'y'],
      ['2026-01-01T00:00:00.000Z', 'y'],
      [1, 2],
    ]) {
      const forged = Buffer.from(JSON.stringify(keys)).toString('base64url')
      await expect(listTokens(world.ctx, { limit: 1, cursor: forged })).rejects.toMatchObject({ code: 'malformed' })
    }
  })

  it('only ADMIN may make, read, change or revoke them', async () => {
    const { id } = await createToken(world.ctx, { name: 'theirs', role: 'VIEWER' })
    const other = world.as('OPERATOR')
    for (const attempt of [
      () => createToken(other, { name: 'mine', role: 'ADMIN' }),
      () => getToken(other, { id }),
      () => editToken(other, { id, name: 'mine' }),
      () => deleteToken(other, { id }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
  })
})
