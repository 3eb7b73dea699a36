import { done } from '@/lib/domain/provisioning/steps'
import type { StepFunction } from './step-function'

/** Has the next start take the order's image from the network; an order without an image starts from its disks. */
export const bootConfiguration: StepFunction = async (run) => {
  const image = run.job.order.image?.slug ?? null
  const detail = { boot: image === null ? 'disk' : `network: ${image}` }
  if ((await run.driver.readBoot(run.bmc, run.deadline)) === image) return done(detail)
  await run.recordIntent({ boot: image ?? 'disk' })
  await run.driver.setBoot(run.bmc, image, run.marker('boot'), run.deadline)
  const set = await run.driver.readBoot(run.bmc, run.deadline)
  if (set === image) return done(detail)
  return { kind: 'fail', reason: `The BMC was told to start from ${image ?? 'its disks'}, and says ${set ?? 'disks'}.` }
}
