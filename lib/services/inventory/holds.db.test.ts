import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { auditTrail } from '../../testing/audit-trail'
import { type TestWorld, testWorld } from '../../testing/context'
import { aRackedServer, aServer, aSite } from '../../testing/factories/inventory'
import { editHold } from './edit-hold'
import { endExpiredHolds } from './end-expired-holds'
import { endHold } from './end-hold'
import { getHold } from './get-hold'
import { getServer } from './get-server'
import { listHolds } from './list-holds'
import { placeHold } from './place-hold'

let world: TestWorld
let barcode: string
let now = new Date('2026-11-23T12:00:00Z')
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString()
beforeAll(async () => {
  world = await testWorld({ clock: () => now })
})
beforeEach(async () => {
  now = new Date('2026-11-23T12:00:00Z')
  barcode = (await aRackedServer(world.db, await aSite(world.db), 1)).barcode
})
afterAll(() => world.close())

describe('holds', () => {
  it('a hold stands on the server with who and why, and a second one is refused', async () => {
    const hold = await placeHold(world.ctx, { server: barcode.toLowerCase(), reason: 'memory test' })
    expect(hold).toMatchObject({ server: barcode, reason: 'memory test', by: 'admin@test' })
    expect((await getServer(world.ctx, { barcode })).hold).toEqual({
      id: hold.id,
      reason: 'memory test',
      by: 'admin@test',
    })
    await expect(placeHold(world.ctx, { server: barcode, reason: 'again' })).rejects.toMatchObject({
      code: 'already-exists',
      details: { hold: hold.id },
    })
    await endHold(world.ctx, { id: hold.id })
    expect((await getServer(world.ctx, { barcode })).hold).toBeUndefined()
    expect(await getHold(world.ctx, { id: hold.id })).toMatchObject({ endedAt: now.toISOString() })
    await expect(endHold(world.ctx, { id: hold.id })).rejects.toMatchObject({ code: 'conflict' })
    const rows = await auditTrail(world.db, barcode)
    expect(rows.map((row) => row.action)).toEqual(['inventory.place-hold', 'inventory.end-hold'])
  })

  it('one with an end is over by itself, and makes room for the next', async () => {
    const first = await placeHold(world.ctx, { server: barcode, reason: 'an hour', until: inHours(1) })
    expect((await listHolds(world.ctx, { limit: 10, server: [barcode], active: 'true' })).items).toHaveLength(1)
    now = new Date(inHours(1))
    expect((await getServer(world.ctx, { barcode })).hold).toBeUndefined()
    expect(await getHold(world.ctx, { id: first.id })).toMatchObject({ endedAt: now.toISOString() })
    await expect(editHold(world.ctx, { id: first.id, until: inHours(5) })).rejects.toMatchObject({ code: 'conflict' })
    const second = await placeHold(world.ctx, { server: barcode, reason: 'for good' })
    const page = await listHolds(world.ctx, { limit: 1, server: [barcode] })
    expect(page.items.map((hold) => hold.id)).toEqual([second.id])
    const rest = await listHolds(world.ctx, { limit: 1, server: [barcode], cursor: page.nextCursor })
    expect(rest.items.map((hold) => hold.id)).toEqual([first.id])
    expect(rest.nextCursor).toBeUndefined()
    expect((await listHolds(world.ctx, { limit: 9, server: [barcode], active: 'false' })).items).toEqual(rest.items)
  })

  it('whose time is over is ended by the workers, once, so that counts of free servers follow', async () => {
    const { id } = await placeHold(world.ctx, { server: barcode, reason: 'an hour', until: inHours(1) })
    expect(await endExpiredHolds(world.ctx)).toBe(0)
    now = new Date(inHours(1))
    const both = await Promise.all([endExpiredHolds(world.ctx), endExpiredHolds(world.ctx)])
    expect(both.sort()).toEqual([0, 1])
    expect((await world.db.server.findUniqueOrThrow({ where: { barcode } })).holdId).toBeNull()
    expect(await getHold(world.ctx, { id })).toMatchObject({ endedAt: now.toISOString(), version: 2 })
  })

  it('an edit moves its end on the server too, honours If-Match, and takes no past', async () => {
    const { id } = await placeHold(world.ctx, { server: barcode, reason: 'r', until: inHours(1) })
    const edited = await editHold(world.ctx, { id, until: null, reason: 'longer', ifMatch: [1] })
    expect(edited).toMatchObject({ reason: 'longer', version: 2 })
    expect(edited.until).toBeUndefined()
    expect((await world.db.server.findUniqueOrThrow({ where: { barcode } })).holdUntil).toBeNull()
    await expect(editHold(world.ctx, { id, reason: 'x', ifMatch: [1] })).rejects.toMatchObject({ code: 'stale' })
    await expect(editHold(world.ctx, { id, until: inHours(-1) })).rejects.toMatchObject({ fields: [{ path: 'until' }] })
    await expect(placeHold(world.ctx, { server: barcode, reason: 'x', until: inHours(0) })).rejects.toMatchObject({
      code: 'validation',
    })
  })

  it('needs a server that exists and lives, and the role', async () => {
    const { datacenter } = await aSite(world.db)
    const scrapped = await aServer(world.db, { datacenterId: datacenter.id, state: 'DECOMMISSIONED' })
    await expect(placeHold(world.ctx, { server: 'nope', reason: 'r' })).rejects.toMatchObject({
      code: 'unknown-reference',
      fields: [{ path: 'server' }],
    })
    await expect(placeHold(world.ctx, { server: scrapped.barcode, reason: 'r' })).rejects.toMatchObject({
      code: 'decommissioned',
    })
    await expect(placeHold(world.as('REPAIR'), { server: barcode, reason: 'r' })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('of two at the same moment one is placed', async () => {
    const both = await Promise.allSettled(['a', 'b'].map((reason) => placeHold(world.ctx, { server: barcode, reason })))
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})
