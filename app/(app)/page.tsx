import { Forbidden } from '@/components/access/forbidden'
import { CapacityScreen } from '@/components/capacity/capacity-screen'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { getCapacity } from '@/lib/services/planning/get-capacity'

export default async function CapacityPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/', params))
  if (lockOf(ctx, 'planning.read') !== null) return <Forbidden title="Capacity" operation="planning.read" />
  const scope = paramOf(params, 'datacenter') ?? null
  const first = await getCapacity(ctx, scope === null ? {} : { datacenter: [scope] })
  return (
    <CapacityScreen
      first={first}
      scope={scope}
      locks={{
        order: lockOf(ctx, 'planning.create-order'),
        outage: lockOf(ctx, 'lifecycle.set-power-outage'),
      }}
    />
  )
}
