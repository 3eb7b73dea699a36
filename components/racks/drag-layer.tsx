'use client'

import type { MouseEvent } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import { shortModel } from '@/components/ui/model-name'
import { type Face, type FreeRange, unitsInWords } from '@/lib/domain/rack-space'
import { cellBox, freeLook } from './cell-look'
import { useDrag } from './drag-context'
import { isSamePlace, landing, type Place, rangesIn, standingPlace } from './drag-places'

/** Over one face, while something is in the hand: where it fits, where it stands now, where it would go, what is in the way. */
export function DragLayer({ face }: { face: Face }) {
  const { elevation, carried, at, refusal, lock } = useDrag()
  if (carried === null) return null
  const here = standingPlace(elevation, carried)
  const own = carried.depth === 'full' || here?.face === face
  const aimed = at !== null && (carried.depth === 'full' || at.face === face)
  return (
    <>
      {lock === null ? <Ranges face={face} /> : null}
      {here !== null && own ? (
        <div
          className="pointer-events-none absolute inset-x-0 z-5 rounded-cell border border-control border-dashed bg-[color-mix(in_srgb,var(--surface)_65%,transparent)]"
          style={cellBox({ u: here.u, heightU: carried.heightU })}
        />
      ) : null}
      {at !== null && aimed && lock === null && !isSamePlace(carried, here, at) ? (
        <Aim place={at} refused={refusal !== null} behind={carried.depth === 'full' && face !== carried.face} />
      ) : null}
      {refusal !== null && aimed ? <InTheWay face={face} at={at} /> : null}
    </>
  )
}

function Ranges({ face }: { face: Face }) {
  const { elevation, carried, aim, by } = useDrag()
  if (carried === null) return null
  const here = standingPlace(elevation, carried)
  const mirrored = carried.depth === 'full' && face !== carried.face
  const choose = (event: MouseEvent<HTMLElement>, range: FreeRange) => {
    const box = event.currentTarget.getBoundingClientRect()
    // By keys there is no point: the lowest.
    const up = event.detail === 0 ? 0 : Math.floor(((box.bottom - event.clientY) / box.height) * range.heightU)
    const u = range.u + up
    const wanted: Place = {
      u: u - Math.floor((carried.heightU - 1) / 2),
      face: carried.depth === 'full' ? carried.face : face,
    }
    const place = landing(elevation, carried, wanted, u)
    if (place !== null) aim(place)
  }
  return rangesIn(elevation, carried, face).map((range) => {
    const isOwn = isSamePlace(carried, here, { u: range.u, face }) && range.positions === 1
    if (isOwn) return null
    const words = unitsInWords(range.u, range.heightU)
    if (range.positions === 0) return mirrored ? null : <TooSmall key={range.u} range={range} />
    const look = 't-free absolute inset-x-0 z-4 flex items-center gap-1.5 rounded-cell px-2 text-[12px] leading-[14px]'
    const style = { ...cellBox(range), ...freeLook, outline: '1.5px dashed var(--free)', outlineOffset: '-1.5px' }
    if (mirrored) return <div key={range.u} aria-hidden className={look} style={style} />
    const count = range.positions === 1 ? 'fits' : `${range.positions} positions`
    return (
      <button
        key={range.u}
        type="button"
        tabIndex={by === 'hand' ? 0 : -1}
        onClick={(event) => choose(event, range)}
        className={classNames(look, 'w-full text-left focus-visible:z-6')}
        style={style}
      >
        <Glyph name="check" size={12} className="text-x" />
        <b className="mono text-x">{words}</b> <span className="ml-auto text-x">{count}</span>
      </button>
    )
  })
}

function TooSmall({ range }: { range: FreeRange }) {
  return (
    <p
      className="pointer-events-none absolute inset-x-0 z-4 flex items-center justify-end px-2 text-note text-text3"
      style={cellBox(range)}
    >
      {range.heightU}U, too small
    </p>
  )
}

/** The server at the place that it would take. */
function Aim({ place, refused, behind }: { place: Place; refused: boolean; behind: boolean }) {
  const { carried } = useDrag()
  if (carried === null) return null
  const box = cellBox({ u: place.u, heightU: carried.heightU })
  if (refused) {
    return (
      <div className="pointer-events-none absolute -inset-x-0.5 z-7 rounded-[2px] border-2 border-fail" style={box} />
    )
  }
  return (
    <div
      data-aim={place.u}
      className="t-free pointer-events-none absolute inset-x-0 z-7 flex items-center gap-1.5 rounded-cell bg-b px-2 pl-[9px] text-[12px] text-text leading-[14px] outline-2 outline-accent outline-offset-0"
      style={{ ...box, boxShadow: 'inset 4px 0 0 var(--f)' }}
    >
      <Glyph name="arrow-right" size={12} className="text-x" />
      <span className="mono truncate font-medium">{carried.barcode}</span>
      {behind ? null : <span className="ml-auto text-text2">{shortModel(carried.modelName)}</span>}
    </div>
  )
}

/** What is in the way, hatched. */
function InTheWay({ face, at }: { face: Face; at: Place | null }) {
  const { elevation, carried } = useDrag()
  if (carried === null || at === null) return null
  const things = [...elevation.servers, ...elevation.planned].filter(
    (thing) =>
      thing.barcode !== carried.barcode &&
      (thing.depth === 'full' || thing.face === face) &&
      thing.u < at.u + carried.heightU &&
      at.u < thing.u + thing.heightU,
  )
  return things.map((thing) => (
    <div
      key={`${thing.barcode}${thing.u}`}
      className="t-fail pointer-events-none absolute inset-x-0 z-6 rounded-cell opacity-60"
      style={{
        ...cellBox(thing),
        background: 'repeating-linear-gradient(45deg, var(--f) 0 2px, transparent 2px 6px)',
      }}
    />
  ))
}
