import { notFound } from 'next/navigation'
import { Forbidden } from '@/components/access/forbidden'
import { JobScreen } from '@/components/provisioning/job-screen'
import { orNotFound } from '@/lib/auth/or-not-found'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { getJobEndpoint } from '@/lib/contracts/provisioning/job'
import { getOrder } from '@/lib/services/planning/get-order'
import { getJob } from '@/lib/services/provisioning/get-job'
import { getJobLog } from '@/lib/services/provisioning/get-job-log'
import { jobLocks } from '../job-page-locks'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<PageParams> }

export default async function JobPage(props: Props) {
  const [{ id: given }, search] = await Promise.all([props.params, props.searchParams])
  const ctx = await pageContext(pagePath(`/provisioning/${given}`, search))
  if (lockOf(ctx, 'provisioning.read') !== null) return <Forbidden title="Job" operation="provisioning.read" />
  const id = getJobEndpoint.params.safeParse({ id: given }).data?.id
  if (id === undefined) notFound()
  const [job, log] = await orNotFound(Promise.all([getJob(ctx, { id }), getJobLog(ctx, { id })]))
  const order = await getOrder(ctx, { number: job.order })
  return (
    <JobScreen
      key={job.id}
      {...{ job, log, order }}
      view={paramOf(search, 'view') === 'log' ? 'log' : 'steps'}
      locks={jobLocks(ctx)}
    />
  )
}
