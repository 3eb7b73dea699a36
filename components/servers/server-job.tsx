'use client'

import Link from 'next/link'
import { currentStep } from '@/components/provisioning/job-progress'
import { jobHref } from '@/components/provisioning/job-queries'
import { ArrowText } from '@/components/ui/arrow-text'
import { CodeText } from '@/components/ui/code-text'
import { Section } from '@/components/ui/section'
import { Time } from '@/components/ui/time'
import { ToneMark } from '@/components/ui/tone-mark'
import { toQueryString } from '@/lib/client/api-fetch'
import { useFresh } from '@/lib/client/use-fresh'
import type { Page } from '@/lib/contracts/paging'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { stepsOf } from '@/lib/domain/provisioning/steps'
import { jobMark } from '@/lib/domain/state-words'
import { serverJobQuery } from './server-queries'

/** The job that the server is in, or was in last: where it stands, and the way to all that it did. */
export function ServerJob({ barcode, first }: { barcode: string; first: Page<JobView> }) {
  const { view } = useFresh(first, serverJobQuery(barcode))
  const job = view.items[0]
  return (
    <Section
      title="Provisioning"
      actions={
        job === undefined ? undefined : (
          <Link href={`/provisioning${toQueryString({ server: barcode })}`} className="link text-accent-text">
            all
          </Link>
        )
      }
    >
      {job === undefined ? <p className="text-text2">It was never provisioned.</p> : <JobLine job={job} />}
    </Section>
  )
}

function JobLine({ job }: { job: JobView }) {
  const step = currentStep(job)
  const why = job.status === 'FAILED' ? job.lastError : job.waitingFor
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <ToneMark mark={jobMark(job.status, job.waitingFor)} />
      <Link href={jobHref(job.id)} className="link">
        {job.kind === 'provision' ? 'Provision job' : 'Wipe job'}
        {job.attempt > 1 ? `, attempt ${job.attempt}` : ''}
      </Link>
      <CodeText href={`/orders/${encodeURIComponent(job.order)}`}>{job.order}</CodeText>
      {step === null || job.status === 'SUCCESS' ? null : (
        <span className="text-text2">{`step ${step.position} of ${stepsOf(job.kind).length}, ${step.name}`}</span>
      )}
      <span className="text-small text-text3">
        {job.finishedAt === undefined ? 'since ' : 'ended '}
        <Time at={job.finishedAt ?? job.startedAt ?? job.createdAt} />
      </span>
      {why === undefined ? null : (
        <p className={job.status === 'FAILED' ? 'w-full text-fail-x' : 'w-full text-text2'}>
          <ArrowText>{why}</ArrowText>
        </p>
      )}
    </div>
  )
}
