'use client'

import { PageHeader } from '@/components/shell/page-header'
import { ButtonLink } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { countOf } from '@/components/ui/numbers'
import { Pager } from '@/components/ui/pager'
import { Toolbar } from '@/components/ui/section'
import { Segment } from '@/components/ui/segment'
import { ToneMark } from '@/components/ui/state-mark'
import { Time } from '@/components/ui/time'
import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import { useFresh } from '@/lib/client/use-fresh'
import type { Page } from '@/lib/contracts/paging'
import type { JobView } from '@/lib/contracts/provisioning/job'
import { JOB_STATES } from '@/lib/domain/job-state'
import { stepsOf } from '@/lib/domain/provisioning/steps'
import { jobMark, jobWords } from '@/lib/domain/state-words'
import { currentStep } from './job-progress'
import { type JobFilters, jobsHref } from './jobs-href'

const columns: readonly Column<JobView>[] = [
  { key: 'order', head: 'Order', width: '112px', cell: (job) => <CodeText strong>{job.order}</CodeText> },
  { key: 'server', head: 'Server', width: '130px', cell: (job) => <CodeText>{job.server}</CodeText> },
  {
    key: 'status',
    head: 'Status',
    width: '120px',
    phone: 'trail',
    cell: (job) => <ToneMark mark={jobMark(job.status, job.waitingFor)} />,
  },
  { key: 'step', head: 'Step', cell: (job) => <StepText job={job} /> },
  { key: 'attempt', head: 'Attempt', align: 'end', width: '80px', phone: 'hide', cell: (job) => job.attempt },
  {
    key: 'since',
    head: 'Made',
    align: 'end',
    width: '120px',
    cell: (job) => <Time at={job.createdAt} />,
  },
]

function StepText({ job }: { job: JobView }) {
  const step = currentStep(job)
  const kind = job.kind === 'wipe' ? 'Wipe' : 'Provision'
  if (job.status === 'SUCCESS' || step === null) return <span className="text-text2">{kind}: all steps done</span>
  const words = `${kind}: ${step.name}, step ${step.position} of ${stepsOf(job.kind).length}`
  return (
    <span className="block truncate" title={job.lastError ?? job.waitingFor}>
      {words}
      {job.status === 'FAILED' && job.lastError !== undefined ? (
        <span className="text-fail-x"> · {job.lastError}</span>
      ) : job.waitingFor === undefined ? null : (
        <span className="text-text2"> · {job.waitingFor}</span>
      )}
    </span>
  )
}

/** Jobs of all orders, newest first: what the figures of the capacity page count. */
export function JobsList({ first, filters }: { first: Page<JobView>; filters: JobFilters }) {
  const { view } = useFresh(first, {
    queryKey: queryKeys.list('provision-job', filters),
    queryFn: ({ signal }) => apiGet<Page<JobView>>('/provision-jobs', { ...filters }, signal),
  })
  const one = filters.status.length === 1 ? (filters.status[0] ?? 'all') : 'all'
  return (
    <>
      <PageHeader title="Jobs" hidden />
      <Toolbar label="Filters">
        <Segment
          label="Status"
          value={one}
          options={[
            { value: 'all', label: 'All', href: jobsHref(filters, { status: [] }) },
            ...JOB_STATES.map((state) => ({
              value: state,
              label: jobWords[state].word,
              href: jobsHref(filters, { status: [state] }),
            })),
          ]}
        />
      </Toolbar>
      <DataTable
        label="Jobs"
        columns={columns}
        rows={view.items}
        rowKey={(job) => job.id}
        rowHref={(job) => `/orders/${job.order}`}
        changeKey={(job) => `provision-job:${job.id}`}
        height={32}
        empty={
          <EmptyState title="No job matches" action={<ButtonLink href="/orders">Go to the orders</ButtonLink>}>
            A job is made for each server when an order is provisioned, and for each wipe.
          </EmptyState>
        }
      />
      {view.items.length === 0 ? null : (
        <Pager
          shown={countOf(view.items.length, 'job')}
          {...(filters.cursor === undefined ? {} : { firstHref: jobsHref(filters) })}
          {...(view.nextCursor === undefined ? {} : { nextHref: jobsHref(filters, { cursor: view.nextCursor }) })}
        />
      )}
    </>
  )
}
