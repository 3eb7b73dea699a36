import { notFound } from 'next/navigation'
import { Forbidden } from '@/components/access/forbidden'
import { RackScreen } from '@/components/racks/rack-screen'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { isAppError } from '@/lib/domain/errors'
import type { Ctx } from '@/lib/services/access/make-context'
import { getElevation } from '@/lib/services/inventory/get-elevation'
import { getRackNeighbours } from '@/lib/services/inventory/get-rack-neighbours'
import { codeParam } from '../../code-param'
import { findServer } from '../../servers/find-server'
import { serverLocks } from '../../servers/server-locks'

interface RackPageProps {
  params: Promise<{ code: string }>
  searchParams: Promise<PageParams>
}

export default async function RackPage(props: RackPageProps) {
  const [{ code: given }, search] = await Promise.all([props.params, props.searchParams])
  const ctx = await pageContext(pagePath(`/racks/${given}`, search))
  if (lockOf(ctx, 'inventory.read') !== null) return <Forbidden title="Rack" operation="inventory.read" />
  const code = codeParam(given)
  if (code === null) notFound()
  const server = paramOf(search, 'server')
  const [elevation, neighbours, firstServer] = await Promise.all([
    elevationOrNotFound(ctx, code),
    getRackNeighbours(ctx, { code }),
    server === undefined ? null : findServer(ctx, server),
  ])
  return (
    <RackScreen
      first={elevation}
      firstServer={firstServer}
      neighbours={neighbours}
      locks={serverLocks(ctx)}
      outageLock={lockOf(ctx, 'lifecycle.set-rack-outage')}
      editLock={lockOf(ctx, 'inventory.edit-rack')}
      planLock={lockOf(ctx, 'inventory.plan-move')}
    />
  )
}

async function elevationOrNotFound(ctx: Ctx, code: string) {
  try {
    return await getElevation(ctx, { code })
  } catch (error) {
    // The page for both says that it may be in a datacenter that one may not see.
    if (isAppError(error) && (error.code === 'not-found' || error.code === 'forbidden')) notFound()
    throw error
  }
}
