'use client'

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { warehousesQuery } from '@/components/racks/rack-queries'
import { Button, ButtonLink } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/field'
import { Segment } from '@/components/ui/segment'
import { findFreeUnit } from './free-unit'
import { PlaceField, usePlaceCode } from './place-field'
import { type ScanPlace, STEPS, type Step } from './scan-place'

const steps: readonly { value: Step; label: string }[] = [
  { value: 'up', label: 'Goes up' },
  { value: 'down', label: 'Goes down' },
  { value: 'stay', label: 'Stays' },
]

/** Where the next scans go: a rack and unit, or a warehouse; typed, scanned or pressed. */
export function LocationDialog(props: {
  place: ScanPlace | null
  scope: string | null
  onPlace: (place: ScanPlace | null) => void
  onClose: () => void
}) {
  const { place, scope, onPlace, onClose } = props
  return (
    <Dialog open title="Where do scans go?" onClose={onClose}>
      <LocationForm place={place} onPlace={onPlace} />
      {place === null ? null : (
        <div className="-mx-4 mt-4 border-line border-t px-4 pt-3">
          <ButtonLink
            glyph="list"
            href={`/scan/stocktakes?place=${encodeURIComponent(place.into === 'rack' ? place.rack : place.warehouse)}`}
          >
            {`Count what is in ${place.into === 'rack' ? place.rack : place.warehouse}`}
          </ButtonLink>
        </div>
      )}
      <Warehouses scope={scope} onPick={(warehouse) => onPlace({ into: 'warehouse', warehouse })} />
    </Dialog>
  )
}

function LocationForm({ place, onPlace }: { place: ScanPlace | null; onPlace: (place: ScanPlace | null) => void }) {
  const inRack = place?.into === 'rack' ? place : null
  const chosen = usePlaceCode(place === null ? '' : place.into === 'rack' ? place.rack : place.warehouse)
  const [unit, setUnit] = useState(inRack === null ? '' : String(inRack.u))
  const [rear, setRear] = useState(inRack?.face === 'rear')
  const [step, setStep] = useState<Step>(inRack?.step ?? 'up')
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    await chosen.withPlace(async ({ kind, code }) => {
      if (kind === 'warehouse') return onPlace({ into: 'warehouse', warehouse: code })
      const u = unit === '' ? ((await findFreeUnit(code)).u ?? 1) : Number(unit)
      onPlace({ into: 'rack', rack: code, u, face: rear ? 'rear' : 'front', step })
    })
    setBusy(false)
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
      <div className="flex items-start gap-3">
        <PlaceField label="Rack or warehouse" place={chosen} autoFocus />
        <TextField
          label="Unit"
          type="number"
          inputMode="numeric"
          min={1}
          max={100}
          mono
          placeholder="free"
          hint="lowest"
          value={unit}
          onChange={(event) => setUnit(event.target.value)}
          className="w-24"
        />
      </div>
      <div className="flex flex-wrap items-end gap-3">
        <Labelled words="After a placement the unit">
          <Segment
            label="After a placement the unit"
            value={step}
            options={steps}
            onChange={(value) => setStep(STEPS.find((one) => one === value) ?? 'up')}
          />
        </Labelled>
        <Labelled words="From the">
          <Segment
            label="From the"
            value={rear ? 'rear' : 'front'}
            options={[
              { value: 'front', label: 'Front' },
              { value: 'rear', label: 'Rear' },
            ]}
            onChange={(value) => setRear(value === 'rear')}
          />
        </Labelled>
      </div>
      <DialogFooter>
        {place === null ? null : <Button onClick={() => onPlace(null)}>No place, only look up</Button>}
        <Button type="submit" look="primary" busy={busy}>
          Scan into it
        </Button>
      </DialogFooter>
    </form>
  )
}

function Labelled({ words, children }: { words: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <span aria-hidden className="font-medium text-small text-text2">
        {words}
      </span>
      {children}
    </div>
  )
}

function Warehouses({ scope, onPick }: { scope: string | null; onPick: (code: string) => void }) {
  const warehouses = useQuery(warehousesQuery(scope ?? undefined))
  const items = warehouses.data?.items ?? []
  if (items.length === 0) return null
  return (
    <div className="-mx-4 mt-4 border-line border-t px-4 pt-3">
      <p className="mb-2 text-text2">Or a warehouse</p>
      <div className="flex flex-wrap gap-2">
        {items.map((warehouse) => (
          <Button key={warehouse.code} glyph="house" onClick={() => onPick(warehouse.code)}>
            {warehouse.code}
          </Button>
        ))}
      </div>
    </div>
  )
}
