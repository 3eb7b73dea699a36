'use client'

import { useQuery } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import type { Problem } from '@/lib/client/problem'
import { unitsInWords } from '@/lib/domain/rack-space'
import { elevationQuery } from './rack-queries'

/** Only plans keep the place: which they are and whose, and the way past them. Nothing after any other refusal. */
export function OverPlanned(props: { problem: Problem | null; rack: string; busy?: boolean; onPlace: () => void }) {
  const { problem, rack, busy, onPlace } = props
  const kept = Array.isArray(problem?.plannedFor) ? problem.plannedFor : []
  const elevation = useQuery({ ...elevationQuery(rack), enabled: kept.length > 0 })
  if (kept.length === 0) return null
  const plans = (elevation.data?.planned ?? []).filter(({ barcode }) => kept.includes(barcode))
  return (
    <div className="mt-1.5">
      <ul className="mb-1.5 text-text2">
        {plans.map(({ barcode, u, heightU, order, by }) => (
          <li key={barcode}>
            <b className="mono">{unitsInWords(u, heightU)}</b> is kept for{' '}
            <CodeText href={`/servers/${encodeURIComponent(barcode)}`}>{barcode}</CodeText>
            {order === undefined ? '' : `, for ${order}`}, planned by {by}.
          </li>
        ))}
      </ul>
      <Button glyph="pin" busy={busy} onClick={onPlace}>
        {kept.length === 1 ? 'Place anyway, drop that plan' : 'Place anyway, drop those plans'}
      </Button>
    </div>
  )
}
