import { redirect } from 'next/navigation'
import { Forbidden } from '@/components/access/forbidden'
import { draftFrom, draftParams } from '@/components/orders/order-draft'
import { OrderWizard } from '@/components/orders/order-wizard'
import { wizardHref } from '@/components/orders/wizard-href'
import { WIZARD_STEPS, type WizardStep } from '@/components/orders/wizard-steps'
import { orNotFound } from '@/lib/auth/or-not-found'
import { pageContext } from '@/lib/auth/page-context'
import { lockOf } from '@/lib/auth/page-locks'
import { type PageParams, pagePath, paramOf } from '@/lib/auth/page-path'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { SketchView } from '@/lib/contracts/planning/order-sketch'
import type { PlanView } from '@/lib/contracts/planning/plan'
import { uuid } from '@/lib/contracts/primitives'
import { isAppError } from '@/lib/domain/errors'
import type { Ctx } from '@/lib/services/access/make-context'
import { getCapacity } from '@/lib/services/planning/get-capacity'
import { getOrder } from '@/lib/services/planning/get-order'
import { getPlan } from '@/lib/services/planning/get-plan'
import { getSketch } from '@/lib/services/planning/get-sketch'
import { listImages } from '@/lib/services/planning/list-images'
import { listSketches } from '@/lib/services/planning/list-sketches'

/** A step can be shown when what it stands on exists; else the last one that can. */
function stepOf(wanted: string | undefined, params: PageParams, order: OrderView | null, plan: PlanView | null) {
  const step: WizardStep = WIZARD_STEPS.find((name) => name === wanted) ?? (order === null ? 'who' : 'plan')
  if (step === 'who') return step
  if (order === null) {
    const typed = draftFrom(new URLSearchParams(pagePath('', params).slice(1)))
    return typed.customer === '' || typed.datacenter === '' ? 'who' : 'what'
  }
  return step === 'commit' && plan === null ? 'plan' : step
}

/** Null where it was thrown away, on another device perhaps: what stands in the address goes on. */
async function keptSketch(ctx: Ctx, id: string | undefined): Promise<SketchView | null> {
  if (id === undefined || !uuid.safeParse(id).success) return null
  return getSketch(ctx, { id }).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'not-found') return null
    throw error
  })
}

export default async function NewOrderPage(props: { searchParams: Promise<PageParams> }) {
  const params = await props.searchParams
  const ctx = await pageContext(pagePath('/orders/new', params))
  if (lockOf(ctx, 'planning.read') !== null) return <Forbidden title="New order" operation="planning.read" />
  const number = paramOf(params, 'order')
  const order = number === undefined ? null : await orNotFound(getOrder(ctx, { number }))
  if (order !== null && order.status !== 'DRAFT' && order.status !== 'PLANNED') redirect(`/orders/${order.number}`)
  const kept = order === null ? paramOf(params, 'kept') : undefined
  const typed = draftFrom(new URLSearchParams(pagePath('', params).slice(1)))
  const sketch = await keptSketch(ctx, kept)
  // With its id alone, as another device does not know what was typed.
  if (sketch !== null && Object.keys(draftParams(typed)).length === 0) {
    redirect(
      wizardHref(WIZARD_STEPS.find((name) => name === paramOf(params, 'step')) ?? 'what', {
        draft: sketch.content,
        kept,
      }),
    )
  }
  const [plan, capacity, images, begun] = await Promise.all([
    order?.plan === undefined ? null : getPlan(ctx, { id: order.plan }),
    getCapacity(ctx, {}),
    listImages(ctx, { limit: 200 }),
    order === null && sketch === null ? listSketches(ctx, { limit: 20 }) : { items: [] },
  ])
  const step = stepOf(paramOf(params, 'step'), params, order, plan)
  return (
    <OrderWizard
      key={`${step}${order?.number ?? ''}`}
      step={step}
      order={order}
      plan={plan}
      sketch={sketch}
      begun={begun.items.filter(({ id }) => id !== kept)}
      capacity={capacity}
      images={images.items}
      locks={{
        create: lockOf(ctx, 'planning.create-order'),
        plan: lockOf(ctx, 'planning.plan-order'),
        allocate: lockOf(ctx, 'allocation.allocate-order'),
      }}
      today={new Date().toISOString().slice(0, 10)}
    />
  )
}
