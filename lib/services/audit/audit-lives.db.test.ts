import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../../testing/context'
import { countStatements } from '../../testing/count-statements'
import { type AllocatedOrder, allocatedOrder } from '../../testing/factories/provisioning'
import { placeHold } from '../inventory/place-hold'
import { cancelOrder } from '../provisioning/cancel-order'
import { provisionOrder } from '../provisioning/provision-order'
import { listAudit } from './list-audit'

let world: TestWorld
let order: AllocatedOrder
beforeAll(async () => {
  world = await testWorld()
  order = await allocatedOrder(world.db, 2)
  await provisionOrder({ ...world.ctx, requestId: 'request-1' }, order)
  await cancelOrder({ ...world.ctx, requestId: 'request-2' }, order)
  // After it: not of the order's life, but of the server's.
  await placeHold(world.ctx, { server: order.barcodes[0] ?? '', reason: 'Kept for a test' })
})
afterAll(() => world.close())

const read = async (input: Partial<Parameters<typeof listAudit>[1]>, ctx = world.ctx) =>
  (await listAudit(ctx, { limit: 200, ...input })).items

describe('the life of one thing', () => {
  it('of an order: its own entries, its jobs, and its servers while it held them', async () => {
    const entries = await read({ of: `order:${order.number.toLowerCase()}` })
    expect(new Set(entries.map(({ entity }) => entity))).toEqual(new Set(['order', 'provision-job', 'server']))
    expect(entries.map(({ action }) => action)).not.toContain('inventory.place-hold')
    const ids = entries.map(({ id }) => Number(id))
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a))
  })

  it('of a server: its jobs too, what came after the order, and nothing of another server', async () => {
    const entries = await read({ of: `server:${order.barcodes[0]}` })
    expect(new Set(entries.map(({ entity }) => entity))).toEqual(new Set(['server', 'provision-job']))
    expect(entries.map(({ action }) => action)).toContain('inventory.place-hold')
    expect(entries.filter(({ entity, key }) => entity === 'server' && key !== order.barcodes[0])).toEqual([])
    const jobs = new Set(entries.filter(({ entity }) => entity === 'provision-job').map(({ key }) => key))
    expect(jobs.size).toBe(1)
  })

  it('pages without gaps, is narrowed as any list is, and shows nobody what is not theirs', async () => {
    const of = `order:${order.number}`
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listAudit(world.ctx, { limit: 2, of, cursor })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(seen).toEqual((await read({ of })).map(({ id }) => id))
    expect(new Set((await read({ of, request: ['request-2'] })).map(({ requestId }) => requestId))).toEqual(
      new Set(['request-2']),
    )
    expect(await read({ of }, world.as('TECH', 0))).toEqual([])
    expect(await read({ of: 'order:ORD-1' })).toEqual([])
  })

  it('two statements, as every page of the log', async () => {
    const statements = (input: object) =>
      countStatements(world, (ctx) => listAudit(ctx, { limit: 50, ...input })).then(({ length }) => length)
    expect(await statements({ of: `order:${order.number}` })).toBe(2)
    expect(await statements({ since: '2020-01-01T00:00:00Z' })).toBe(2)
  })
})

describe('the log by request and by time', () => {
  it('shows what one request did', async () => {
    const entries = await read({ request: ['request-1'] })
    expect(new Set(entries.map(({ action }) => action))).toContain('provisioning.provision-order')
    expect(new Set(entries.map(({ requestId }) => requestId))).toEqual(new Set(['request-1']))
  })

  it('a span of time pages in the order of time, whatever ids its entries have', async () => {
    const since = '2020-01-01T00:00:00Z'
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listAudit(world.ctx, { limit: 3, since, cursor })
      seen.push(...page.items.map(({ at }) => at))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(seen).toHaveLength(await world.db.auditEntry.count())
    expect(seen).toEqual(seen.toSorted().toReversed())
  })
})
