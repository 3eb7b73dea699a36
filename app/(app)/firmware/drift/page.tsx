import { Forbidden } from '@/components/access/forbidden'
import { driftHref } from '@/components/firmware/drift-address'
import { DriftScreen } from '@/components/firmware/drift-screen'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { orFirstPage, pageQuery } from '@/lib/auth/page-query'
import { listRackDriftEndpoint } from '@/lib/contracts/provisioning/firmware-drift'
import { getFirmwareDrift } from '@/lib/services/provisioning/get-firmware-drift'
import { listRackDrift } from '@/lib/services/provisioning/list-rack-drift'

export default async function DriftPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/firmware/drift', params))
  if (lockOf(ctx, 'provisioning.read') !== null) return <Forbidden title="Firmware" operation="provisioning.read" />
  const asked = {
    datacenter: paramOf(params, 'datacenter'),
    component: paramOf(params, 'component'),
    cursor: paramOf(params, 'cursor'),
  }
  const { limit: _limit, ...filters } = pageQuery(listRackDriftEndpoint.query, asked)
  const [models, racks] = await Promise.all([
    getFirmwareDrift(ctx, filters),
    orFirstPage(listRackDrift(ctx, { ...filters, limit: 50 }), driftHref(filters)),
  ])
  return <DriftScreen key={JSON.stringify(filters)} models={models} racks={racks} filters={filters} />
}
