'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextAreaField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { cancelJob, skipStep } from '@/lib/actions/provisioning-actions'
import { fieldError } from '@/lib/client/problem'
import { useCommand } from '@/lib/client/use-command'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { currentStep } from './job-progress'

/** Skipping wants a reason, which stays in the log; cancelling may have one. */
export function JobDialog(props: { job: JobView; what: 'skip' | 'cancel' | null; onClose: () => void }) {
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
      onClose={onClose}
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
