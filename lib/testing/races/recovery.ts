import { setTimeout as sleep } from 'node:timers/promises'
import { provisionOrder } from '../../services/provisioning/provision-order'
import type { TestWorld } from '../context'
import { allocatedOrder } from '../factories/provisioning'
import { simulatedHardware } from '../simulated-hardware'
import { startWorker, until } from '../worker-process'

const LEASE_MS = 15_000

/**
 * With the ordinary lease: of two workers the one that holds a job is killed at a random moment. Returns, for each round,
 * the milliseconds from the kill until the other has the job.
 */
export async function measureRecovery(world: TestWorld, rounds: number): Promise<number[]> {
  // A job lasts some twelve seconds: longer than any moment at which its worker is killed.
  const hardware = await simulatedHardware(world.url, 3_000)
  const seen: number[] = []
  for (let round = 0; round < rounds; round++) {
    const order = await allocatedOrder(world.db, 1, { hardware })
    const workers = [startWorker(world.url, { leaseMs: LEASE_MS }), startWorker(world.url, { leaseMs: LEASE_MS })]
    try {
      await Promise.all(workers.map((worker) => worker.ready))
      await provisionOrder(world.ctx, order)
      const look = () => world.db.provisionJob.findFirstOrThrow({ where: { orderId: order.id } })
      const first = await until('the job runs', async () => (await look()).leaseOwner ?? false)
      await sleep(Math.random() * 6_000)
      await workers.find(({ pid }) => first.includes(`-${pid}-`))?.kill()
      const killedAt = Date.now()
      const { status } = await look()
      if (status !== 'RUNNING') throw new Error(`The job was ${status} before its worker was killed`)
      await until(
        'the other has it',
        async () => {
          const { leaseOwner } = await look()
          return leaseOwner !== null && leaseOwner !== first
        },
        60_000,
      )
      seen.push(Date.now() - killedAt)
    } finally {
      await Promise.all(workers.map((worker) => worker.kill()))
    }
  }
  await hardware.close()
  return seen
}
