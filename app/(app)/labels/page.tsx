import { Forbidden } from '@/components/access/forbidden'
import { LabelsScreen } from '@/components/labels/labels-screen'
import { orProblem } from '@/lib/auth/or-problem'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import { printLabelsEndpoint } from '@/lib/contracts/labels/label'
import { env } from '@/lib/env/env'
import { previewLabels } from '@/lib/services/labels/preview-labels'

export default async function LabelsPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/labels', params))
  if (lockOf(ctx, 'inventory.read') !== null) return <Forbidden title="Labels" operation="inventory.read" />
  const { layout, first, codes, contentsOf } = printLabelsEndpoint.query.shape
  const given = {
    layout: layout.catch('a4-3x8').parse(paramOf(params, 'layout')),
    first: first.catch(1).parse(paramOf(params, 'first')),
    origin: env().NEXTAUTH_URL,
  }
  const wanted = codes.safeParse(paramOf(params, 'codes'))
  const rack = contentsOf.catch(undefined).parse(paramOf(params, 'contentsOf'))
  const asked = await orProblem(previewLabels(ctx, { ...given, codes: wanted.data, contentsOf: rack }))
  const preview = asked.ok ? asked.value : await previewLabels(ctx, given)
  const problem = asked.ok ? (wanted.error?.issues[0]?.message ?? null) : asked.message
  return <LabelsScreen codes={paramOf(params, 'codes') ?? ''} contentsOf={rack} preview={preview} problem={problem} />
}
