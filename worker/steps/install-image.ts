import { z } from 'zod'
import { done, stepAt } from '@/lib/domain/provisioning/steps'
import type { JobRun } from '../job-run'
import { bootFromImage } from './boot-from-image'
import { restart } from './restart'
import type { StepFunction } from './step-function'

const intent = z.object({ restart: z.enum(['off', 'on']) })

/** Restarts the server, once, from the order's image, which installs itself. */
export const installImage: StepFunction = async (run) => {
  const { image } = run.job.order
  if (image === null)
    return done({ image: null, note: 'The order names no image: the disks are handed over as they are.' })
  const asked = intent.safeParse(run.step?.intent).data?.restart ?? null
  if (asked === null && !bootWasSkipped(run)) {
    // A try before this one may have failed, and then what the step before had set was undone.
    const set = await bootFromImage(run, image)
    if (set.kind !== 'done') return set
  }
  const going = await restart(run, asked, (half) => run.recordIntent({ restart: half }), `Starting from ${image.slug}`)
  return going ?? done({ image: image.slug })
}

function bootWasSkipped({ job }: JobRun): boolean {
  return job.steps.some(
    ({ position, status }) => status === 'SKIPPED' && stepAt(job.kind, position).key === 'boot-configuration',
  )
}
