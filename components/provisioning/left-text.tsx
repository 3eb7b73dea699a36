import { classNames } from '@/components/ui/class-names'
import { spanParts } from './jobs-words'

const MINUTE = 60_000

/** A span whose figure speaks and whose unit is small: "38 min". */
export function LeftText({ ms, size }: { ms: number; size: 'headline' | 'row' }) {
  const { figure, unit } = ms < MINUTE ? { figure: '<1', unit: 'min' } : spanParts(ms)
  return (
    <span className="whitespace-nowrap">
      <b className={classNames('font-medium', size === 'headline' ? 'text-figure-lg' : 'text-heading')}>{figure}</b>
      {unit === null ? null : <span className="text-text2"> {unit}</span>}
    </span>
  )
}
