import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EmbeddedPostgres, freePort, startEmbedded } from '@/scripts/embedded-postgres'
import { createDb, type Db } from '../../db/client'
import { testActor } from '../../testing/context'
import { allocatedOrder } from '../../testing/factories/provisioning'
import { simulatedHardware } from '../../testing/simulated-hardware'
import { migrate } from '../../testing/test-server'
import { startWorker, until } from '../../testing/worker-process'
import { provisionOrder } from './provision-order'

// A server of its own, as the shared one cannot be stopped under the other tests.
const dataDir = mkdtempSync(join(tmpdir(), 'haas-restart-'))
let server: EmbeddedPostgres
let db: Db
let port: number
beforeAll(async () => {
  port = await freePort()
  server = await startEmbedded({ dataDir, port, durable: false })
  await migrate(server.url)
  db = createDb(server.url)
}, 120_000)
afterAll(async () => {
  await db.$disconnect()
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('PostgreSQL stopped and started again under a worker', () => {
  it('the worker stays, goes on, and loses and repeats nothing', { timeout: 180_000 }, async () => {
    const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
    const ctx = { actor: testActor('ADMIN'), db, clock: () => new Date(), log: silent, requestId: 'test' }
    const hardware = await simulatedHardware(server.url, 200)
    const order = await allocatedOrder(db, 3, { hardware })
    // Asked for before the database goes away, out of which they are born.
    await Promise.all(order.barcodes.map((barcode) => hardware.machine(barcode)))
    const worker = startWorker(server.url, { leaseMs: 6_000 })
    await worker.ready
    await provisionOrder(ctx, order)
    for (let restart = 0; restart < 2; restart++) {
      await until('a job runs', async () => (await db.provisionJob.count({ where: { status: 'RUNNING' } })) > 0)
      await sleep(300)
      await server.stop()
      await sleep(1_500)
      server = await startEmbedded({ dataDir, port, durable: false })
    }
    const ended = () => db.order.findUnique({ where: { id: order.id } }).catch(() => null)
    try {
      await until(
        'the order has ended',
        async () => !['PROVISIONING', undefined].includes((await ended())?.status),
        90_000,
      )
    } catch (error) {
      throw new Error(worker.output, { cause: error })
    }
    expect((await ended())?.status, worker.output).toBe('ACTIVE')
    expect(await hardware.effects(order.barcodes)).toHaveLength(15)
    await hardware.close()
    // The very process that was there before: a worker that died would not be there to be stopped.
    expect(await worker.stop()).toBe(0)
  })
})
