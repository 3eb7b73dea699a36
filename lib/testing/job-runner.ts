/** The worker's own loop in the test's process, for what needs no process to be killed. */
import { makeDrivers } from '@/worker/drivers/drivers'
import { type Runner, runJob } from '@/worker/run-job'
import { type Timing, timingOf } from '@/worker/timing'
import type { TestWorld } from './context'

export interface JobRunner {
  runner: Runner
  /** Runs every waiting job to its end, those that follow from it included. */
  drain(): Promise<void>
  close(): Promise<void>
}

/** @param timing what differs from a lease of three seconds: a test that waits for a limit wants a short one */
export function jobRunner(world: TestWorld, timing: Partial<Timing> = {}): JobRunner {
  const all = { ...timingOf(3_000), retryMs: 20, ...timing }
  const drivers = makeDrivers(all.callMs)
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
    timing: all,
    stopping: new AbortController().signal,
    driverFor: drivers.driverFor,
  }
  const drain = async () => {
    for (;;) {
      const waiting = await world.db.provisionJob.findMany({ where: { status: 'PENDING' }, select: { id: true } })
      if (waiting.length === 0) return
      await Promise.all(waiting.map(({ id }) => runJob(runner, id)))
    }
  }
  return { runner, drain, close: () => drivers.close() }
}
