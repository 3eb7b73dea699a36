import { Forbidden } from '@/components/access/forbidden'
import { windowOf } from '@/components/capacity/capacity-address'
import { CapacityScreen } from '@/components/capacity/capacity-screen'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf, paramsOf } from '@/lib/auth/page-path'
import { pageQuery } from '@/lib/auth/page-query'
import { getCapacityEndpoint } from '@/lib/contracts/planning/capacity'
import { getCapacity } from '@/lib/services/planning/get-capacity'

export default async function CapacityPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/', params))
  if (lockOf(ctx, 'planning.read') !== null) return <Forbidden title="Capacity" operation="planning.read" />
  const scope = paramOf(params, 'datacenter') ?? null
  const asked = pageQuery(getCapacityEndpoint.query, {
    datacenter: scope === null ? undefined : [scope],
    window: windowOf(paramOf(params, 'window')),
    add: paramsOf(params, 'add'),
    lose: paramsOf(params, 'lose'),
    order: paramsOf(params, 'order'),
  })
  const first = await getCapacity(ctx, asked)
  const { window, add = [], lose = [], order = [] } = asked
  return (
    <CapacityScreen
      first={first}
      scope={scope}
      question={{ window, add, lose, order }}
      drawn={paramOf(params, 'runway') ?? null}
      locks={{
        order: lockOf(ctx, 'planning.create-order'),
        outage: lockOf(ctx, 'lifecycle.set-power-outage'),
      }}
    />
  )
}
