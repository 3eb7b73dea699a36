'use client'

import { useQuery } from '@tanstack/react-query'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import { problemOf } from '@/lib/client/problem'
import type { SlotPlaceView } from '@/lib/contracts/inventory/slot'
import { unitsInWords } from '@/lib/domain/rack-space'
import { slotsQuery } from './rack-queries'

/** The best places for one server, each with its reasons; pressed, one is chosen. */
export function SlotSuggestions(props: {
  barcode: string
  datacenter: string | undefined
  /** The place that is chosen now. */
  chosen: { rack: string; u: number | undefined } | undefined
  onChoose: (place: SlotPlaceView) => void
}) {
  const { barcode, datacenter, chosen, onChoose } = props
  const answer = useQuery(slotsQuery([barcode], datacenter))
  if (answer.isError) return <p className="text-text2">{problemOf(answer.error).detail}</p>
  if (answer.data === undefined) return <p className="min-h-16 text-text3">Looking through the racks…</p>
  const [item] = answer.data.items
  if (item === undefined || item.places.length === 0) return <p className="text-pretty text-text2">{item?.reason}</p>
  return (
    <ol aria-label={`Places for ${barcode}`} className="flex flex-col gap-1.5">
      {item.places.map((place, rank) => {
        const isChosen = chosen?.rack === place.rack && chosen.u === place.u
        return (
          <li key={`${place.rack} ${place.u} ${place.face}`}>
            <button
              type="button"
              aria-pressed={isChosen}
              onClick={() => onChoose(place)}
              className={classNames(
                't-free flex w-full flex-wrap items-baseline gap-x-2 rounded-chip border border-f border-dashed px-2 py-1 text-left glove:min-h-12 glove:items-center',
                isChosen ? 'bg-b outline-2 outline-accent' : 'bg-surface hover:bg-b',
              )}
            >
              <b className="mono whitespace-nowrap">
                {place.rack} {unitsInWords(place.u, place.heightU)}
              </b>
              {rank === 0 ? <span className="font-medium text-small text-x">best</span> : null}
              <span className="w-full text-pretty text-small text-text2">{place.reasons.join(', ')}</span>
              {place.warnings.length === 0 ? null : (
                <span className="t-warn flex w-full items-center gap-1 text-small text-x">
                  <Glyph name="triangle" size={12} />
                  {place.warnings.join(' ')}
                </span>
              )}
            </button>
          </li>
        )
      })}
    </ol>
  )
}
