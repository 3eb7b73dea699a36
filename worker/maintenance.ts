import { forgetIdempotencyKeys } from '@/lib/services/access/forget-idempotency-keys'
import type { Ctx } from '@/lib/services/access/make-context'
import { sealAudit } from '@/lib/services/audit/seal-audit'
import { forgetImports } from '@/lib/services/imports/forget-imports'
import { wakeImports } from '@/lib/services/imports/wake-imports'
import { endExpiredHolds } from '@/lib/services/inventory/end-expired-holds'
import { forgetBulkChanges } from '@/lib/services/lifecycle/forget-bulk-changes'
import { wakeBulkChanges } from '@/lib/services/lifecycle/wake-bulk-changes'
import { beatWorker } from '@/lib/services/provisioning/beat-worker'
import { sweepJobs } from '@/lib/services/provisioning/sweep-jobs'
import { forgetDumps } from '@/lib/services/telemetry/forget-dumps'
import { keepTelemetryPartitions } from '@/lib/services/telemetry/keep-telemetry-partitions'
import { openCountedFaults } from '@/lib/services/telemetry/open-counted-faults'
import { openDueFaults } from '@/lib/services/telemetry/open-due-faults'
import type { Runner } from './run-job'
import { tidyBoots } from './tidy-boots'

const MINUTE_MS = 60_000
/** An entry is seen at one turn and sealed at the next: within 5 s, where no transaction is open for longer. */
const SEAL_MS = 2_000

/**
 * What every worker does beside its jobs, each in its own rhythm and once at the start. All of it may run in any number of
 * workers at once. Returns the function that stops it.
 */
export function startMaintenance(runner: Runner): () => Promise<void> {
  const { ctx, owner, timing } = runner
  const duties = [
    every(ctx, 'sweep', timing.sweepMs, async () => {
      const swept = await sweepJobs(ctx, { quietMs: timing.sweepMs })
      if (Object.values(swept).some((count) => count > 0)) ctx.log.info(swept, 'swept')
    }),
    every(ctx, 'worker beat', timing.beatMs, () => beatWorker(ctx, { id: owner, name: owner })),
    every(ctx, 'discs left in servers', MINUTE_MS, () => tidyBoots(runner)),
    every(ctx, 'expired holds', MINUTE_MS, () => endExpiredHolds(ctx)),
    every(ctx, 'faults by count and by time', timing.sweepMs, async () => {
      const opened = { counted: await openCountedFaults(ctx), due: await openDueFaults(ctx) }
      if (opened.counted + opened.due > 0) ctx.log.info(opened, 'tickets opened')
    }),
    every(ctx, 'seals of the audit log', SEAL_MS, () => sealAudit(ctx)),
    every(ctx, 'imports whose worker is gone', timing.sweepMs, async () => {
      const woken = await wakeImports(ctx)
      if (woken > 0) ctx.log.info({ woken }, 'imports are gone on with')
    }),
    every(ctx, 'changes of many servers whose worker is gone', timing.sweepMs, async () => {
      const woken = await wakeBulkChanges(ctx)
      if (woken > 0) ctx.log.info({ woken }, 'changes of many servers are gone on with')
    }),
    every(ctx, 'old imports', 60 * MINUTE_MS, () => forgetImports(ctx)),
    every(ctx, 'old changes of many servers', 60 * MINUTE_MS, () => forgetBulkChanges(ctx)),
    every(ctx, 'idempotency keys', 60 * MINUTE_MS, () => forgetIdempotencyKeys(ctx)),
    every(ctx, 'telemetry partitions', 60 * MINUTE_MS, () => keepTelemetryPartitions(ctx)),
    every(ctx, 'dumps that could not be read', 60 * MINUTE_MS, () => forgetDumps(ctx)),
  ]
  return async () => void (await Promise.all(duties.map((stop) => stop())))
}

/** A duty that fails is tried again at its next turn; it never runs twice at once. Stopping waits for the turn at hand. */
function every(ctx: Ctx, name: string, ms: number, duty: () => Promise<unknown>): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const turn = async (): Promise<void> => {
    try {
      await duty()
    } catch (error) {
      ctx.log.warn({ err: error, duty: name }, 'a duty failed')
    }
    if (!stopped) timer = setTimeout(next, ms)
  }
  let running = turn()
  function next(): void {
    running = turn()
  }
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}
