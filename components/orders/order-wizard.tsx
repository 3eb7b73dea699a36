'use client'

import { useSearchParams } from 'next/navigation'
import { capacityQuery } from '@/components/capacity/capacity-queries'
import { useFresh } from '@/lib/client/use-fresh'
import type { CapacityView } from '@/lib/contracts/planning/capacity'
import type { ImageView } from '@/lib/contracts/planning/image'
import type { OrderView } from '@/lib/contracts/planning/order'
import type { SketchView } from '@/lib/contracts/planning/order-sketch'
import type { PlanView } from '@/lib/contracts/planning/plan'
import { draftFrom, draftOf } from './order-draft'
import { WizardCommit } from './wizard-commit'
import { WizardPlan } from './wizard-plan'
import type { WizardStep } from './wizard-steps'
import { WizardWhat } from './wizard-what'
import { WizardWho } from './wizard-who'

export interface WizardLocks {
  create: string | null
  plan: string | null
  allocate: string | null
}

/** An order in four steps. Each step has its address: a reload keeps it, back works. */
export function OrderWizard(props: {
  step: WizardStep
  order: OrderView | null
  plan: PlanView | null
  sketch: SketchView | null
  begun: readonly SketchView[]
  capacity: CapacityView
  images: readonly ImageView[]
  locks: WizardLocks
  today: string
}) {
  const { step, order, plan, sketch, begun, images, locks, today } = props
  const params = useSearchParams()
  const { view: capacity } = useFresh(props.capacity, capacityQuery(null))
  const typed = draftFrom(new URLSearchParams(params))
  const draft = order === null ? typed : draftOf(order)
  if (step === 'commit' && order !== null && plan !== null) {
    return <WizardCommit key={plan.id} order={order} plan={plan} lock={locks.allocate} />
  }
  if (step === 'plan' && order !== null) {
    return <WizardPlan order={order} plan={plan} capacity={capacity} lock={locks.plan} />
  }
  if (step === 'what') {
    // Of an order that exists, what is being typed anew stands in the address.
    const demand =
      order !== null && (params.has('cores') || params.has('ram') || params.has('nvme') || params.has('lines'))
    const first = demand ? { ...draft, ...demandOf(typed) } : draft
    return <WizardWhat first={first} sketch={sketch} order={order} capacity={capacity} lock={locks.create} />
  }
  return (
    <WizardWho
      draft={draft}
      number={order?.number}
      sketch={sketch}
      begun={begun}
      capacity={capacity}
      images={images}
      lock={locks.create}
      today={today}
    />
  )
}

const demandOf = ({ mode, cpuCores, ramGb, nvmeGb, lines }: ReturnType<typeof draftFrom>) => ({
  mode,
  cpuCores,
  ramGb,
  nvmeGb,
  lines,
})
