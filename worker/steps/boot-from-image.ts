import { done, failBecause, type Verdict } from '@/lib/domain/provisioning/steps'
import { imageAddress } from '../image-address'
import type { JobRun } from '../job-run'

type Image = NonNullable<JobRun['job']['order']['image']>

/** Has the next start come from the image, as the order says. Set already, it changes nothing. */
export async function bootFromImage(run: JobRun, image: Image): Promise<Verdict> {
  const { boot } = run.job.order
  const address = imageAddress(run, image)
  if (address === null && boot === 'media')
    return failBecause(`The image ${image.slug} has no address, so nothing can be put in as a disc.`)
  await run.recordBoot(run.job.attempt)
  const { deliversAddress } = await run.driver.setBoot(run.bmc, { method: boot, address }, run.deadline)
  return done({ boot, image: image.slug, phonesHome: deliversAddress && phonesHome(image.address) })
}

/** Only an image whose address tells it how can phone home. */
function phonesHome(address: string | null): boolean {
  return address !== null && /\{(phoneHome|token)\}/.test(address)
}
