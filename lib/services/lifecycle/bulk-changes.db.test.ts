import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServerChange } from '../../contracts/inventory/server-batch'
import type { Ctx } from '../../db/context'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { aPromisedServer, aSite, aWarehouse, type Site } from '../../testing/factories/inventory'
import { placeHold } from '../inventory/place-hold'
import { cancelBulkChange } from './cancel-bulk-change'
import { forgetBulkChanges } from './forget-bulk-changes'
import { getBulkChange } from './get-bulk-change'
import { listBulkChanges } from './list-bulk-changes'
import { listRefusedServers } from './list-refused-servers'
import { previewServerBatch } from './preview-server-batch'
import { runBulkChange } from './run-bulk-change'
import { startBulkChange } from './start-bulk-change'
import { transitionServer } from './transition-server'
import { wakeBulkChanges } from './wake-bulk-changes'
import { writeRefusedServers } from './write-refused-servers'

let world: TestWorld
let site: Site
beforeAll(async () => {
  world = await testWorld()
  site = await aSite(world.db)
})
afterAll(() => world.close())

const broken: ServerChange = { kind: 'transition', to: 'BROKEN', reason: 'water in the row' }
const held: ServerChange = { kind: 'hold', reason: 'kept for the audit' }
const running = new AbortController().signal

/** Stored servers whose barcodes begin so. */
const store = (prefix: string, count: number, at: Site = site) =>
  world.db.server.createMany({
    data: Array.from({ length: count }, (_, n) => ({
      barcode: `${prefix}-${String(n).padStart(5, '0')}`,
      datacenterId: at.datacenter.id,
      state: 'IN_WAREHOUSE' as const,
      warehouseId: at.warehouse.id,
    })),
  })
const all = (q: string) => ({ filter: { q } })
const drain = async (id: string, ctx: Ctx = world.ctx) => {
  await runBulkChange(ctx, { bulkChangeId: id, stopping: running })
  return getBulkChange(world.ctx, { id })
}
const auditsOf = (q: string, action: string) =>
  world.db.auditEntry.groupBy({
    by: ['key'],
    where: { entity: 'server', action, key: { startsWith: q } },
    _count: true,
  })
const once = (groups: { _count: number }[]) => groups.every(({ _count }) => _count === 1)

describe('a change of many servers', () => {
  it('is made to the servers that matched when it was sent, each audited with its request, the refused with their reason', async () => {
    await store('ASK', 30)
    const { server } = await aPromisedServer(world.db, site, 2, 'IN_SERVICE')
    await world.db.server.update({ where: { id: server.id }, data: { barcode: 'ASK-SOLD' } })
    const change: ServerChange = { kind: 'transition', to: 'DECOMMISSIONED', reason: 'too old' }
    const ctx = { ...world.ctx, requestId: 'the-request' }
    const { id, total } = await startBulkChange(ctx, { selection: all('ask-'), change })
    await store('ASK-LATE', 1)
    expect(total).toBe(31)
    const done = await drain(id)
    expect(done).toMatchObject({
      status: 'DONE',
      total: 31,
      done: 30,
      already: 0,
      refused: 1,
      startedBy: 'admin@test',
    })
    expect(done.reasons).toEqual([
      { reason: expect.stringMatching(/^Promised to an order: release/), count: 1, examples: ['ASK-SOLD'] },
    ])
    expect(await world.db.server.findUnique({ where: { barcode: 'ASK-LATE-00000' } })).toMatchObject({
      state: 'IN_WAREHOUSE',
    })
    const audits = await world.db.auditEntry.count({
      where: { requestId: 'the-request', action: 'lifecycle.scrap-server', to: 'DECOMMISSIONED', reason: 'too old' },
    })
    expect(audits).toBe(30)
    expect((await listRefusedServers(world.ctx, { id, limit: 50 })).items).toMatchObject([{ barcode: 'ASK-SOLD' }])
    expect((await writeRefusedServers(world.ctx, { id })).text).toMatch(
      /^\ufeffbarcode,code,reason\r\nASK-SOLD,illegal-tran/,
    )
  })

  it('what its preview says of thousands is what becomes of them, in as many statements as for one', async () => {
    await store('MANY', 1_200)
    await world.db.server.updateMany({
      where: { barcode: { lt: 'MANY-00045', gte: 'MANY-' } },
      data: { state: 'BROKEN' },
    })
    const ask = (q: string) =>
      countStatements(world, (ctx) => previewServerBatch(ctx, { selection: all(q), change: broken }))
    expect((await ask('many-')).length).toBe((await ask('many-00001')).length)
    const preview = await previewServerBatch(world.ctx, { selection: all('many-'), change: broken })
    expect(preview).toMatchObject({ total: 1_200, changeable: 1_155, already: 45, ready: [], refused: [] })
    const { id } = await startBulkChange(world.ctx, { selection: all('many-0004'), change: broken })
    expect(await drain(id)).toMatchObject({ status: 'DONE', done: 5, already: 5, refused: 0 })
  })

  it('what is so already is told as its preview told it: held, or there; who moves servers is asked at both ends', async () => {
    await store('SO', 3)
    const elsewhere = await aSite(world.db)
    await store('SO-ELSE', 2, elsewhere)
    await placeHold(world.ctx, { server: 'SO-00001', reason: 'somebody’s' })
    const agree = async (change: ServerChange, ctx: Ctx = world.ctx, q = 'so-') => {
      const { changeable, already, refused } = await previewServerBatch(ctx, { selection: all(q), change })
      const { id } = await startBulkChange(ctx, { selection: all(q), change })
      const done = await drain(id)
      const told = [changeable, already, refused.reduce((sum, { count }) => sum + count, 0)]
      expect([done.done, done.already, done.refused]).toEqual(told)
      return told
    }
    expect(await agree(held)).toEqual([4, 1, 0])
    expect(await agree({ kind: 'move', warehouse: site.warehouse.code.toLowerCase() })).toEqual([2, 3, 0])
    const tech = world.as('TECH', site.datacenter.id)
    const there: ServerChange = { kind: 'move', warehouse: elsewhere.warehouse.code }
    expect(await agree(there, tech)).toEqual([0, 0, 5])
  })

  it('leaves as they are the servers that somebody changed, moved, sold or removed after it was sent', async () => {
    await store('MEAN', 6)
    const [sold, moved, gone] = ['MEAN-00001', 'MEAN-00002', 'MEAN-00003']
    const { id } = await startBulkChange(world.ctx, { selection: all('mean-'), change: broken })
    const { order } = await aPromisedServer(world.db, site, 6)
    const server = await world.db.server.findUniqueOrThrow({ where: { barcode: sold } })
    await world.db.$transaction([
      world.db.allocation.create({ data: { orderId: order.id, serverId: server.id } }),
      world.db.server.update({ where: { id: server.id }, data: { state: 'ALLOCATED', orderId: order.id } }),
    ])
    const other = await aWarehouse(world.db, { datacenterId: site.datacenter.id })
    await world.db.server.update({ where: { barcode: moved }, data: { warehouseId: other.id } })
    await world.db.server.delete({ where: { barcode: gone } })
    await transitionServer(world.ctx, { barcode: 'MEAN-00004', to: 'BROKEN', reason: 'by hand' })
    const done = await drain(id)
    expect(done).toMatchObject({ status: 'DONE', done: 2, already: 1, refused: 3 })
    expect(done.reasons.map(({ reason }) => reason).sort()).toEqual([
      'It became allocated after this change was asked for.',
      'It was moved after this change was asked for.',
      'There is no such server.',
    ])
    expect(await world.db.server.findUnique({ where: { barcode: sold } })).toMatchObject({ state: 'ALLOCATED' })
  })

  it('asks each server what the one who sent it may do there, and shows it to nobody of elsewhere', async () => {
    const other = await aSite(world.db)
    await store('OWN', 3)
    await store('OWN-ELSE', 2, other)
    const tech = world.as('TECH', site.datacenter.id)
    const barcodes = ['OWN-00000', 'own-00001', 'OWN-ELSE-00000', 'OWN-NOT']
    const { id, total } = await startBulkChange(tech, { selection: { barcodes }, change: held })
    expect(total).toBe(4)
    // What it may not see is not there for it.
    expect(await drain(id)).toMatchObject({ done: 2, refused: 2 })
    const reader = {
      ...tech,
      actor: { ...tech.actor, grants: [...tech.actor.grants, ...world.as('VIEWER').actor.grants] },
    }
    const seen = await startBulkChange(reader, { selection: all('own-'), change: held })
    const done = await drain(seen.id)
    expect(done.reasons.map(({ reason, count }) => [reason.slice(0, 10), count])).toEqual([['Needs the ', 2]])
    expect(done).toMatchObject({ done: 1, already: 2 })
    const stranger = { ...world.as('TECH', other.datacenter.id) }
    await expect(
      getBulkChange({ ...stranger, actor: { ...stranger.actor, key: 'user:2' } }, { id }),
    ).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(startBulkChange(world.as('VIEWER'), { selection: all('own-'), change: held })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('counts why servers are refused chunk by chunk: by then as many as its lines say, with the first of each', async () => {
    await store('WHY', 410)
    const known = Array.from({ length: 410 }, (_, n) => `WHY-${String(n).padStart(5, '0')}`)
    const change: ServerChange = { kind: 'transition', to: 'RACKED', reason: 'mended' }
    const barcodes = [...known, 'WHY-A', 'WHY-B']
    const { id } = await startBulkChange(world.ctx, { selection: { barcodes }, change })
    const told = async () => {
      const { refused, reasons } = await getBulkChange(world.ctx, { id })
      expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(refused)
      const { items } = await listRefusedServers(world.ctx, { id, limit: 500 })
      for (const { examples } of reasons)
        expect(items.map(({ barcode }) => barcode)).toEqual(expect.arrayContaining(examples))
      return reasons.map(({ count, examples }) => [count, examples])
    }
    expect(await told()).toEqual([])
    const stopping = new AbortController()
    const first = runBulkChange(world.ctx, { bulkChangeId: id, stopping: stopping.signal })
    while ((await getBulkChange(world.ctx, { id })).refused < 200) await sleep(2)
    stopping.abort()
    await first
    await told()
    await drain(id)
    expect(await told()).toEqual([
      [410, known.slice(0, 5)],
      [2, ['WHY-A', 'WHY-B']],
    ])
  })

  it('is refused where nothing matches or the warehouse is none', async () => {
    const none = startBulkChange(world.ctx, { selection: all('no-such-server'), change: held })
    await expect(none).rejects.toMatchObject({ code: 'validation', fields: [{ path: 'selection' }] })
    const change: ServerChange = { kind: 'move', warehouse: 'NOWHERE' }
    await expect(startBulkChange(world.ctx, { selection: all('own-'), change })).rejects.toMatchObject({
      code: 'unknown-reference',
    })
  })
})

describe('whoever else is there', () => {
  it('one that is cancelled half way stops; what is done stays and is counted', async () => {
    await store('STOP', 300)
    const { id } = await startBulkChange(world.ctx, { selection: all('stop-'), change: held })
    const run = runBulkChange(world.ctx, { bulkChangeId: id, stopping: running })
    while ((await getBulkChange(world.ctx, { id })).done === 0) await sleep(2)
    await cancelBulkChange(world.ctx, { id })
    await run
    const view = await drain(id)
    expect(view).toMatchObject({ status: 'CANCELLED', refused: 0 })
    expect(view.done).toBeGreaterThan(0)
    expect(view.done).toBeLessThan(300)
    expect(await world.db.hold.count({ where: { server: { barcode: { startsWith: 'STOP-' } } } })).toBe(view.done)
    await expect(cancelBulkChange(world.ctx, { id })).rejects.toMatchObject({ code: 'illegal-transition' })
  })

  it('of workers that stop, and of several at once, each server is changed once and the next goes on', async () => {
    await store('TURN', 210)
    const { id } = await startBulkChange(world.ctx, { selection: all('turn-'), change: broken })
    const stopping = new AbortController()
    const first = runBulkChange(world.ctx, { bulkChangeId: id, stopping: stopping.signal })
    while ((await getBulkChange(world.ctx, { id })).done < 20) await sleep(2)
    stopping.abort()
    await first
    const left = await getBulkChange(world.ctx, { id })
    expect(left).toMatchObject({ status: 'RUNNING' })
    expect(left.done).toBeLessThan(210)
    // It was called for when it was sent, and nobody has taken that entry: once it is gone, it is called for again, and once.
    expect(await wakeBulkChanges(world.ctx)).toBe(0)
    await world.db.$executeRaw`DELETE FROM pgboss.job WHERE name = 'bulk-change'`
    expect([await wakeBulkChanges(world.ctx), await wakeBulkChanges(world.ctx)]).toEqual([1, 0])
    // A worker that seems dead, because its lease is over, and is at work all the same.
    const slow = runBulkChange(world.ctx, { bulkChangeId: id, stopping: running })
    while ((await getBulkChange(world.ctx, { id })).done <= left.done) await sleep(2)
    await world.db.bulkChange.update({ where: { id }, data: { leaseUntil: new Date(0) } })
    await Promise.all([slow, drain(id), drain(id)])
    expect(await drain(id)).toMatchObject({ status: 'DONE', done: 210, already: 0, refused: 0 })
    const audits = await auditsOf('TURN-', 'lifecycle.break-server')
    expect([audits.length, once(audits)]).toEqual([210, true])
  })

  it('fails what is begun again and again without a step, and not what only takes many turns', async () => {
    await store('LONG', 201)
    const { id } = await startBulkChange(world.ctx, { selection: all('long-'), change: held })
    const turn = async () => {
      const stopping = new AbortController()
      const run = runBulkChange(world.ctx, { bulkChangeId: id, stopping: stopping.signal })
      while ((await world.db.bulkChange.findUniqueOrThrow({ where: { id } })).status === 'QUEUED') await sleep(1)
      stopping.abort()
      await run
    }
    await turn()
    await world.db.bulkChange.update({ where: { id }, data: { epoch: 40, tries: 29 } })
    expect(await drain(id)).toMatchObject({ status: 'DONE', done: 201 })
    expect(await world.db.bulkChange.findUnique({ where: { id } })).toMatchObject({ epoch: 41, tries: 0 })
    const stuck = await startBulkChange(world.ctx, { selection: all('long-0020'), change: broken })
    await world.db.bulkChange.update({ where: { id: stuck.id }, data: { status: 'RUNNING', tries: 30 } })
    expect(await drain(stuck.id)).toMatchObject({ status: 'FAILED', problem: expect.stringContaining('30 times') })
  })

  it('of two at once over the same servers, in opposite directions as well, each server is changed by one at a time', async () => {
    await store('RACE', 40)
    const same = await Promise.all(
      [1, 2].map(() => startBulkChange(world.ctx, { selection: all('race-'), change: broken })),
    )
    const ends = await Promise.all(same.map(({ id }) => drain(id)))
    expect(ends.reduce((sum, { done }) => sum + done, 0)).toBe(40)
    expect(ends.reduce((sum, { already }) => sum + already, 0)).toBe(40)
    const audits = await auditsOf('RACE-', 'lifecycle.break-server')
    expect([audits.length, once(audits)]).toEqual([40, true])
    const opposite = await Promise.all(
      (['REPAIRING', 'IN_WAREHOUSE'] as const).map((to) =>
        startBulkChange(world.ctx, { selection: all('race-'), change: { kind: 'transition', to, reason: 'mine' } }),
      ),
    )
    const both = await Promise.all(opposite.map(({ id }) => drain(id)))
    // Whoever came first has the server; the other is told that it is no longer what it was.
    expect(both.reduce((sum, { done }) => sum + done, 0)).toBe(40)
    expect(both.reduce((sum, { refused }) => sum + refused, 0)).toBe(40)
    for (const { reasons } of both)
      for (const { reason } of reasons) expect(reason).toMatch(/^It became .* after this change was asked for\.$/)
  })

  it('the list costs the same however many there are, and old ones are forgotten with their servers', async () => {
    const cost = async (limit: number) =>
      (await countStatements(world, (ctx) => listBulkChanges(ctx, { limit }))).length
    expect(await cost(1)).toBe(await cost(50))
    const first = await listBulkChanges(world.ctx, { limit: 2 })
    const next = await listBulkChanges(world.ctx, { limit: 2, cursor: first.nextCursor })
    expect(new Set([...first.items, ...next.items].map(({ id }) => id)).size).toBe(4)
    const later = new Date(Date.now() + 91 * 86_400_000)
    expect(await forgetBulkChanges({ ...world.ctx, clock: () => later })).toBe(5)
    const kept = await world.db.bulkChangeLine.groupBy({ by: ['bulkChangeId'] })
    expect(kept).toHaveLength(await world.db.bulkChange.count())
  })
})
