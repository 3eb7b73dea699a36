'use client'

import { Button } from '@/components/ui/button'
import type { FreshPlan } from '@/lib/contracts/planning/plan'

/** The proof as a file, for whoever wants to work the bound out again. */
export function PlanProofFile(props: { order: string; objective: string; proof: NonNullable<FreshPlan['exact']> }) {
  const { order, objective, proof } = props
  const save = () => {
    const address = URL.createObjectURL(new Blob([JSON.stringify(proof, null, 2)], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = address
    link.download = `${order}-${objective}-proof.json`
    link.click()
    URL.revokeObjectURL(address)
  }
  return (
    <Button className="mt-1.5" glyph="arrow-down" onClick={save}>
      Save the proof
    </Button>
  )
}
