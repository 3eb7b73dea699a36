import { toQueryString } from '@/lib/client/api-fetch'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { Objective } from '@/lib/domain/planning/plan'
import { type Draft, draftOf, draftParams } from './order-draft'
import { limitsParams, type PlanLimits } from './plan-options'
import type { WizardStep } from './wizard-steps'

/** The wizard at a step: before the order exists all that was typed is in the address, after that its number. */
export function wizardHref(
  step: WizardStep,
  about: {
    order?: string | undefined
    draft?: Draft | undefined
    /** Under which id what is typed is kept. */
    kept?: string | undefined
    /** Of the plans: what they keep to, and the chosen one. */
    limits?: PlanLimits | undefined
    objective?: Objective | undefined
  },
): string {
  const draft = about.draft === undefined ? {} : draftParams(about.draft)
  const limits = about.limits === undefined ? {} : limitsParams(about.limits)
  return `/orders/new${toQueryString({ order: about.order, step, kept: about.kept, ...draft, objective: about.objective, ...limits })}`
}

/** A new order that asks for the same, for the same customer; its end is to be chosen anew. */
export function againHref(order: OrderView): string {
  return wizardHref('who', { draft: { ...draftOf(order), endsOn: '' } })
}
