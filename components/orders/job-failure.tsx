'use client'

import { useState } from 'react'
import { actionsOf } from '@/components/provisioning/job-actions'
import { JobButtons } from '@/components/provisioning/job-buttons'
import { JobDialog } from '@/components/provisioning/job-dialog'
import type { JobLocks } from '@/components/provisioning/job-locks'
import { currentStep } from '@/components/provisioning/job-progress'
import { PathButtons } from '@/components/provisioning/path-buttons'
import { ArrowText } from '@/components/ui/arrow-text'
import { Button } from '@/components/ui/button'
import { Glyph } from '@/components/ui/glyph'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { hasEnded } from '@/lib/domain/job-state'
import { FIRMWARE_STEP } from '@/lib/domain/provisioning/steps'

/** At the end of a job's row while it can still be stopped. */
export function JobCancel({ job, lock }: { job: JobView; lock: string | null }) {
  const [asking, setAsking] = useState(false)
  const { cancel } = actionsOf(job, false)
  if (hasEnded(job.status) || job.kind === 'wipe') return <span className="max-wide:hidden" />
  return (
    <span className="relative z-1 text-right wide:pr-2 max-wide:order-1">
      <Button
        look="quiet"
        glyph="x"
        iconOnly
        disabledReason={lock ?? cancel.reason ?? null}
        reasonAt="tooltip"
        onClick={() => setAsking(true)}
      >
        {`Cancel the job of ${job.server}`}
      </Button>
      <JobDialog job={job} what={asking ? 'cancel' : null} onClose={() => setAsking(false)} />
    </span>
  )
}

/** Under a failed job's row: what went wrong in its own words, what was kept, and the ways on. */
export function JobFailure({ job, locks, lost }: { job: JobView; locks: JobLocks; lost: boolean }) {
  return (
    <div className="flex gap-2.5 px-4 pt-0.5 pb-3">
      <Glyph name="diamond-x" className="mt-0.5 text-x" />
      <div className="min-w-0 flex-1">
        <p className="mb-2 text-pretty">
          <b>
            <ArrowText>{job.lastError ?? currentStep(job)?.error ?? 'The step failed without saying why.'}</ArrowText>
          </b>{' '}
          <span className="text-text2">{keptText(job)}</span>
        </p>
        <div className="relative z-1">
          <JobButtons job={job} locks={locks} lost={lost}>
            <PathButtons job={job} locks={locks} />
          </JobButtons>
        </div>
      </div>
    </div>
  )
}

/** "Steps 1 and 2 are done and will not run again." */
function keptText(job: JobView): string {
  const at = currentStep(job)?.position ?? 1
  const untouched =
    job.kind === 'provision' && at === FIRMWARE_STEP && job.hops.every((hop) => hop.startedAt === undefined)
  const kept =
    at === 1
      ? 'No step is done yet.'
      : at === 2
        ? 'Step 1 is done and will not run again.'
        : `Steps 1 ${at === 3 ? 'and' : 'to'} ${at - 1} are done and will not run again.`
  return untouched ? `Nothing was flashed. ${kept}` : kept
}
