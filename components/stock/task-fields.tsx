'use client'

import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/field'
import { ProblemNote } from '@/components/ui/problem-note'
import { fieldError, type Problem } from '@/lib/client/problem'

/** How many, and why: NaN stands for an empty box. */
export function QuantityFields(props: {
  label: string
  name: string
  quantity: number
  min?: number | undefined
  /** It follows from something else in the form. */
  readOnly?: boolean | undefined
  autoFocus: boolean
  placeholder: string
  /** Why this many cannot be. */
  refusal: string | undefined
  hint?: string | undefined
  problem: Problem | null
  onQuantity: (quantity: number) => void
}) {
  const { label, name, quantity, min = 1, readOnly, autoFocus, placeholder, refusal, hint, problem, onQuantity } = props
  return (
    <>
      <TextField
        label={label}
        type="number"
        inputMode="numeric"
        min={min}
        max={1_000_000}
        required
        readOnly={readOnly}
        autoFocus={autoFocus}
        value={Number.isNaN(quantity) ? '' : quantity}
        onChange={(event) => onQuantity(event.target.valueAsNumber)}
        hint={hint}
        error={refusal ?? fieldError(problem, name)}
      />
      <TextField
        label="Reason"
        name="reason"
        required
        maxLength={500}
        placeholder={placeholder}
        hint="Kept in the ledger"
        error={fieldError(problem, 'reason')}
      />
    </>
  )
}

/** The foot of a dialog's form: what was refused, Cancel, and the one that does it. */
export function TaskFooter(props: {
  button: string
  problem: Problem | null
  shownFields: readonly string[]
  busy: boolean
  refusal: string | undefined
  onClose: () => void
}) {
  const { button, problem, shownFields, busy, refusal, onClose } = props
  return (
    <>
      <ProblemNote problem={problem} shownFields={shownFields} className="empty:hidden" />
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" busy={busy} disabledReason={refusal} reasonAt="tooltip">
          {button}
        </Button>
      </DialogFooter>
    </>
  )
}
