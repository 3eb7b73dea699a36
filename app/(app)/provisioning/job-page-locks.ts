import type { JobLocks } from '@/components/provisioning/job-locks'
import { lockOf } from '@/lib/auth/page-locks'
import type { Ctx } from '@/lib/services/access/make-context'

/** Why each button of a job is locked for whoever looks. */
export function jobLocks(ctx: Ctx): JobLocks {
  return {
    retry: lockOf(ctx, 'provisioning.retry-job'),
    skip: lockOf(ctx, 'provisioning.skip-step'),
    cancel: lockOf(ctx, 'provisioning.cancel-job'),
    addPath: lockOf(ctx, 'provisioning.create-firmware-path'),
    changeTarget: lockOf(ctx, 'inventory.edit-server-model'),
  }
}
