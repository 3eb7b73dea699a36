'use client'

import { useQuery } from '@tanstack/react-query'
import { classNames } from '@/components/ui/class-names'
import { Section } from '@/components/ui/section'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import { unitsInWords } from '@/lib/domain/rack-space'
import type { Carried } from './drag-carried'
import { moveLock } from './drag-carried'
import { useDrag } from './drag-context'
import { bestPlace, facesFor, placesIn } from './drag-places'
import { shortCode } from './rack-cells'
import { elevationsQuery, targetRacksQuery } from './rack-queries'

/** Racks shown on each side of this one. */
const BESIDE = 3

/** The racks beside this one and the tray, to drop on: how many places each has, and which one it would be. */
export function DragRacks({ carried }: { carried: Carried }) {
  const { elevation, warehouse } = useDrag()
  const { code, datacenter } = elevation.rack
  const racks = useQuery(targetRacksQuery(datacenter))
  const codes = besideOf(racks.data?.items.map((rack) => rack.code) ?? [], code)
  const answer = useQuery({ ...elevationsQuery(codes), enabled: codes.length > 0 })
  const others = (answer.data?.items ?? []).filter(({ rack }) => rack.code !== code)
  return (
    <Section title="Another rack" note={`places where ${carried.heightU}U fit`}>
      <ul className="grid grid-cols-3 gap-1.5">
        {others.map((other) => (
          <li key={other.rack.code} className="min-w-0">
            <RackTile elevation={other} carried={carried} />
          </li>
        ))}
        {others.length === 0 ? (
          <li className="col-span-3 text-text3">{answer.isLoading ? 'Reading…' : 'No other rack.'}</li>
        ) : null}
        {warehouse === undefined ? null : (
          <li className="min-w-0">
            <TrayTile carried={carried} warehouse={warehouse} />
          </li>
        )}
      </ul>
    </Section>
  )
}

function besideOf(codes: readonly string[], code: string): string[] {
  const at = codes.indexOf(code)
  const from = Math.max(0, Math.min(at - BESIDE, codes.length - 2 * BESIDE - 1))
  return codes.slice(from, from + 2 * BESIDE + 1)
}

const tile =
  'flex w-full min-w-0 flex-col rounded-chip border border-dashed px-2 py-1 text-left text-small glove:min-h-12'

function RackTile({ elevation, carried }: { elevation: ElevationView; carried: Carried }) {
  const { over, putInto, by, lock } = useDrag()
  const { code } = elevation.rack
  const count = facesFor(carried).reduce((sum, face) => sum + placesIn(elevation, carried, face).length, 0)
  const best = bestPlace(elevation, carried)
  const isOver = over?.kind === 'rack' && over.code === code
  if (best === null || lock !== null) {
    return (
      <span data-drop-rack={code} className={classNames(tile, 'border-line2 text-text3')}>
        <b className="mono">{shortCode(code)}</b>
        {lock === null ? 'no room' : 'not now'}
      </span>
    )
  }
  const words = unitsInWords(best.u, carried.heightU)
  return (
    <button
      type="button"
      data-drop-rack={code}
      tabIndex={by === 'pointer' ? -1 : 0}
      onClick={() => putInto(code)}
      className={classNames(tile, 't-free border-f bg-b text-text', isOver && 'outline-2 outline-accent')}
    >
      <b className="mono">{shortCode(code)}</b>{' '}
      <span className="truncate">{isOver ? `at ${words}` : `${count} fit`}</span>
      <span className="sr-only">
        , put into {code} at {words}
      </span>
    </button>
  )
}

function TrayTile({ carried, warehouse }: { carried: Carried; warehouse: string }) {
  const { over, putDown } = useDrag()
  const isThere = carried.from !== null && 'warehouse' in carried.from && carried.from.warehouse === warehouse
  const lock = moveLock(carried, 'warehouse')
  if (lock !== null || isThere) {
    return (
      <span data-drop="tray" className={classNames(tile, 'border-line2 text-text3')}>
        <b>Tray</b>
        {isThere ? 'it is there' : 'not now'}
      </span>
    )
  }
  return (
    <button
      type="button"
      data-drop="tray"
      onClick={() => putDown({ warehouse })}
      className={classNames(
        tile,
        't-free border-f bg-surface text-text',
        over?.kind === 'tray' && 'bg-b outline-2 outline-accent',
      )}
    >
      <b>Tray</b> <span className="mono truncate">{shortCode(warehouse)}</span>
      <span className="sr-only">, put into {warehouse}</span>
    </button>
  )
}
