'use client'

import { useQuery } from '@tanstack/react-query'
import { modelQuery } from '@/components/servers/server-queries'
import { ErrorState } from '@/components/ui/error-state'
import { TextField } from '@/components/ui/field'
import { Segment } from '@/components/ui/segment'
import { problemOf } from '@/lib/client/problem'
import { type Face, fits, unitsInWords } from '@/lib/domain/rack-space'
import { takenIn } from './drag-places'
import { FreePlaces, type PlacedShape } from './free-places'
import { RackGauges } from './rack-gauges'
import { elevationQuery } from './rack-queries'

/** Chooses a unit of one rack: free ranges to press, a box to type, what stands in the way, what it does to the budgets. */
export function RackTarget(props: {
  rack: string
  shape: PlacedShape
  model: string | undefined
  u: number | undefined
  onU: (u: number | undefined) => void
  onFace: (face: Face) => void
}) {
  const { rack, shape, model, u, onU, onFace } = props
  const answer = useQuery(elevationQuery(rack))
  const details = useQuery({ ...modelQuery(model ?? ''), enabled: model !== undefined })
  if (answer.isError) return <ErrorState title="The rack can’t be read">{problemOf(answer.error).detail}</ErrorState>
  if (answer.data === undefined) return <p className="h-20 text-text3">Reading {rack}…</p>
  const elevation = answer.data
  const here = elevation.servers.some((server) => server.barcode === shape.barcode)
  const fit = u === undefined ? null : fits(elevation.rack, takenIn(elevation, shape.barcode), { key: '', ...shape, u })
  const adds = { powerW: details.data?.maxPowerW ?? 0, weightKg: details.data?.weightKg ?? 0 }
  return (
    <>
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          label="Lowest unit"
          type="number"
          inputMode="numeric"
          min={1}
          max={elevation.rack.heightU}
          mono
          className="w-28"
          value={u ?? ''}
          onChange={(event) => onU(event.target.value === '' ? undefined : Number(event.target.value))}
        />
        {shape.depth === 'full' ? null : (
          <Segment
            label="Face"
            value={shape.face}
            options={[
              { value: 'front', label: 'Front' },
              { value: 'rear', label: 'Rear' },
            ]}
            onChange={(value) => onFace(value === 'rear' ? 'rear' : 'front')}
          />
        )}
        <p role="status" className="min-h-7 flex-1 self-end py-1 text-pretty">
          {fit === null || u === undefined ? null : fit.ok ? (
            <span className="font-medium text-free-x">{unitsInWords(u, shape.heightU)} is free.</span>
          ) : (
            <span className="font-medium text-fail-x">{fit.reason}</span>
          )}
        </p>
      </div>
      <FreePlaces elevation={elevation} shape={shape} u={u} onPick={onU} />
      <RackGauges rack={elevation.rack} adds={here ? undefined : adds} />
    </>
  )
}
