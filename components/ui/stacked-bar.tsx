import type { Tone } from '@/lib/domain/state-words'
import { classNames } from './class-names'
import { formatCount } from './numbers'

export interface BarSegment {
  tone: Tone
  label: string
  value: number
  /** Hatched: in the warehouse, or only expected. */
  hatched?: boolean | undefined
}

/** Shares of a whole: in use, promised, free, warehouse (hatched), broken, in that order; 1 px gaps. Height 10 px, 6 in a list. */
export function StackedBar(props: {
  segments: readonly BarSegment[]
  label: string
  height?: number | undefined
  className?: string | undefined
}) {
  const { segments, label, height = 10, className } = props
  const shown = segments.filter((segment) => segment.value > 0)
  const words = shown.map((segment) => `${formatCount(segment.value)} ${segment.label}`).join(', ')
  return (
    <div
      role="img"
      aria-label={`${label}: ${words === '' ? 'none' : words}`}
      className={classNames('flex w-full gap-px overflow-hidden rounded-[1px]', className)}
      style={{ height }}
    >
      {shown.length === 0 ? <span className="flex-1 bg-sunken" /> : null}
      {shown.map((segment) => (
        <span
          key={`${segment.tone}${segment.label}`}
          title={`${segment.label} ${formatCount(segment.value)}`}
          className={classNames(`t-${segment.tone}`, 'block min-w-[2px]', segment.hatched === true ? 'hatch' : 'bg-f')}
          style={{ flex: `${segment.value} 0 0` }}
        />
      ))}
    </div>
  )
}
