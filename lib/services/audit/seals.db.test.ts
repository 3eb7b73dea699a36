import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inTransaction } from '../../db/context'
import { type TestWorld, testWorld } from '../../testing/context'
import { listAuditSeals } from './list-audit-seals'
import { recordAudits } from './record-audit'
import { sealAudit } from './seal-audit'
import { verifyAudit } from './verify-audit'

let world: TestWorld
beforeEach(async () => {
  world = await testWorld()
})
afterEach(() => world.close())

const write = (count: number, reason = 'why') =>
  inTransaction(world.ctx, (tx) =>
    recordAudits(
      tx,
      Array.from({ length: count }, (_, i) => ({
        ...{
          action: 'test.write',
          entity: 'server' as const,
          key: `S-${i}`,
          reason,
          detail: { i, text: 'a "b" \n é' },
        },
      })),
    ),
  )

/** Seals until so many entries are under a seal: what other tests' transactions hold up is waited for. */
async function sealAll(entries: number): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    await sealAudit(world.ctx)
    const { _sum } = await world.db.auditSeal.aggregate({ _sum: { entries: true } })
    if ((_sum.entries ?? 0) >= entries) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('Entries stay unsealed')
}

/** What the database refuses, done by somebody who owns it. */
async function tamper(table: string, sql: string): Promise<void> {
  await world.db.$executeRawUnsafe(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
  await world.db.$executeRawUnsafe(sql)
  await world.db.$executeRawUnsafe(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
}

/** Three seals of four, three and two entries. */
async function threeSeals(): Promise<void> {
  for (const [count, sum] of [
    [4, 4],
    [3, 7],
    [2, 9],
  ] as const) {
    await write(count)
    await sealAll(sum)
  }
}

describe('the seals of the audit log', () => {
  it('hold as long as no entry is changed; what is newer is said', async () => {
    expect(await verifyAudit(world.ctx, {})).toMatchObject({ seals: 0, head: null, broken: null, unsealed: 0 })
    await threeSeals()
    await write(5)
    const verdict = await verifyAudit(world.ctx, {})
    expect(verdict).toMatchObject({ seals: 3, entries: 9, broken: null, unsealed: 5 })
    const { items } = await listAuditSeals(world.ctx, { limit: 2 })
    expect(items.map(({ number, entries }) => [number, entries])).toEqual([
      [3, 2],
      [2, 3],
    ])
    expect(items[0]?.previous).toBe(items[1]?.hash)
    expect(verdict.head?.hash).toBe(items[0]?.hash)
  })

  it('do not hold after an entry was changed, taken away or put in', async () => {
    await threeSeals()
    const change = `UPDATE audit_log SET reason = 'another' WHERE id = (SELECT after_id + 1 FROM audit_seals WHERE number = 2)`
    await tamper('audit_log', change)
    expect(await verifyAudit(world.ctx, {})).toMatchObject({
      ...{ seals: 1, broken: { seal: { number: 2 }, why: 'an entry is not as it was sealed' } },
    })
    await tamper('audit_log', change.replace('another', 'why'))
    expect((await verifyAudit(world.ctx, {})).broken).toBeNull()
    await tamper('audit_log', 'DELETE FROM audit_log WHERE id = (SELECT until_id FROM audit_seals WHERE number = 3)')
    expect(await verifyAudit(world.ctx, {})).toMatchObject({
      ...{ seals: 2, broken: { seal: { number: 3 }, why: '2 entries were sealed, 1 are there' } },
    })
  })

  it('do not hold after a seal was taken away; a log sealed anew has not the hash that was written down', async () => {
    await threeSeals()
    const { head } = await verifyAudit(world.ctx, {})
    const expected = head?.hash ?? ''
    expect((await verifyAudit(world.ctx, { expected: expected.toUpperCase() })).broken).toBeNull()
    await tamper('audit_seals', 'DELETE FROM audit_seals WHERE number = 2')
    expect((await verifyAudit(world.ctx, {})).broken?.why).toBe('seal 2 is gone')
    await tamper('audit_seals', 'DELETE FROM audit_seals')
    await tamper('audit_log', `UPDATE audit_log SET actor = 'somebody else' WHERE id = 2`)
    await world.db.$executeRaw`UPDATE id_cursors SET last_id = 0 WHERE name = 'sealed'`
    await sealAll(9)
    expect((await verifyAudit(world.ctx, {})).broken).toBeNull()
    expect((await verifyAudit(world.ctx, { expected })).broken).toEqual({
      ...{ seal: null, why: `no seal has the hash ${expected}` },
    })
  })

  it('wait for a transaction that drew its ids before and ends after others', async () => {
    const slow = new pg.Client({ connectionString: world.url })
    await slow.connect()
    try {
      await slow.query('BEGIN')
      const { rows } = await slow.query<{ id: string }>(
        `INSERT INTO audit_log (actor, action, entity, key) VALUES ('slow', 'test', 'server', 'S') RETURNING id`,
      )
      await write(3)
      for (let tries = 0; tries < 5; tries++) await sealAudit(world.ctx)
      const sealed = await world.db.auditSeal.findFirst({ orderBy: { number: 'desc' } })
      expect(sealed?.untilId ?? 0n).toBeLessThan(BigInt(rows[0]?.id ?? 0))
      await slow.query('COMMIT')
    } finally {
      await slow.end()
    }
    await sealAll(4)
    expect(await verifyAudit(world.ctx, {})).toMatchObject({ entries: 4, broken: null, unsealed: 0 })
  })

  it('see each writer before its first id is drawn: its transaction has a number by then', async () => {
    const numbered = await world.db.$transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO audit_log (actor, action, entity, key) SELECT 'a', 'b', 'server', 'c' WHERE false`
      const [row] = await tx.$queryRaw<{ id: string | null }[]>`SELECT pg_current_xact_id_if_assigned()::text AS id`
      return row?.id ?? null
    })
    expect(numbered).not.toBeNull()
  })

  it('of four workers beside six writers: each entry is under one seal, in one chain', async () => {
    let writing = true
    const sealers = Array.from({ length: 4 }, async () => {
      while (writing) await sealAudit(world.ctx)
    })
    await Promise.all(
      Array.from({ length: 6 }, async (_, writer) => {
        for (let i = 0; i < 20; i++) await write(1 + (i % 3), `writer ${writer}`)
      }),
    )
    writing = false
    await Promise.all(sealers)
    const entries = await world.db.auditEntry.count()
    await sealAll(entries)
    expect(await verifyAudit(world.ctx, {})).toMatchObject({ entries, broken: null, unsealed: 0 })
  })

  it('go on after the database was restored into another cluster, whose transactions have smaller numbers', async () => {
    await write(2)
    await sealAll(2)
    await world.db.$executeRaw`UPDATE id_cursors SET seen_xid = 9000000000000000000`
    await write(2)
    await sealAll(4)
    expect((await verifyAudit(world.ctx, {})).broken).toBeNull()
  })
})
