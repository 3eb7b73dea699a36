import { notFound } from 'next/navigation'
import { Forbidden } from '@/components/access/forbidden'
import { StocktakeScreen } from '@/components/scan/stocktake-screen'
import { orNotFound } from '@/lib/auth/or-not-found'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { uuid } from '@/lib/contracts/primitives'
import { getStocktake } from '@/lib/services/inventory/get-stocktake'

export default async function StocktakePage(props: { params: Promise<{ id: string }> }) {
  const { id: given } = await props.params
  const ctx = await pageContext(`/scan/stocktakes/${given}`)
  if (lockOf(ctx, 'inventory.read') !== null) return <Forbidden title="Stocktake" operation="inventory.read" />
  const id = uuid.safeParse(given)
  if (!id.success) notFound()
  const first = await orNotFound(getStocktake(ctx, { id: id.data }))
  return <StocktakeScreen first={first} locked={lockOf(ctx, 'inventory.record-stocktake-scan')} />
}
