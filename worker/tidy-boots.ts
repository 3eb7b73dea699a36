import { listDirtyBoots } from '@/lib/services/provisioning/list-dirty-boots'
import { recordTidied } from '@/lib/services/provisioning/record-tidied'
import { HardwareError } from './hardware-driver'
import type { Runner } from './run-job'
import { withBmc } from './with-bmc'

/** A few a turn: a BMC that does not answer takes a whole call. */
const A_TURN = 5

/** Takes discs and boot overrides out of servers whose job ended while their BMC did not answer. Returns how many. */
export async function tidyBoots(runner: Runner): Promise<number> {
  let tidied = 0
  for (const { id: jobId, server } of await listDirtyBoots(runner.ctx, { limit: A_TURN })) {
    if (runner.stopping.aborted) break
    const { bmcDriver } = server
    if (bmcDriver === null) {
      await recordTidied(runner.ctx, { jobId, tidied: true })
      continue
    }
    try {
      await withBmc(runner, { ...server, bmcDriver }, (driver, bmc, deadline) => driver.restoreBoot(bmc, deadline))
      await recordTidied(runner.ctx, { jobId, tidied: true })
      tidied++
    } catch (error) {
      if (!(error instanceof HardwareError)) throw error
      runner.ctx.log.warn(
        { err: error, job: jobId, server: server.barcode },
        'a disc or boot override may still be set',
      )
      await recordTidied(runner.ctx, { jobId, tidied: false })
    }
  }
  return tidied
}
