import { done } from '@/lib/domain/provisioning/steps'
import { followTask } from './follow-task'
import type { StepFunction } from './step-function'

export const wipeDisks: StepFunction = async (run) => {
  const verdict = await followTask(run, {
    kind: 'wipe',
    intent: { wipe: run.job.server.barcode },
    start: () => run.driver.startWipe(run.bmc, run.marker('wipe'), run.deadline),
    words: 'Wiping the disks',
  })
  return verdict ?? done()
}
