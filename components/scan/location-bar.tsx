'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Glyph } from '@/components/ui/glyph'
import { nudge, type ScanPlace } from './scan-place'

const stepWords = { up: 'then up', down: 'then down', stay: 'stays' } as const

/** Where scans go: the rack with its unit and − / +, or the warehouse. Set once, then scan on. */
export function LocationBar(props: {
  place: ScanPlace | null
  onPlace: (place: ScanPlace) => void
  /** Opens the dialog in which a place is chosen. */
  onChange: () => void
}) {
  const { place, onPlace, onChange } = props
  const code = place === null ? '' : place.into === 'rack' ? place.rack : place.warehouse
  return (
    <div className="flex min-h-16 items-center gap-2.5 border-line border-b bg-canvas px-4 py-2">
      <div className="min-w-0 flex-1">
        <Small>{place === null ? 'No place is set' : 'Scanning into'}</Small>
        <b
          className={`mono block truncate leading-6 ${code.length > 8 ? 'text-[14px] tab:text-[19px]' : 'text-[19px]'}`}
          title={code}
        >
          {place === null ? <span className="font-sans text-touch">Scan a rack or warehouse</span> : code}
        </b>
      </div>
      {place?.into !== 'rack' ? null : (
        <div className="flex flex-none items-center gap-[7px] text-center">
          <UnitButton label="One unit down" onClick={() => onPlace(nudge(place, -1))} glyph="minus" />
          <div className="w-[58px]" role="status" aria-label={`Unit ${place.u}, ${stepWords[place.step]}`}>
            <Small>
              {stepWords[place.step]}
              {place.face === 'rear' ? ', rear' : ''}
            </Small>
            <b className="mono block text-[19px] leading-6">U{place.u}</b>
          </div>
          <UnitButton label="One unit up" onClick={() => onPlace(nudge(place, 1))} glyph="plus" />
        </div>
      )}
      <Button size="touch" className="h-11! px-2.5! text-title!" onClick={onChange}>
        {place === null ? 'Choose' : 'Change'}
      </Button>
    </div>
  )
}

function Small({ children }: { children: ReactNode }) {
  return <span className="block whitespace-nowrap text-[12px] text-text2 leading-[15px]">{children}</span>
}

function UnitButton({ label, glyph, onClick }: { label: string; glyph: 'minus' | 'plus'; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      // The focus stays in the box, where a hand scanner types.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
      className="grid size-11 place-items-center rounded-overlay border border-line2 bg-surface hover:border-control"
    >
      <Glyph name={glyph} size={18} />
    </button>
  )
}
