/** One worker: drains the queue of provision and wipe jobs, and does the upkeep that any worker may do. Run as many as you like. */
import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { databaseUrl } from '@/lib/env/env'
import { startConsumer } from '@/lib/jobs/consumer'
import { makeContext } from '@/lib/services/access/make-context'
import { runImport } from '@/lib/services/imports/run-import'
import { sealPasswords } from '@/lib/services/inventory/seal-passwords'
import { runBulkChange } from '@/lib/services/lifecycle/run-bulk-change'
import { leaveWorker } from '@/lib/services/provisioning/leave-worker'
import { makeDrivers } from './drivers/drivers'
import { handlePower } from './handle-power'
import { startMaintenance } from './maintenance'
import { type Runner, runJob } from './run-job'
import { readSettings, type WorkerSettings } from './settings'
import { timingOf } from './timing'

/** After SIGTERM: jobs are handed back at their next look, which is soon; this is for what hangs. */
const PATIENCE_MS = 20_000

async function main(settings: WorkerSettings): Promise<void> {
  const timing = timingOf(settings.leaseMs)
  // Unique for ever: a worker that starts again is another one, and its former leases are not its own.
  const name = `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`
  const ctx = makeContext({
    actor: { kind: 'worker', key: `worker:${name}`, name, grants: [{ role: 'ADMIN', datacenterId: null }] },
    requestId: `worker:${name}`,
  })
  const { log } = ctx
  const stopping = new AbortController()
  const drivers = makeDrivers(timing.callMs)
  const runner: Runner = { ctx, owner: name, timing, driverFor: drivers.driverFor, stopping: stopping.signal }
  const consumer = await startConsumer({
    connectionString: databaseUrl(),
    concurrency: settings.concurrency,
    log,
    handlers: {
      provision: ({ jobId }) => runJob(runner, jobId),
      power: (command) => handlePower(runner, command),
      import: ({ importId }) => runImport(ctx, { importId, stopping: stopping.signal }),
      'bulk-change': ({ bulkChangeId }) => runBulkChange(ctx, { bulkChangeId, stopping: stopping.signal }),
    },
  })
  const stopMaintenance = startMaintenance(runner)
  await sealPasswords(ctx).then(
    (sealed) => sealed > 0 && log.info({ sealed }, 'passwords of BMCs that an earlier version had stored are sealed'),
    (error: unknown) =>
      log.warn({ err: error }, 'passwords of BMCs that an earlier version had stored are not sealed yet'),
  )
  log.info({ concurrency: settings.concurrency, leaseMs: settings.leaseMs }, 'worker ready')

  const stop = async (signal: string): Promise<void> => {
    if (stopping.signal.aborted) return
    log.info({ signal }, 'worker stops: jobs are handed back')
    stopping.abort()
    await consumer.stop(PATIENCE_MS)
    await stopMaintenance()
    await leaveWorker(ctx, { id: name })
    await drivers.close()
    await ctx.db.$disconnect()
    log.info({}, 'worker stopped')
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop(signal).then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'the worker did not stop in order')
          process.exit(1)
        },
      )
    })
  }
}

try {
  await main(readSettings(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
