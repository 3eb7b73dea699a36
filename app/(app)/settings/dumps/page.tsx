import { Forbidden } from '@/components/access/forbidden'
import { type DumpFilters, dumpParams, dumpsHref } from '@/components/settings/dump-filters'
import { DumpsScreen } from '@/components/settings/dumps-screen'
import { SettingsTabs } from '@/components/settings/settings-tabs'
import { PageHeader } from '@/components/shell/page-header'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { orFirstPage, pageQuery } from '@/lib/auth/page-query'
import { getDumpEndpoint, listDumpsEndpoint } from '@/lib/contracts/telemetry/dump'
import { isAppError } from '@/lib/domain/errors'
import type { Ctx } from '@/lib/services/access/make-context'
import { getDump } from '@/lib/services/telemetry/get-dump'
import { listDumps } from '@/lib/services/telemetry/list-dumps'

export default async function DumpsPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/settings/dumps', params))
  const locked = lockOf(ctx, 'telemetry.read') !== null
  const filters: DumpFilters = {
    format: paramOf(params, 'format'),
    cursor: paramOf(params, 'cursor'),
    dump: paramOf(params, 'dump'),
  }
  return (
    <>
      {locked ? null : <PageHeader title="Dumps that could not be read" hidden />}
      <SettingsTabs current="dumps" />
      {locked ? <Forbidden title="Dumps" operation="telemetry.read" /> : <Dumps ctx={ctx} filters={filters} />}
    </>
  )
}

async function Dumps({ ctx, filters }: { ctx: Ctx; filters: DumpFilters }) {
  const query = pageQuery(listDumpsEndpoint.query, dumpParams(filters))
  const [first, open] = await Promise.all([
    orFirstPage(listDumps(ctx, query), dumpsHref(filters, { cursor: undefined })),
    openDump(ctx, filters.dump),
  ])
  return (
    <DumpsScreen
      key={JSON.stringify(dumpParams(filters))}
      first={first}
      filters={filters}
      open={open}
      locks={{ retry: lockOf(ctx, 'telemetry.retry-dump'), remove: lockOf(ctx, 'telemetry.delete-dump') }}
    />
  )
}

/** The dump beside the list; null where it is gone by now, read or deleted by somebody else, or not this person's to see. */
async function openDump(ctx: Ctx, given: string | undefined) {
  const id = getDumpEndpoint.params.safeParse({ id: given })
  if (!id.success) return null
  try {
    return await getDump(ctx, id.data)
  } catch (error) {
    if (isAppError(error) && (error.code === 'not-found' || error.code === 'forbidden')) return null
    throw error
  }
}
