import Link from 'next/link'
import type { ReactNode } from 'react'
import type { Tone } from '@/lib/domain/state-words'
import { classNames } from './class-names'
import { formatCount } from './numbers'

const sizes = {
  small: 'text-heading',
  plain: 'text-figure',
  large: 'text-figure-lg font-medium',
  headline: 'text-headline font-medium',
} as const

/**
 * A number over its label, linked to the list it counts. Numbers are grouped; a string is shown as it is ("38 min").
 * `tone` colours the number where it speaks (broken, free); `unit` follows in small. `label` may be a StateMark.
 */
export function Figure(props: {
  value: number | string
  label?: ReactNode
  href?: string | undefined
  unit?: string | undefined
  tone?: Tone | undefined
  size?: keyof typeof sizes | undefined
  align?: 'start' | 'end' | undefined
  className?: string | undefined
}) {
  const { value, label, href, unit, tone, size = 'large', align = 'start', className } = props
  const text = typeof value === 'number' ? formatCount(value) : value
  const content = (
    <>
      <span className={classNames('block whitespace-nowrap', sizes[size], tone && `t-${tone} text-x`)}>
        {text}
        {unit === undefined ? null : <span className="font-normal text-body text-text3"> {unit}</span>}
      </span>
      {label === undefined ? null : <span className="block text-small text-text2">{label}</span>}
    </>
  )
  const look = classNames('block min-w-0', align === 'end' && 'text-right', className)
  if (href === undefined) return <div className={look}>{content}</div>
  return (
    <Link
      href={href}
      prefetch={false}
      className={classNames(look, 'decoration-line2 underline-offset-4 hover:underline hover:decoration-1')}
    >
      {content}
    </Link>
  )
}
