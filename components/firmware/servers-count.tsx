import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'
import { formatCount } from '@/components/ui/numbers'
import type { Tone } from '@/lib/domain/state-words'
import { type Counted, countedHref } from './drift-address'

/** A number of servers that leads to exactly these; none leads nowhere. `label` says of what, for those who hear it. */
export function ServersCount(props: { servers: number; of: Counted; label: string; tone?: Tone }) {
  const { servers, of, label, tone } = props
  if (servers === 0) return <span className="text-text3">0</span>
  return (
    <Link
      href={countedHref(of)}
      prefetch={false}
      aria-label={`${formatCount(servers)} ${label}`}
      className={classNames('link relative inline-block font-medium leading-6', tone && `t-${tone} text-x`)}
    >
      {formatCount(servers)}
    </Link>
  )
}
