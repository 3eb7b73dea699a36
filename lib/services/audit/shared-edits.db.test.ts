import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDb } from '../../db/client'
import type { Ctx } from '../../db/context'
import { isAppError } from '../../domain/errors'
import { type TestWorld, testWorld } from '../../testing/context'
import { editRack } from '../inventory/edit-rack'
import { createOrder } from '../planning/create-order'
import { editOrder } from '../planning/edit-order'
import { editTicket } from '../tickets/edit-ticket'
import { openTicket } from '../tickets/open-ticket'
import { listEdits } from './list-edits'

let world: TestWorld
let elsewhere: number
beforeAll(async () => {
  world = await testWorld()
  const { db } = world
  const { id: datacenterId } = await db.datacenter.create({ data: { code: 'FRA1', name: 'Frankfurt' } })
  elsewhere = (await db.datacenter.create({ data: { code: 'AMS2', name: 'Amsterdam' } })).id
  await db.rack.create({ data: { code: 'FRA1-A01', datacenterId, walkKey: 'a', heightU: 42 } })
  const warehouse = await db.warehouse.create({ data: { code: 'W1', datacenterId } })
  await db.server.create({
    data: { barcode: 'SRV-1', state: 'IN_WAREHOUSE', warehouseId: warehouse.id, datacenterId },
  })
})
afterAll(() => world.close())

/** Of each writer in a race. */
const TRIES = 5

const anOrder = async () =>
  (await createOrder(world.ctx, { customer: 'Acme', datacenter: 'FRA1', cpuCores: 8, ramGb: 0, nvmeGb: 0 })).number

const named = (name: string): Ctx => ({ ...world.ctx, actor: { ...world.ctx.actor, name, key: `user:${name}` } })

async function refusalOf(work: Promise<unknown>) {
  try {
    await work
    return null
  } catch (error) {
    if (!isAppError(error)) throw error
    return { code: error.code, clashes: error.details?.clashes }
  }
}

describe('two people edit one thing', () => {
  it('other fields than mine, changed meanwhile, stand beside what I save', async () => {
    const number = await anOrder()
    await editOrder(named('Ana'), { number, boot: 'network', base: { boot: 'media' } })
    const after = await editOrder(named('Ben'), { number, customer: 'Acme AG', base: { customer: 'Acme' } })
    expect([after.customer, after.boot]).toEqual(['Acme AG', 'network'])
  })

  it('the same field is refused with what it holds now and who wrote that, and nothing of the edit is written', async () => {
    const number = await anOrder()
    await editOrder(named('Ana'), { number, customer: 'Ana’s', base: { customer: 'Acme' } })
    const bens = {
      number,
      customer: 'Ben’s',
      boot: 'network' as const,
      base: { customer: 'Acme', boot: 'media' as const },
    }
    const refused = await refusalOf(editOrder(named('Ben'), bens))
    expect(refused).toMatchObject({
      code: 'edit-clash',
      clashes: [{ field: 'customer', base: 'Acme', now: 'Ana’s', by: 'Ana' }],
    })
    // Knowing of it, Ben may.
    const after = await editOrder(named('Ben'), { ...bens, base: { ...bens.base, customer: 'Ana’s' } })
    expect([after.customer, after.boot]).toEqual(['Ben’s', 'network'])
  })

  it('who sends what a field holds already has not written it', async () => {
    const { number } = await openTicket(world.ctx, { server: 'SRV-1', type: 'REBOOT' })
    await editTicket(named('Ana'), { number, assignee: 'Rui', priority: 'LOW' })
    await editTicket(named('Ben'), { number, assignee: 'Rui', priority: 'LOW', note: 'he is on his way' })
    const { items } = await listEdits(world.ctx, { entity: 'ticket', key: number })
    expect(items.filter(({ field }) => field !== 'status').map(({ field, by }) => [field, by])).toEqual([
      ['assignee', 'Ana'],
      ['priority', 'Ana'],
    ])
    await editTicket(world.ctx, { number, status: 'WONT_FIX', note: 'it was nothing' })
  })

  it('an end is the same however it is written, and one that was removed meanwhile is a clash', async () => {
    const number = await anOrder()
    await editOrder(named('Ana'), { number, endsAt: '2027-01-01T00:00:00Z', base: { endsAt: null } })
    const later = { number, endsAt: '2027-02-01T00:00:00Z', base: { endsAt: '2027-01-01T01:00:00+01:00' } }
    expect((await editOrder(named('Ben'), later)).endsAt).toBe('2027-02-01T00:00:00.000Z')
    await editOrder(named('Ana'), { number, endsAt: null })
    expect((await refusalOf(editOrder(named('Ben'), { ...later, endsAt: '2027-03-01T00:00:00Z' })))?.code).toBe(
      'edit-clash',
    )
  })

  it('racks and tickets as well', async () => {
    await editRack(named('Ana'), { code: 'FRA1-A01', note: 'Ana’s', tags: ['a'] })
    const rack = { code: 'FRA1-A01', note: 'Ben’s', base: { note: null, tags: [] } }
    expect((await refusalOf(editRack(named('Ben'), rack)))?.clashes).toMatchObject([
      { field: 'note', now: 'Ana’s', by: 'Ana' },
    ])
    expect((await editRack(named('Ben'), { code: 'FRA1-A01', row: 'A', base: { row: null } })).note).toBe('Ana’s')

    const { number } = await openTicket(world.ctx, { server: 'SRV-1', type: 'REBOOT', priority: 'NORMAL' })
    await editTicket(named('Ana'), { number, assignee: 'Ana', base: { assignee: null } })
    const taken = await refusalOf(editTicket(named('Ben'), { number, assignee: 'Ben', base: { assignee: null } }))
    expect(taken?.clashes).toMatchObject([{ field: 'assignee', now: 'Ana', by: 'Ana' }])
    const both = await editTicket(named('Ben'), { number, priority: 'LOW', base: { priority: 'NORMAL' } })
    expect([both.assignee, both.priority]).toEqual(['Ana', 'LOW'])
  })

  it('who changed each field last is told to whoever may read the thing, and to nobody else', async () => {
    const number = await anOrder()
    await editOrder(named('Ana'), { number, customer: 'A', boot: 'network' })
    await editOrder(named('Ben'), { number, customer: 'B' })
    const { items } = await listEdits(world.as('VIEWER'), { entity: 'order', key: number.toLowerCase() })
    expect(items.map(({ field, by }) => [field, by])).toEqual([
      ['boot', 'Ana'],
      ['customer', 'Ben'],
    ])
    expect(await listEdits(world.as('VIEWER', elsewhere), { entity: 'order', key: number })).toEqual({ items: [] })
  })

  it('in a race of many, each on a connection of its own, no edit replaces one that its writer did not know of', async () => {
    const number = await anOrder()
    const writers = Array.from({ length: 6 }, (_, i) => `Writer ${i}`)
    const won: { from: string; to: string }[] = []
    await Promise.all(
      writers.map(async (name) => {
        const db = createDb(world.url, { max: 1 })
        let known = 'Acme'
        for (let round = 0; round < TRIES; round++) {
          const to = `${name} ${round}`
          const work = editOrder({ ...named(name), db }, { number, customer: to, base: { customer: known } })
          const refused = await refusalOf(work)
          if (refused === null) {
            won.push({ from: known, to })
            known = to
          } else {
            const [clash] = refused.clashes as { now: string }[]
            known = clash?.now ?? known
          }
        }
        await db.$disconnect()
      }),
    )
    // Each write that went through names the one before it: a chain without a fork, from the first value to the last.
    const after = new Map(won.map(({ from, to }) => [from, to]))
    expect(after.size).toBe(won.length)
    let last = 'Acme'
    for (let next = after.get(last); next !== undefined; next = after.get(last)) last = next
    const { customer } = await world.db.order.findUniqueOrThrow({ where: { number } })
    expect(last).toBe(customer)
    // A try fails only for a write that came since the last one: there are at least as many as one writer has tries.
    expect(won.length).toBeGreaterThanOrEqual(TRIES)
  })
})
