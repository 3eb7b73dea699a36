'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextAreaField } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'
import { ProblemNote } from '@/components/ui/problem-note'
import { cancelJob, retryJob, skipStep } from '@/lib/actions/provisioning-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { hasEnded, type JobAction, jobActions } from '@/lib/domain/job-state'
import { stepsOf } from '@/lib/domain/provisioning/steps'
import type { JobLocks } from './job-locks'
import { currentStep } from './job-progress'

/** What is known of a job where its buttons are drawn; refused ones keep their place with the reason. */
function actionsOf(job: JobView, lost: boolean) {
  const at = currentStep(job)
  const definition = at === null ? undefined : stepsOf(job.kind).find(({ position }) => position === at.position)
  return jobActions({
    status: job.status,
    kind: job.kind,
    cancelRequested: job.cancelRequested,
    allocationLost: lost,
    ...(job.status === 'FAILED' && definition !== undefined
      ? { failedStep: { name: definition.name, skippable: definition.skippable } }
      : {}),
  })
}

/** At the end of a job's row while it can still be stopped. */
export function JobCancel({ job, lock }: { job: JobView; lock: string | null }) {
  const [asking, setAsking] = useState(false)
  const cancel = actionsOf(job, false).find(({ action }) => action === 'cancel')
  if (hasEnded(job.status) || job.kind === 'wipe') return <span className="max-wide:hidden" />
  return (
    <span className="text-right wide:pr-2 max-wide:order-1">
      <Button
        look="quiet"
        glyph="x"
        iconOnly
        disabledReason={lock ?? cancel?.reason ?? null}
        reasonAt="tooltip"
        onClick={() => setAsking(true)}
      >
        {`Cancel the job of ${job.server}`}
      </Button>
      <JobDialog job={job} what={asking ? 'cancel' : null} onClose={() => setAsking(false)} />
    </span>
  )
}

/** Under a failed job's row: what went wrong in its own words, and retry or skip. */
export function JobFailure({ job, locks, lost }: { job: JobView; locks: JobLocks; lost: boolean }) {
  const [skipping, setSkipping] = useState(false)
  const changes = () => [{ entity: 'provision-job', key: job.id }]
  const retrying = useCommand(retryJob, { changes })
  const actions = actionsOf(job, lost)
  const find = (name: JobAction) => actions.find(({ action }) => action === name)
  const reasonOf = (name: JobAction) => locks[name] ?? find(name)?.reason ?? null
  const sameReason = reasonOf('skip') === reasonOf('retry')
  return (
    <div className="flex gap-2.5 px-4 pt-0.5 pb-3">
      <Glyph name="diamond-x" className="mt-0.5 text-x" />
      <div className="min-w-0 flex-1">
        <p className="text-pretty">
          <b>{job.lastError ?? currentStep(job)?.error ?? 'The step failed without saying why.'}</b>{' '}
          <span className="text-text2">Steps that are done will not run again.</span>
        </p>
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <Button
            look="primary"
            glyph="retry"
            busy={retrying.pending}
            disabledReason={reasonOf('retry')}
            reasonAt={sameReason ? 'tooltip' : 'after'}
            onClick={() => void retrying.run({ id: job.id })}
          >
            Retry
          </Button>
          <Button disabledReason={reasonOf('skip')} onClick={() => setSkipping(true)}>
            {`${find('skip')?.label ?? 'Skip the step'}…`}
          </Button>
        </div>
        <ProblemNote problem={retrying.problem} className="mt-2 empty:hidden" />
      </div>
      <JobDialog job={job} what={skipping ? 'skip' : null} onClose={() => setSkipping(false)} />
    </div>
  )
}

/** Skipping wants a reason, which stays in the log; cancelling may have one. */
function JobDialog(props: { job: JobView; what: 'skip' | 'cancel' | null; onClose: () => void }) {
  const { job, what, onClose } = props
  const [reason, setReason] = useState('')
  const options = { changes: () => [{ entity: 'provision-job', key: job.id }], onDone: onClose }
  const skipping = useCommand(skipStep, options)
  const cancelling = useCommand(cancelJob, options)
  const skip = what === 'skip'
  const command = skip ? skipping : cancelling
  const step = currentStep(job)
  const text = reason.trim()
  const run = () =>
    skip
      ? skipping.run({ id: job.id, reason: text })
      : cancelling.run({ id: job.id, ...(text === '' ? {} : { reason: text }) })
  return (
    <Dialog
      title={skip ? `Skip “${step?.name ?? 'the step'}” on ${job.server}?` : `Cancel the job of ${job.server}?`}
      description={
        skip
          ? 'The job goes on with the next step as if this one had passed. What it should have proven stays unproven; your reason is kept with it.'
          : 'It ends after the current step or hop, never inside a flash. The server stays the order’s.'
      }
      open={what !== null}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <TextAreaField
        label={skip ? 'Reason' : 'Reason, if you like'}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={fieldError(command.problem, 'reason')}
      />
      <ProblemNote problem={command.problem} shownFields={['reason']} className="mt-3 empty:hidden" />
      <DialogFooter>
        <Button onClick={onClose}>{skip ? 'Don’t skip' : 'Let it run'}</Button>
        <Button
          look={skip ? 'primary' : 'danger'}
          busy={command.pending}
          disabledReason={skip && text === '' ? 'Give a reason.' : null}
          reasonAt="before"
          onClick={() => void run()}
        >
          {skip ? 'Skip the step' : 'Cancel the job'}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
