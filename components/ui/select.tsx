'use client'

import type { ComponentPropsWithRef, ReactNode } from 'react'
import { classNames } from './class-names'
import { Field, inputClass } from './field'
import { Glyph } from './glyph'

export interface SelectOption {
  value: string
  label: string
  disabled?: boolean | undefined
}

type SelectFieldProps = {
  label: ReactNode
  labelHidden?: boolean | undefined
  hint?: ReactNode
  error?: string | undefined
  className?: string | undefined
  options: readonly SelectOption[]
  /** A first option with an empty value: "Any", "Choose a rack". */
  emptyLabel?: string | undefined
} & Omit<ComponentPropsWithRef<'select'>, 'className' | 'children' | 'size' | 'multiple'>

/** One of a known list. The platform's own list opens: it is the one that works with gloves and screen readers. */
export function SelectField(props: SelectFieldProps) {
  const { label, labelHidden, hint, error, className, options, emptyLabel, ...select } = props
  return (
    <Field label={label} labelHidden={labelHidden} hint={hint} error={error} className={className}>
      {(control) => (
        <span className="relative flex">
          <select {...select} {...control} className={classNames(inputClass, 'w-full appearance-none pr-7!')}>
            {emptyLabel === undefined ? null : <option value="">{emptyLabel}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
          <Glyph name="down" className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-text3" />
        </span>
      )}
    </Field>
  )
}
