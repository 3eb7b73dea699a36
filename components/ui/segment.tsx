import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Glyph } from './glyph'
import { SegmentInput } from './segment-input'
import { type SegmentOption, segmentClass, segmentItemClass } from './segment-look'

/**
 * One of a few, all in view; the chosen one is filled with ink. Give each option an `href` (links), or `onChange`
 * (a radio group: arrows move the choice).
 */
export function Segment(props: {
  label: string
  options: readonly SegmentOption[]
  value: string
  onChange?: ((value: string) => void) | undefined
  className?: string | undefined
}) {
  const { label, options, value, onChange, className } = props
  const look = classNames(segmentClass, className)
  if (onChange !== undefined) {
    return (
      <div role="radiogroup" aria-label={label} className={look}>
        {options.map((option) => (
          <SegmentInput
            key={option.value}
            group={label}
            option={option}
            chosen={option.value === value}
            onChange={onChange}
          >
            <SegmentContent option={option} />
          </SegmentInput>
        ))}
      </div>
    )
  }
  return (
    <nav aria-label={label} className={look}>
      {options.map((option) => (
        <Link
          key={option.value}
          href={option.href ?? ''}
          scroll={false}
          aria-current={option.value === value ? 'true' : undefined}
          className={segmentItemClass(option.value === value)}
        >
          <SegmentContent option={option} />
        </Link>
      ))}
    </nav>
  )
}

function SegmentContent({ option }: { option: SegmentOption }): ReactNode {
  return (
    <>
      {option.glyph === undefined ? null : <Glyph name={option.glyph} />}
      {option.label}
      {option.count === undefined ? null : <span className="opacity-75">{option.count}</span>}
    </>
  )
}
