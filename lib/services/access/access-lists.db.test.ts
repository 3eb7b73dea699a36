import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { listTokens } from './list-tokens'
import { listUsers } from './list-users'

let world: TestWorld
const now = new Date('2026-11-29T12:00:00Z')
beforeAll(async () => {
  world = await testWorld({ clock: () => now })
  for (const code of ['FRA1', 'AMS2']) await world.db.datacenter.create({ data: { code, name: code } })
  const [fra1, ams2] = await world.db.datacenter.findMany({ orderBy: { id: 'asc' } })
  // By the table: a password's hash takes its time for each of 300.
  await world.db.user.createMany({
    data: Array.from({ length: 300 }, (_, n) => ({
      ...{ email: `p${String(n).padStart(3, '0')}@test.example`, name: `Person ${n}`, passwordHash: 'x' },
      disabledAt: n % 10 === 0 ? now : null,
    })),
  })
  const people = await world.db.user.findMany({ orderBy: { email: 'asc' } })
  await world.db.grant.createMany({
    data: people.map(({ id }, n) => ({
      userId: id,
      role: n % 3 === 0 ? ('TECH' as const) : ('VIEWER' as const),
      datacenterId: n % 2 === 0 ? null : ((n % 4 === 1 ? fra1 : ams2)?.id ?? null),
    })),
  })
  const day = (days: number) => new Date(now.getTime() + days * 24 * 3_600_000)
  const base = { role: 'INGEST' as const, createdBy: 'Ada Admin', createdAt: day(-200) }
  const tokens = [
    { ...base, name: 'busy', lastUsedAt: day(-1) },
    { ...base, name: 'silent', createdBy: 'Bo Builder' },
    { ...base, name: 'made today', createdAt: day(0), role: 'VIEWER' as const },
    { ...base, name: 'over', expiresAt: day(-1) },
    { ...base, name: 'gone', revokedAt: day(-1) },
  ]
  await world.db.apiToken.createMany({
    data: tokens.map((token, n) => ({ ...token, tokenHash: Buffer.alloc(32, n + 1) })),
  })
})
afterAll(() => world.close())

describe('users, when there are hundreds', () => {
  const names = async (input: Partial<Parameters<typeof listUsers>[1]>) => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listUsers(world.ctx, { limit: 100, ...input, cursor })
      seen.push(...page.items.map(({ name }) => name))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    return seen
  }

  it('are found by name, role, datacenter and whether they may sign in; pages have no gap', async () => {
    expect(await names({})).toHaveLength(300)
    expect(await names({ q: 'person 29' })).toHaveLength(11)
    expect(await names({ role: ['TECH'] })).toHaveLength(100)
    expect(await names({ disabled: 'true' })).toHaveLength(30)
    expect(await names({ disabled: 'false' })).toHaveLength(270)
    // There, or everywhere.
    expect(await names({ datacenter: 'fra1' })).toHaveLength(75 + 150)
    expect(await names({ datacenter: 'fra1', role: ['TECH'], disabled: 'true' })).toHaveLength(10)
  })

  it('a page takes the same few statements however many there are', async () => {
    const statements = await countStatements(world, (ctx) => listUsers(ctx, { limit: 100, role: ['TECH'] }))
    expect(statements.length).toBeLessThanOrEqual(3)
  })
})

describe('tokens', () => {
  const names = async (input: Partial<Parameters<typeof listTokens>[1]>) =>
    (await listTokens(world.ctx, { limit: 50, ...input })).items.map(({ name }) => name).sort()

  it('are found by name, by who made them, by role and by what became of them', async () => {
    expect(await names({ q: 'BUILD' })).toEqual(['silent'])
    expect(await names({ role: ['VIEWER'] })).toEqual(['made today'])
    expect(await names({ state: 'live' })).toEqual(['busy', 'made today', 'silent'])
    expect(await names({ state: 'expired' })).toEqual(['over'])
    expect(await names({ state: 'revoked' })).toEqual(['gone'])
    expect(await names({ state: 'unused' })).toEqual(['silent'])
    expect(await countStatements(world, (ctx) => listTokens(ctx, { limit: 50, state: 'unused' }))).toHaveLength(1)
  })
})
