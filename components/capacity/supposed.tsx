import { Glyph } from '@/components/ui/glyph'
import { formatCount } from '@/components/ui/numbers'

/** What a figure would be, beside what it is; nothing where it would be the same. */
export function Supposed(props: { now: number; then: number | undefined; format?: (value: number) => string }) {
  const { now, then, format = formatCount } = props
  if (then === undefined || then === now) return null
  return (
    <span className="block whitespace-nowrap font-medium text-accent-text text-small leading-4" data-supposed>
      <span className="sr-only">would be </span>
      <Glyph name="arrow-right" size={11} className="mr-0.5 align-[-1px]" />
      {format(then)}
    </span>
  )
}
