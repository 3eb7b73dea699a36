import { toQueryString } from '@/lib/client/api-fetch'
import { type Draft, draftParams } from './order-draft'
import type { WizardStep } from './wizard-steps'

/** The wizard at a step: before the order exists all that was typed is in the address, after that its number. */
export function wizardHref(step: WizardStep, about: { order?: string | undefined; draft?: Draft | undefined }): string {
  const draft = about.draft === undefined ? {} : draftParams(about.draft)
  return `/orders/new${toQueryString({ order: about.order, step, ...draft })}`
}
