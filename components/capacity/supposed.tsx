import { formatCount } from '@/components/ui/numbers'

/** What a figure would be, beside what it is; nothing where it would be the same. */
export function Supposed(props: { now: number; then: number | undefined; format?: (value: number) => string }) {
  const { now, then, format = formatCount } = props
  if (then === undefined || then === now) return null
  return (
    <span className="block whitespace-nowrap font-medium text-accent-text text-small leading-4" data-supposed>
      <span className="sr-only">would be </span>
      <span aria-hidden>→ </span>
      {format(then)}
    </span>
  )
}
