/** The worker's own loop in the test's process, for what needs no process to be killed. */

import { SimulatedDriver } from '@/worker/drivers/simulated/simulated-driver'
import { HardwareError } from '@/worker/hardware-driver'
import { type Runner, runJob } from '@/worker/run-job'
import { timingOf } from '@/worker/timing'
import type { TestWorld } from './context'

export interface JobRunner {
  runner: Runner
  driver: SimulatedDriver
  /** Runs every waiting job to its end, those that follow from it included. */
  drain(): Promise<void>
  close(): Promise<void>
}

export function jobRunner(world: TestWorld, options: { leaseMs?: number } = {}): JobRunner {
  const timing = timingOf(options.leaseMs ?? 3_000)
  const driver = new SimulatedDriver({
    connectionString: world.url,
    callMs: timing.callMs,
    onPoolError: (error) => {
      throw error
    },
  })
  const name = 'worker-in-test'
  const actor = {
    kind: 'worker' as const,
    key: `worker:${name}`,
    name,
    grants: [{ role: 'ADMIN' as const, datacenterId: null }],
  }
  const runner: Runner = {
    ctx: { ...world.ctx, actor },
    owner: name,
    timing,
    stopping: new AbortController().signal,
    driverFor: (kind) => {
      if (kind === 'simulated') return driver
      throw new HardwareError('refused', `There is no driver for ${kind} yet.`)
    },
  }
  const drain = async () => {
    for (;;) {
      const waiting = await world.db.provisionJob.findMany({ where: { status: 'PENDING' }, select: { id: true } })
      if (waiting.length === 0) return
      await Promise.all(waiting.map(({ id }) => runJob(runner, id)))
    }
  }
  return { runner, driver, drain, close: () => driver.close() }
}
