import { done, failBecause } from '@/lib/domain/provisioning/steps'
import { followTask } from './follow-task'
import type { StepFunction } from './step-function'

/** Installs the order's image once: a marker on the disks says that it was this job's installation. */
export const installImage: StepFunction = async (run) => {
  const { image } = run.job.order
  if (image === null)
    return done({ image: null, note: 'The order names no image: the disks are handed over as they are.' })
  const isInstalled = async () => {
    const disks = await run.driver.readDisks(run.bmc, run.deadline)
    return disks?.marker === run.marker('install') && disks.image === image.slug
  }
  if (await isInstalled()) return done({ image: image.slug })
  const verdict = await followTask(run, {
    kind: 'install',
    intent: { image: image.slug },
    start: () => run.driver.startInstall(run.bmc, image, run.marker('install'), run.deadline),
    words: `Installing ${image.slug}`,
  })
  if (verdict !== null) return verdict
  if (await isInstalled()) return done({ image: image.slug })
  return failBecause(`The installation of ${image.slug} ended, but it is not on the disks.`)
}
