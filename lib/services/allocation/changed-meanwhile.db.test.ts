import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OrderView } from '../../contracts/planning/order'
import { type TestWorld, testWorld } from '../../testing/context'
import { type Fleet, makeFleet, PLAN, placeOrder } from '../../testing/factories/planning'
import { getOrder } from '../planning/get-order'
import { planOrder } from '../planning/plan-order'
import { allocateOrder } from './allocate-order'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

const at = (fleet: Fleet, index: number) => fleet.servers[index] ?? { id: 0, barcode: '' }
const serverRow = (fleet: Fleet, index: number) =>
  world.db.server.findUniqueOrThrow({ where: { id: at(fleet, index).id } })

/** Two servers, and an order that is planned on both. */
async function twoPlanned(): Promise<{ fleet: Fleet; number: string }> {
  const fleet = await makeFleet(world.db, { servers: 2 })
  const number = await placeOrder(world.ctx, fleet, { cpuCores: 64 * 2 })
  await planOrder(world.ctx, { number, ...PLAN })
  return { fleet, number }
}

/**
 * Allocates while another transaction holds a change of one server that it has not committed: the order looks at the row as
 * it was, and then waits for it.
 */
async function allocatedDuring(fleet: Fleet, index: number, change: string, number: string): Promise<OrderView> {
  const other = new pg.Client({ connectionString: world.url })
  await other.connect()
  try {
    await other.query(`BEGIN; UPDATE servers SET ${change} WHERE id = ${at(fleet, index).id}`)
    const allocating = allocateOrder(world.ctx, { number })
    const waiting = untilSomebodyWaits(other)
    await Promise.race([waiting, allocating.catch(() => undefined)])
    await other.query('COMMIT')
    return await allocating
  } finally {
    await other.end()
  }
}

/** Resolves once a connection to this database waits for a lock. */
async function untilSomebodyWaits(client: pg.Client): Promise<void> {
  const waits = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  while ((await client.query(waits)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 10))
}

describe('an order that is allocated while its servers change', () => {
  it.each<[string, string, object]>([
    ['one gets a ticket', 'open_high_tickets = 1', { reason: 'It has an open ticket of high priority.' }],
    ['one is to be wiped', 'needs_wipe = true', { reason: 'It still has to be wiped.' }],
  ])('refuses all where %s after they were looked at', async (_title, change, named) => {
    const { fleet, number } = await twoPlanned()
    await expect(allocatedDuring(fleet, 1, change, number)).rejects.toMatchObject({
      code: 'allocation-conflict',
      details: { conflicts: [{ barcode: at(fleet, 1).barcode, ...named }] },
    })
    expect(await serverRow(fleet, 0)).toMatchObject({ state: 'RACKED', orderId: null })
    expect(await getOrder(world.ctx, { number })).toMatchObject({ status: 'PLANNED', servers: [] })
  })

  it('looks again where one was changed after they were looked at, in a way that does not matter', async () => {
    const { fleet, number } = await twoPlanned()
    const order = await allocatedDuring(fleet, 1, `tags = '{moved}', version = version + 1`, number)
    expect(order.servers).toEqual([at(fleet, 0).barcode, at(fleet, 1).barcode])
    expect(await serverRow(fleet, 1)).toMatchObject({ state: 'ALLOCATED', tags: ['moved'], version: 3 })
    expect(await world.db.auditEntry.count({ where: { key: number, to: 'ALLOCATED' } })).toBe(1)
  })
})
