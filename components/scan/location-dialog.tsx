'use client'

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { warehousesQuery } from '@/components/racks/rack-queries'
import { Button, ButtonLink } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/field'
import { Segment } from '@/components/ui/segment'
import { problemOf } from '@/lib/client/problem'
import { isCode, normaliseCode } from '@/lib/domain/code'
import { findFreeUnit } from './free-unit'
import { findOther } from './resolve-code'
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
    <Dialog
      open
      title="Where do scans go?"
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
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
  const [code, setCode] = useState(place === null ? '' : place.into === 'rack' ? place.rack : place.warehouse)
  const [unit, setUnit] = useState(inRack === null ? '' : String(inRack.u))
  const [rear, setRear] = useState(inRack?.face === 'rear')
  const [step, setStep] = useState<Step>(inRack?.step ?? 'up')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const find = async (): Promise<ScanPlace | string> => {
    const typed = normaliseCode(code)
    const match = isCode(typed) ? await findOther(typed, ['rack', 'warehouse']) : null
    if (match === null) return `There is no rack or warehouse ${typed}`
    if (match.kind === 'warehouse') return { into: 'warehouse', warehouse: match.code }
    const u = unit === '' ? ((await findFreeUnit(match.code)).u ?? 1) : Number(unit)
    return { into: 'rack', rack: match.code, u, face: rear ? 'rear' : 'front', step }
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const found = await find().catch((thrown: unknown) => problemOf(thrown).detail)
    setBusy(false)
    if (typeof found === 'string') setError(found)
    else onPlace(found)
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
      <div className="flex items-start gap-3">
        <TextField
          label="Rack or warehouse"
          mono
          required
          autoFocus
          autoComplete="off"
          autoCapitalize="characters"
          value={code}
          onChange={(event) => {
            setCode(event.target.value)
            setError(null)
          }}
          error={error ?? undefined}
          className="min-w-0 flex-1"
        />
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
