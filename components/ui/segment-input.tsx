'use client'

import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { type SegmentOption, segmentItemClass } from './segment-look'

/** One choice of a segment that is state of the page, not of the URL: a radio button under its label. */
export function SegmentInput(props: {
  group: string
  option: SegmentOption
  chosen: boolean
  onChange: (value: string) => void
  children: ReactNode
}) {
  const { group, option, chosen, onChange, children } = props
  return (
    <label
      className={classNames(
        segmentItemClass(chosen),
        'cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:-outline-offset-2',
      )}
    >
      <input
        type="radio"
        name={group}
        value={option.value}
        checked={chosen}
        onChange={() => onChange(option.value)}
        className="sr-only"
      />
      {children}
    </label>
  )
}
