import Link from 'next/link'
import { formatCount } from '@/components/ui/numbers'
import { type Counted, countedHref } from './drift-address'

/** A number of servers that leads to exactly these; none leads nowhere. `label` says of what, for those who hear it. */
export function ServersCount({ servers, of, label }: { servers: number; of: Counted; label: string }) {
  if (servers === 0) return <span className="text-text3">0</span>
  return (
    <Link
      href={countedHref(of)}
      prefetch={false}
      aria-label={`${formatCount(servers)} ${label}`}
      className="link relative inline-block min-w-6 font-medium leading-6"
    >
      {formatCount(servers)}
    </Link>
  )
}
