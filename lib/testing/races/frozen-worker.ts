import { setTimeout as sleep } from 'node:timers/promises'
import { provisionOrder } from '../../services/provisioning/provision-order'
import type { TestWorld } from '../context'
import { allocatedOrder } from '../factories/provisioning'
import { type SimulatedHardware, simulatedHardware } from '../simulated-hardware'
import { startWorker, until, type WorkerProcess } from '../worker-process'

const LEASE_MS = 2_000

export interface FrozenRound {
  /** Ended by the second worker while the first was frozen. */
  status: string
  /** Claimed again while the first was frozen. */
  takenOver: boolean
  effects: number
  /** Whether the woken worker said anything to the BMC. */
  spoke: boolean
  /** Whether the first worker, woken, changed anything at all: job, steps, hops, server, order or hardware. */
  changed: boolean
}

/** A worker is frozen at a random moment of a job, for longer than its lease; another ends the job; then it is woken. */
export async function freezeWorkers(world: TestWorld, rounds: number): Promise<FrozenRound[]> {
  const hardware = await simulatedHardware(world.url, 60)
  const seen: FrozenRound[] = []
  while (seen.length < rounds) {
    const order = await allocatedOrder(world.db, 1, { hardware })
    const first = startWorker(world.url, { leaseMs: LEASE_MS })
    let second: WorkerProcess | undefined
    try {
      await first.ready
      await provisionOrder(world.ctx, order)
      const look = () => world.db.provisionJob.findFirstOrThrow({ where: { orderId: order.id } })
      await until('the job runs', async () => (await look()).status === 'RUNNING')
      await sleep(Math.random() * 900)
      first.freeze()
      await until('what it had sent is done', async () => (await statementsUnderWay(world)) === 0)
      // On a fast machine it may have been done by then: nobody was frozen in the middle of anything, so this one does not count.
      if ((await look()).status === 'SUCCESS') continue
      second = startWorker(world.url, { leaseMs: LEASE_MS })
      const ended = await until('the job ended', async () => {
        const job = await look()
        return job.status === 'SUCCESS' || job.status === 'FAILED' ? job : false
      }).catch(async (error: Error) => {
        // Seen once in some thirty rounds: what it hangs at is in here.
        const state = JSON.stringify(
          await world.db.provisionJob.findMany({ where: { orderId: order.id }, include: { steps: true } }),
        )
        throw new Error(`${error.message}\n${state}\n${second?.output}`)
      })
      // Both stop to look after what was left behind, so that nothing but the woken worker could change anything.
      await second.stop()
      const before = await everything(world, hardware, order)
      first.wake()
      await sleep(LEASE_MS / 2)
      const after = await everything(world, hardware, order)
      const effects = await hardware.effects(order.barcodes)
      const claims = await world.db.auditEntry.count({ where: { action: 'provisioning.claim-job', key: ended.id } })
      seen.push({
        status: ended.status,
        takenOver: claims > 1,
        effects: effects.length,
        spoke: (await hardware.spokenToByTwo(order.barcodes)) > 0,
        changed: before !== after,
      })
    } finally {
      await Promise.all([first.kill(), second?.kill()])
    }
  }
  await hardware.close()
  return seen
}

/** Of all sessions but our own. A transaction that was left open is none. */
async function statementsUnderWay(world: TestWorld): Promise<number> {
  const [row] = await world.db.$queryRaw<{ active: number }[]>`
    SELECT count(*)::int AS active FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active'`
  return row?.active ?? 0
}

async function everything(
  world: TestWorld,
  hardware: SimulatedHardware,
  order: { id: number; barcodes: string[] },
): Promise<string> {
  return JSON.stringify([
    await world.db.provisionJob.findMany({ where: { orderId: order.id }, include: { steps: true, hops: true } }),
    await world.db.server.findMany({ where: { barcode: { in: order.barcodes } }, include: { firmware: true } }),
    await world.db.order.findUnique({ where: { id: order.id } }),
    await hardware.effects(order.barcodes),
  ])
}
