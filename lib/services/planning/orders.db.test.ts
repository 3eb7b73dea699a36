import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTransaction } from '../../db/context'
import { encodeCursor } from '../../db/cursor'
import { ORDER_STATES, orderMachine } from '../../domain/order-state'
import { allPages } from '../../testing/all-pages'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { allocatedOrder, type Fleet, makeFleet, PLAN, placeOrder } from '../../testing/factories/planning'
import { applyOrderTransition } from './apply-order-transition'
import { createImage } from './create-image'
import { createOrder } from './create-order'
import { deleteImage } from './delete-image'
import { deleteOrder } from './delete-order'
import { editImage } from './edit-image'
import { editOrder } from './edit-order'
import { getImage } from './get-image'
import { getOrder } from './get-order'
import { listImages } from './list-images'
import { listOrders } from './list-orders'
import { listPlans } from './list-plans'
import { planOrder } from './plan-order'

let world: TestWorld
let fleet: Fleet
beforeAll(async () => {
  world = await testWorld()
  fleet = await makeFleet(world.db, { servers: 20 })
})
afterAll(() => world.close())

const base = () => ({ customer: 'Acme', datacenter: fleet.datacenter.code })

describe('orders', () => {
  it('gets a number, starts as a draft, and is found whatever the case of its number', async () => {
    const order = await createOrder(world.ctx, {
      ...base(),
      cpuCores: 10,
      ramGb: 0,
      endsAt: '2027-01-01T01:00:00+01:00',
    })
    expect(order).toMatchObject({
      status: 'DRAFT',
      cpuCores: 10,
      ramGb: 0,
      nvmeGb: 0,
      lines: [],
      servers: [],
      degraded: [],
      jobs: [],
      endsAt: '2027-01-01T00:00:00.000Z',
      cancelRequested: false,
    })
    expect(order.number).toMatch(/^ORD-\d{5,}$/)
    expect(await getOrder(world.ctx, { number: order.number.toLowerCase() })).toEqual(order)
  })

  it('by lines keeps the lines, and their sums as its totals', async () => {
    const lines = [
      { count: 2, minCpuCores: 10, minRamGb: 1, minNvmeGb: 0 },
      { count: 3, minCpuCores: 1, minRamGb: 0, minNvmeGb: 5 },
    ]
    expect(await createOrder(world.ctx, { ...base(), lines })).toMatchObject({
      lines,
      cpuCores: 23,
      ramGb: 2,
      nvmeGb: 15,
    })
  })

  it('lines whose sum no column holds are refused by name, not by the database', async () => {
    const lines = [{ count: 10_000, minCpuCores: 2_147_483_647, minRamGb: 0, minNvmeGb: 0 }]
    await expect(createOrder(world.ctx, { ...base(), lines })).rejects.toMatchObject({
      code: 'validation',
      fields: [{ path: 'lines' }],
    })
  })

  it('an unknown datacenter or image is 422 at its field', async () => {
    await expect(createOrder(world.ctx, { ...base(), datacenter: 'NOWHERE', cpuCores: 1 })).rejects.toMatchObject({
      code: 'unknown-reference',
      fields: [{ path: 'datacenter' }],
    })
    await expect(createOrder(world.ctx, { ...base(), cpuCores: 1, image: 'no-such' })).rejects.toMatchObject({
      code: 'unknown-reference',
      fields: [{ path: 'image' }],
    })
  })

  it('may be placed, read and edited only by whom its datacenter’s grants let', async () => {
    const elsewhere = await makeFleet(world.db, { servers: 0 })
    const stranger = world.as('PLANNER', elsewhere.datacenter.id)
    const number = await placeOrder(world.ctx, fleet)
    await expect(createOrder(stranger, { ...base(), cpuCores: 1 })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(getOrder(stranger, { number })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(editOrder(stranger, { number, customer: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(deleteOrder(world.as('VIEWER'), { number })).rejects.toMatchObject({ code: 'forbidden' })
    expect((await listOrders(stranger, { limit: 50 })).items).toEqual([])
    const { id } = await planOrder(world.ctx, { number, ...PLAN })
    expect((await listPlans(stranger, { limit: 50 })).items).toEqual([])
    expect(
      (await listPlans(world.as('VIEWER', fleet.datacenter.id), { limit: 1 })).items.map((plan) => plan.id),
    ).toEqual([id])
  })

  it('an edit changes customer, image and end, with a new version; the same again changes nothing', async () => {
    await createImage(world.ctx, { slug: 'debian-13', name: 'Debian 13' })
    const number = await placeOrder(world.ctx, fleet)
    const edit = { number, customer: 'Beta', image: 'DEBIAN-13', endsAt: '2027-06-01T00:00:00Z' }
    const edited = await editOrder(world.ctx, { ...edit, ifMatch: [1] })
    expect(edited).toMatchObject({
      customer: 'Beta',
      image: 'debian-13',
      endsAt: '2027-06-01T00:00:00.000Z',
      version: 2,
    })
    expect(await editOrder(world.ctx, edit)).toEqual(edited)
    await expect(editOrder(world.ctx, { number, customer: 'C', ifMatch: [1] })).rejects.toMatchObject({ code: 'stale' })
    const cleared = await editOrder(world.ctx, { number, image: null, endsAt: null })
    expect(cleared).not.toHaveProperty('image')
    expect(cleared).not.toHaveProperty('endsAt')
  })

  it('the image stays once it is being installed; a finished order stays as it is', async () => {
    await createImage(world.ctx, { slug: 'ubuntu', name: 'Ubuntu' })
    const number = await placeOrder(world.ctx, fleet)
    for (const status of ORDER_STATES) {
      await world.db.order.update({ where: { number }, data: { status, imageId: null, endsAt: null } })
      const answer = (edit: object) =>
        editOrder(world.ctx, { number, ...edit }).then(
          () => 'ok',
          (error) => error.code,
        )
      const open = ['DRAFT', 'PLANNED', 'ALLOCATED', 'FAILED'].includes(status)
      expect([status, await answer({ image: 'ubuntu' })]).toEqual([status, open ? 'ok' : 'conflict'])
      const final = orderMachine.isFinal(status)
      expect([status, await answer({ endsAt: '2028-01-01T00:00:00Z' })]).toEqual([status, final ? 'conflict' : 'ok'])
    }
  })

  it('only a draft that never held a server is deleted, and its plans with it', async () => {
    const number = await placeOrder(world.ctx, fleet)
    await planOrder(world.ctx, { number, ...PLAN })
    await expect(deleteOrder(world.ctx, { number })).rejects.toMatchObject({ code: 'conflict' })
    await world.db.order.update({ where: { number }, data: { status: 'DRAFT' } })
    await deleteOrder(world.ctx, { number })
    await expect(getOrder(world.ctx, { number })).rejects.toMatchObject({ code: 'not-found' })

    const held = await allocatedOrder(world.ctx, fleet)
    await planOrder(world.ctx, { number: held, ...PLAN })
    await world.db.order.update({ where: { number: held }, data: { status: 'DRAFT' } })
    await expect(deleteOrder(world.ctx, { number: held })).rejects.toMatchObject({ code: 'still-referenced' })
  })

  it('moves along the drawn arrows only: every cell of the table, with an audit row for each that is drawn', async () => {
    const number = await placeOrder(world.ctx, fleet)
    const { id } = await world.db.order.findUniqueOrThrow({ where: { number } })
    for (const from of ORDER_STATES) {
      for (const to of ORDER_STATES) {
        await world.db.order.update({ where: { id }, data: { status: from } })
        const move = inTransaction(world.ctx, (tx) =>
          applyOrderTransition(tx, { orderId: id, to, action: 'test.move' }),
        )
        if (orderMachine.canGo(from, to)) expect(await move).toBe(from)
        else {
          const details = { from, to, allowed: orderMachine.allowed(from) }
          await expect(move).rejects.toMatchObject({ code: 'illegal-transition', details })
        }
      }
    }
    const rows = await world.db.auditEntry.findMany({ where: { action: 'test.move' }, orderBy: { id: 'asc' } })
    expect(rows.map(({ from, to }) => `${from} ${to}`).sort()).toEqual(
      orderMachine.transitions.map(({ from, to }) => `${from} ${to}`).sort(),
    )
  })
})

describe('the list of orders', () => {
  it('pages without gaps either way, filters, searches, and refuses a foreign cursor', async () => {
    const site = await makeFleet(world.db, { servers: 0 })
    const at = new Date('2026-11-01T00:00:00Z')
    const numbers: string[] = []
    // Two at the very same instant: the id breaks the tie.
    for (const [index, minutes] of [0, 1, 1, 2].entries()) {
      const ctx = { ...world.ctx, clock: () => new Date(at.getTime() + minutes * 60_000) }
      numbers.push(await placeOrder(ctx, site, { cpuCores: 1, customer: index === 3 ? 'Zeta Ltd' : 'Acme' }))
    }
    const datacenter = [site.datacenter.code.toLowerCase()]
    for (const sort of ['createdAt', '-createdAt'] as const) {
      const seen = await allPages((cursor) => listOrders(world.ctx, { limit: 1, datacenter, sort, cursor }))
      expect(seen.map(({ number }) => number)).toEqual(sort === 'createdAt' ? numbers : numbers.toReversed())
    }
    const found = async (more: object) =>
      (await listOrders(world.ctx, { limit: 50, datacenter, ...more })).items.map(({ number }) => number)
    expect(await found({ q: 'zeta' })).toEqual([numbers[3]])
    expect(await found({ q: numbers[0]?.toLowerCase() })).toEqual([numbers[0]])
    expect(await found({ customer: ['ZETA LTD'] })).toEqual([numbers[3]])
    expect(await found({ status: ['PLANNED'] })).toEqual([])
    const hostile = [
      encodeCursor([Number.MAX_SAFE_INTEGER, 1]),
      encodeCursor([1, 2 ** 40]),
      encodeCursor(['x', 'y']),
      'no',
    ]
    for (const cursor of hostile) {
      await expect(listOrders(world.ctx, { limit: 1, cursor })).rejects.toMatchObject({ code: 'malformed' })
      await expect(listPlans(world.ctx, { limit: 1, cursor })).rejects.toMatchObject({ code: 'malformed' })
    }
    await expect(listPlans(world.ctx, { limit: 1, cursor: encodeCursor([1, 'not-a-uuid']) })).rejects.toMatchObject({
      code: 'malformed',
    })
  })

  it('takes the same few statements however many orders, plans and servers there are', async () => {
    const few = await countStatements(world, (ctx) => listOrders(ctx, { limit: 1 }))
    const fewPlans = await countStatements(world, (ctx) => listPlans(ctx, { limit: 1 }))
    for (let i = 0; i < 5; i++) await allocatedOrder(world.ctx, fleet, { cpuCores: 128 })
    const orders = await countStatements(world, (ctx) =>
      listOrders(ctx, { limit: 50, datacenter: [fleet.datacenter.code] }),
    )
    const plans = await countStatements(world, (ctx) => listPlans(ctx, { limit: 50 }))
    expect(orders.length).toBeLessThanOrEqual(8)
    expect(plans.length).toBeLessThanOrEqual(6)
    expect(few.length).toBeLessThanOrEqual(8)
    expect(fewPlans.length).toBeLessThanOrEqual(6)
  })

  it('a plan reads inventory in three statements, whatever there is of it: counts, racks, names', async () => {
    const number = await placeOrder(world.ctx, fleet)
    const statements = await countStatements(world, (ctx) => planOrder(ctx, { number, ...PLAN }))
    const inventory = statements.filter((sql) => /FROM (servers|server_tally|rack_tally)\b/.test(sql))
    expect(inventory).toHaveLength(3)
    expect(statements.length).toBeLessThanOrEqual(14)
  })
})

describe('images', () => {
  it('are added, edited with a version, listed and found without case', async () => {
    const image = await createImage(world.ctx, {
      slug: 'Rocky-10',
      name: 'Rocky Linux 10',
      address: 'http://images/rocky.img',
    })
    await expect(createImage(world.ctx, { slug: 'rocky-10', name: 'again' })).rejects.toMatchObject({
      code: 'already-exists',
    })
    const sha256 = 'a'.repeat(64)
    expect(
      await editImage(world.ctx, { slug: 'ROCKY-10', sha256, address: null, ifMatch: [image.version] }),
    ).toMatchObject({
      sha256,
      version: 2,
    })
    await expect(editImage(world.ctx, { slug: 'rocky-10', name: 'x', ifMatch: [1] })).rejects.toMatchObject({
      code: 'stale',
    })
    expect((await listImages(world.ctx, { limit: 50, q: 'ROCKY-1' })).items.map(({ slug }) => slug)).toEqual([
      'Rocky-10',
    ])
    expect(await getImage(world.ctx, { slug: 'rocky-10' })).not.toHaveProperty('address')
    await expect(createImage(world.as('PLANNER'), { slug: 'mine', name: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('one that an order refers to cannot be deleted', async () => {
    await createImage(world.ctx, { slug: 'used', name: 'Used' })
    const number = await placeOrder(world.ctx, fleet, { cpuCores: 1, image: 'used' })
    await expect(deleteImage(world.ctx, { slug: 'used' })).rejects.toMatchObject({ code: 'still-referenced' })
    await deleteOrder(world.ctx, { number })
    await deleteImage(world.ctx, { slug: 'used' })
    await expect(getImage(world.ctx, { slug: 'used' })).rejects.toMatchObject({ code: 'not-found' })
  })
})
