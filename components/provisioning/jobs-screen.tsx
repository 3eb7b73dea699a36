'use client'

import { PageHeader } from '@/components/shell/page-header'
import { ArrowText } from '@/components/ui/arrow-text'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChip } from '@/components/ui/filter-chip'
import { countOf } from '@/components/ui/numbers'
import { Pager } from '@/components/ui/pager'
import { Toolbar } from '@/components/ui/section'
import { Segment } from '@/components/ui/segment'
import { Time } from '@/components/ui/time'
import { ToneMark } from '@/components/ui/tone-mark'
import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import { useFresh } from '@/lib/client/use-fresh'
import type { DatacenterView } from '@/lib/contracts/inventory/datacenter'
import type { Page } from '@/lib/contracts/paging'
import type { JobView } from '@/lib/contracts/provisioning/job'
import type { JobsOverviewView, WorkersView } from '@/lib/contracts/provisioning/overview'
import { JOB_STATES, type JobKind } from '@/lib/domain/job-state'
import { stepsOf } from '@/lib/domain/provisioning/steps'
import { jobMark, jobWords } from '@/lib/domain/state-words'
import { AtOnceList } from './at-once-list'
import { inOrder, type JobFilters, type JobsView, jobParams, jobsHref } from './job-filters'
import { currentStep } from './job-progress'
import { datacentersQuery, jobHref, overviewQuery, workersQuery } from './job-queries'
import { StepStrip } from './step-strip'
import { WaitsList } from './waits-list'
import { WorkersList } from './workers-list'

const kindWords: Record<JobView['kind'], string> = { provision: 'Provision', wipe: 'Wipe' }

const columns: readonly Column<JobView>[] = [
  { key: 'server', head: 'Server', width: '140px', cell: (job) => <CodeText strong>{job.server}</CodeText> },
  {
    key: 'status',
    head: 'Status',
    width: '120px',
    phone: 'trail',
    cell: (job) => <ToneMark mark={jobMark(job.status, job.waitingFor)} />,
  },
  {
    key: 'order',
    head: 'Order',
    width: '112px',
    // Above the row's own link, which leads to the job.
    cell: (job) => (
      <CodeText href={`/orders/${encodeURIComponent(job.order)}`} className="relative z-1">
        {job.order}
      </CodeText>
    ),
  },
  { key: 'kind', head: 'Kind', width: '90px', cell: (job) => kindWords[job.kind] },
  { key: 'step', head: 'Step', cell: (job) => <StepText job={job} /> },
  { key: 'since', head: 'Since', align: 'end', width: '110px', phone: 'hide', cell: (job) => <Since job={job} /> },
  { key: 'attempt', head: 'Attempt', align: 'end', width: '80px', phone: 'hide', cell: (job) => job.attempt },
  {
    key: 'worker',
    head: 'Worker',
    width: '170px',
    phone: 'hide',
    cell: (job) => <span className="mono block max-w-[170px] truncate text-small text-text2">{job.worker}</span>,
  },
]

/** How long it has run, or when it ended. */
function Since({ job }: { job: JobView }) {
  return (
    <span className="whitespace-nowrap">
      {job.finishedAt === undefined ? (
        <Time at={job.startedAt ?? job.createdAt} look="span" />
      ) : (
        <Time at={job.finishedAt} />
      )}
    </span>
  )
}

function StepText({ job }: { job: JobView }) {
  const step = currentStep(job)
  if (job.status === 'SUCCESS' || step === null) return <span className="text-text3">all steps done</span>
  const why = job.status === 'FAILED' ? (job.lastError ?? step.error) : job.waitingFor
  return (
    <span
      className="block truncate max-tab:whitespace-normal max-tab:text-pretty tab:[contain:inline-size]"
      title={why}
    >
      <span className="text-text3">
        {step.position}/{stepsOf(job.kind).length}{' '}
      </span>
      {step.name}
      {job.cancelRequested && job.status === 'RUNNING' ? <span className="text-text2">, ends after it</span> : null}
      {why === undefined ? null : (
        <span className={job.status === 'FAILED' ? 'text-fail-x' : 'text-text2'}>
          : <ArrowText>{why}</ArrowText>
        </span>
      )}
    </span>
  )
}

function jobsQuery(filters: JobFilters) {
  const params = jobParams(filters)
  return {
    queryKey: queryKeys.list('provision-job', params),
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<JobsView> => {
      const [live, page] = await Promise.all([
        params.live === null ? { items: [] } : apiGet<Page<JobView>>('/provision-jobs', params.live, signal),
        apiGet<Page<JobView>>('/provision-jobs', params.page, signal),
      ])
      return { live: live.items, page }
    },
  }
}

/** The beat of a worker is announced by nobody. */
const BEAT_MS = 10_000

/** What runs now by step, what waits for what, who drains; then the jobs of all orders. A row leads to its job. */
export function JobsScreen(props: {
  first: JobsView
  overview: JobsOverviewView
  workers: WorkersView
  datacenters: Page<DatacenterView>
  filters: JobFilters
  limitLock: string | null
}) {
  const { first, filters } = props
  const { view, problem } = useFresh(first, jobsQuery(filters))
  const { view: overview } = useFresh(props.overview, overviewQuery(filters.datacenter))
  const { view: workers } = useFresh(props.workers, { ...workersQuery(), pollMs: BEAT_MS })
  const { view: datacenters } = useFresh(props.datacenters, datacentersQuery())
  const rows = [...inOrder(view.live), ...inOrder(view.page.items)]
  return (
    <>
      <PageHeader title="Provisioning" hidden />
      <StepStrip steps={overview.steps} filters={filters} />
      <div className="grid grid-cols-3 border-line border-y max-wide:grid-cols-1">
        <WaitsList waits={overview.waits} />
        <WorkersList workers={workers.items} />
        <AtOnceList
          datacenters={datacenters.items.filter(
            ({ code }) => filters.datacenter === undefined || code === filters.datacenter,
          )}
          lock={props.limitLock}
        />
      </div>
      <JobsToolbar filters={filters} />
      {problem === null ? null : (
        <Banner glyph="offline" title="This list may be old.">
          {problem.detail}
        </Banner>
      )}
      <DataTable
        label="Jobs"
        columns={columns}
        rows={rows}
        rowKey={(job) => job.id}
        rowHref={(job) => jobHref(job.id)}
        changeKey={(job) => `provision-job:${job.id}`}
        height={32}
        empty={<NoJobs filters={filters} />}
      />
      {rows.length === 0 ? null : (
        <Pager
          shown={countOf(rows.length, 'job')}
          {...(filters.cursor === undefined ? {} : { firstHref: jobsHref(filters) })}
          {...(view.page.nextCursor === undefined
            ? {}
            : { nextHref: jobsHref(filters, { cursor: view.page.nextCursor }) })}
        />
      )}
    </>
  )
}

function JobsToolbar({ filters }: { filters: JobFilters }) {
  return (
    <Toolbar label="Filters">
      <Segment
        label="Status"
        value={filters.status.length === 1 ? (filters.status[0] ?? 'all') : 'all'}
        options={[
          { value: 'all', label: 'All', href: jobsHref(filters, { status: [] }) },
          ...JOB_STATES.map((state) => ({
            value: state,
            label: jobWords[state].word,
            href: jobsHref(filters, { status: [state] }),
          })),
        ]}
      />
      {filters.datacenter === undefined ? null : (
        <FilterChip label={filters.datacenter} removeHref={jobsHref(filters, { datacenter: undefined })} />
      )}
      {filters.kind === undefined ? null : (
        <FilterChip
          label={stepChip(filters.kind, filters.step)}
          removeHref={jobsHref(filters, { kind: undefined, step: undefined })}
        />
      )}
      {filters.server === undefined ? null : (
        <FilterChip label={filters.server} removeHref={jobsHref(filters, { server: undefined })} />
      )}
    </Toolbar>
  )
}

/** "At step 3 Firmware", "Wipe, step 2 Wipe disks". */
function stepChip(kind: JobKind, position: number | undefined): string {
  const step = stepsOf(kind).find((one) => one.position === position)
  return step === undefined ? kindWords[kind] : `${kindWords[kind]}, step ${step.position} ${step.name}`
}

function NoJobs({ filters }: { filters: JobFilters }) {
  const { status, datacenter, server, kind } = filters
  const narrowed = status.length > 0 || [datacenter, server, kind].some((filter) => filter !== undefined)
  return narrowed ? (
    <EmptyState title="No job matches" action={<ButtonLink href="/provisioning">Show all jobs</ButtonLink>}>
      Take a filter away, or look in another datacenter.
    </EmptyState>
  ) : (
    <EmptyState title="No jobs yet" action={<ButtonLink href="/orders">Go to the orders</ButtonLink>}>
      A job is made for each server when an order is provisioned, and for each wipe when one is released.
    </EmptyState>
  )
}
