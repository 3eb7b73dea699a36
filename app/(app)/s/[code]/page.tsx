import { notFound, redirect } from 'next/navigation'
import { Forbidden } from '@/components/access/forbidden'
import { CodeChoice } from '@/components/scan/code-choice'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { resolveCode } from '@/lib/services/inventory/resolve-code'
import { codeParam } from '../../code-param'

/** The short address on every label: on to the page of what has this code. */
export default async function ShortAddressPage(props: { params: Promise<{ code: string }> }) {
  const { code: given } = await props.params
  const ctx = await pageContext(`/s/${given}`)
  if (lockOf(ctx, 'inventory.read') !== null) return <Forbidden title="Label" operation="inventory.read" />
  const code = codeParam(given)
  if (code === null) notFound()
  const { items } = await resolveCode(ctx, { code })
  const [only, ...others] = items
  if (only !== undefined && others.length === 0) redirect(only.href)
  return <CodeChoice code={code} items={items} />
}
