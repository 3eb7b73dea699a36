'use client'

import { useState } from 'react'
import { TextField } from '@/components/ui/field'
import { problemOf } from '@/lib/client/problem'
import type { ResolvedCode } from '@/lib/contracts/inventory/resolve'
import { isCode, normaliseCode } from '@/lib/domain/code'
import { findOther } from './resolve-code'

/** The code of a rack or a warehouse, as it is typed, and what it is found to be. */
export function usePlaceCode(first: string) {
  const [code, setCode] = useState(first)
  const [error, setError] = useState<string | null>(null)

  const find = async (): Promise<ResolvedCode | null> => {
    const typed = normaliseCode(code)
    const match = isCode(typed) ? await findOther(typed, ['rack', 'warehouse']) : null
    if (match === null) setError(`There is no rack or warehouse ${typed}`)
    return match
  }
  return {
    /** Finds the place and goes on with it; what stops that is said at the field. */
    withPlace: (goOn: (place: ResolvedCode) => Promise<void>) =>
      find()
        .then((place) => (place === null ? undefined : goOn(place)))
        .catch((thrown: unknown) => setError(problemOf(thrown).detail)),
    say: setError,
    field: {
      value: code,
      error: error ?? undefined,
      onValue: (value: string) => {
        setCode(value)
        setError(null)
      },
    },
  }
}

/** Takes that code: typed, or scanned by a hand scanner. */
export function PlaceField(props: {
  label: string
  place: ReturnType<typeof usePlaceCode>
  autoFocus?: boolean | undefined
}) {
  const { label, place, autoFocus } = props
  const { value, error, onValue } = place.field
  return (
    <TextField
      label={label}
      mono
      required
      autoFocus={autoFocus}
      autoComplete="off"
      autoCapitalize="characters"
      value={value}
      onChange={(event) => onValue(event.target.value)}
      error={error}
      className="min-w-0 flex-1"
    />
  )
}
