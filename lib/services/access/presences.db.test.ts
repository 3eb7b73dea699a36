import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CHANGES_CHANNEL } from '../../db/change-feed'
import type { Ctx } from '../../db/context'
import { type TestWorld, testWorld } from '../../testing/context'
import { keepPresence } from './keep-presence'
import { listPresences } from './list-presences'

let world: TestWorld
let elsewhere: number
let listener: pg.Client
const heard: string[] = []
let now = new Date('2026-11-29T08:00:00Z')
beforeAll(async () => {
  world = await testWorld({ clock: () => now })
  const { db } = world
  const datacenterId = (await db.datacenter.create({ data: { code: 'FRA1', name: 'Frankfurt' } })).id
  elsewhere = (await db.datacenter.create({ data: { code: 'AMS2', name: 'Amsterdam' } })).id
  await db.rack.create({ data: { code: 'FRA1-A01', datacenterId, walkKey: 'a', heightU: 42 } })
  listener = new pg.Client({ connectionString: world.url })
  await listener.connect()
  listener.on('notification', ({ payload }) => heard.push(payload ?? ''))
  await listener.query(`LISTEN ${CHANGES_CHANNEL}`)
})
afterAll(async () => {
  await listener.end()
  await world.close()
})

const rack = { entity: 'rack', key: 'FRA1-A01' } as const
const person = (name: string): Ctx => ({ ...world.ctx, actor: { ...world.ctx.actor, name, key: `user:${name}` } })
const ana = { tab: randomUUID(), ctx: () => person('Ana Bell') }
const ben = { tab: randomUUID(), ctx: () => person('Ben Cole') }
const later = (ms: number) => {
  now = new Date(now.getTime() + ms)
}
const toldSince = async (work: () => Promise<unknown>) => {
  // One round on the listening line: what was sent before has come.
  await listener.query('SELECT 1')
  heard.length = 0
  await work()
  await listener.query('SELECT 1')
  return heard.length
}
const whoElse = async (ctx: Ctx) => (await listPresences(ctx, rack)).items.map(({ name, field }) => [name, field])

describe('who is on the page of a thing', () => {
  it('sees the others with the field that they edit, and not themselves in another tab', async () => {
    await keepPresence(ana.ctx(), { ...rack, tab: ana.tab })
    await keepPresence(ana.ctx(), { ...rack, tab: randomUUID(), field: 'note' })
    const { items } = await keepPresence(ben.ctx(), { ...rack, key: 'fra1-a01', tab: ben.tab })
    expect(items).toEqual([{ name: 'Ana Bell', field: 'note', until: '2026-11-29T08:00:30.000Z' }])
    expect(await whoElse(ana.ctx())).toEqual([['Ben Cole', undefined]])
  })

  it('is told of who comes, goes or edits another field, and of no beat beside', async () => {
    expect(await toldSince(() => keepPresence(ben.ctx(), { ...rack, tab: ben.tab }))).toBe(0)
    expect(await toldSince(() => keepPresence(ben.ctx(), { ...rack, tab: ben.tab, field: 'row' }))).toBe(1)
    expect(await toldSince(() => keepPresence(ben.ctx(), { ...rack, tab: ben.tab, field: 'row' }))).toBe(0)
    expect(await toldSince(() => keepPresence(ben.ctx(), { ...rack, tab: ben.tab, leaves: true }))).toBe(1)
    expect(JSON.parse(heard[0] ?? '{}')).toMatchObject({ entity: 'presence', key: 'rack:FRA1-A01' })
    expect(await whoElse(ana.ctx())).toEqual([])
  })

  it('is gone 30 s after the last beat, and swept away by anyone’s next', async () => {
    await keepPresence(ben.ctx(), { ...rack, tab: ben.tab })
    later(29_000)
    expect(await whoElse(ben.ctx())).toEqual([['Ana Bell', 'note']])
    later(2_000)
    expect(await whoElse(ben.ctx())).toEqual([])
    await keepPresence(ana.ctx(), { ...rack, tab: ana.tab })
    expect(await world.db.presence.count()).toBe(1)
  })

  it('nobody takes another’s tab away, and nobody who may not read the thing sees who is there', async () => {
    await keepPresence(ben.ctx(), { ...rack, tab: ana.tab, leaves: true })
    await keepPresence(ben.ctx(), { ...rack, tab: ana.tab, field: 'note' })
    expect(await whoElse(ben.ctx())).toEqual([['Ana Bell', undefined]])
    await expect(listPresences(world.as('VIEWER', elsewhere), rack)).rejects.toMatchObject({ code: 'forbidden' })
    const token: Ctx = { ...world.ctx, actor: { ...world.ctx.actor, kind: 'token' } }
    await expect(listPresences(token, rack)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(keepPresence(token, { ...rack, tab: randomUUID() })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listPresences(world.ctx, { entity: 'ticket', key: 'T-0' })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})
