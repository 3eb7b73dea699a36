import { done } from '@/lib/domain/provisioning/steps'
import { bootFromImage } from './boot-from-image'
import type { StepFunction } from './step-function'

/** Has the next start come from the order's image; an order without one starts from its disks. */
export const bootConfiguration: StepFunction = async (run) =>
  run.job.order.image === null ? done({ boot: 'disk' }) : bootFromImage(run, run.job.order.image)
