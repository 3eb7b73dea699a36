'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ProblemNote } from '@/components/ui/problem-note'
import { retryJob } from '@/lib/actions/provisioning-actions'
import { useCommand } from '@/lib/client/use-command'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { actionsOf, resumeLabel } from './job-actions'
import { JobDialog } from './job-dialog'
import type { JobLocks } from './job-locks'

/**
 * Resume, skip and cancel a job. Those refused keep their place: beside them why, once where it is the same for all.
 * @param props.lost the server is no longer the order's
 */
export function JobButtons(props: { job: JobView; locks: JobLocks; lost: boolean; children?: React.ReactNode }) {
  const { job, locks, lost, children } = props
  const [asking, setAsking] = useState<'skip' | 'cancel' | null>(null)
  const retrying = useCommand(retryJob, { changes: () => [{ entity: 'provision-job', key: job.id }] })
  const actions = actionsOf(job, lost)
  const retry = locks.retry ?? actions.retry.reason ?? null
  const skip = locks.skip ?? actions.skip.reason ?? null
  const cancel = locks.cancel ?? actions.cancel.reason ?? null
  // Of a job that failed its cancel needs no word, of any other what is done after a failure.
  const failed = job.status === 'FAILED'
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          look={failed ? 'primary' : 'plain'}
          glyph="retry"
          busy={retrying.pending}
          disabledReason={retry}
          reasonAt={failed && retry !== skip ? 'after' : 'tooltip'}
          onClick={() => void retrying.run({ id: job.id })}
        >
          {resumeLabel(job)}
        </Button>
        <Button disabledReason={skip} reasonAt={failed ? 'after' : 'tooltip'} onClick={() => setAsking('skip')}>
          {`${actions.skip.label}…`}
        </Button>
        <Button
          look="danger"
          disabledReason={cancel}
          reasonAt={failed ? 'tooltip' : 'after'}
          onClick={() => setAsking('cancel')}
        >
          Cancel…
        </Button>
        {children}
      </div>
      <ProblemNote problem={retrying.problem} className="mt-2 empty:hidden" />
      <JobDialog job={job} what={asking} onClose={() => setAsking(null)} />
    </>
  )
}
