'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { CodeText } from '@/components/ui/code-text'
import { Glyph } from '@/components/ui/glyph'
import { shortModel } from '@/components/ui/model-name'
import { unitsInWords } from '@/lib/domain/rack-space'
import { type Carried, standsInWords } from './drag-carried'
import { useDrag } from './drag-context'
import type { Refusal } from './drag-places'
import type { Grip } from './drag-pointer'

/** What hangs at the pointer while a server is dragged, with the refusal under it; after a refused drop the refusal stays. */
export function DragGhost() {
  const { carried, by, grippedAt, refusal, lock, refusedDrop, over } = useDrag()
  if (carried !== null && by === 'pointer') {
    return (
      <AtPointer start={grippedAt}>
        <GhostCell carried={carried} />
        {lock !== null && over?.kind !== 'tray' ? (
          <Note carried={carried} refusal={lock} letGo />
        ) : refusal === null ? null : (
          <Note carried={carried} refusal={refusal} letGo />
        )}
      </AtPointer>
    )
  }
  if (refusedDrop === null) return null
  const { x, y } = refusedDrop
  return (
    <div className="fixed z-40 w-[300px]" style={{ left: Math.max(8, Math.min(x, window.innerWidth - 316)), top: y }}>
      <Note carried={refusedDrop.carried} refusal={refusedDrop.refusal} />
    </div>
  )
}

/** Follows the pointer beside React: a render for each move would be one too many. */
function AtPointer({ start, children }: { start: Grip; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const place = (x: number, y: number) => {
      if (box.current === null) return
      const left = Math.max(8, Math.min(x + 12, window.innerWidth - 320))
      // Over a finger rather than under it.
      const low = start.touch ? y > 190 : y > window.innerHeight - 190
      box.current.style.transform = `translate(${left}px, ${low ? y - (start.touch ? 44 : 12) : y + (start.touch ? 44 : 8)}px)${low ? ' translateY(-100%)' : ''}`
    }
    place(start.x, start.y)
    const follow = (event: PointerEvent) => place(event.clientX, event.clientY)
    window.addEventListener('pointermove', follow)
    return () => window.removeEventListener('pointermove', follow)
  }, [start])
  return (
    <div ref={box} aria-hidden className="pointer-events-none fixed top-0 left-0 z-40 w-[304px]">
      {children}
    </div>
  )
}

function GhostCell({ carried }: { carried: Carried }) {
  return (
    <div
      className="t-free flex items-center gap-1.5 rounded-cell bg-b px-2 pl-[9px] text-[12px] text-text leading-[14px]"
      style={{
        height: Math.max(17, carried.heightU * 17 - 1),
        boxShadow: 'inset 4px 0 0 var(--f), inset 0 0 0 1px var(--f), var(--shadow)',
      }}
    >
      <Glyph name="drag" size={12} className="text-x" />
      <b className="mono truncate">{carried.barcode}</b>
      <span className="ml-auto whitespace-nowrap text-text2">
        {shortModel(carried.modelName)}, {carried.heightU}U
      </span>
    </div>
  )
}

function Note({ carried, refusal, letGo }: { carried: Carried; refusal: Refusal | string; letGo?: boolean }) {
  return (
    <div
      role={letGo === true ? undefined : 'alert'}
      className="t-fail mt-2 ml-5 rounded-overlay border border-f bg-raised px-3 pt-2 pb-2.5 shadow-float [--gx:var(--raised)]"
    >
      <p className="flex items-center gap-1.5 font-semibold text-x">
        <Glyph name="x" size={12} />
        {typeof refusal === 'string' ? `${carried.barcode} stays` : 'Not here'}
      </p>
      {typeof refusal === 'string' ? (
        <p className="mt-1 text-pretty">{refusal}</p>
      ) : (
        <>
          <RefusalText refusal={refusal} />
          <p className="mt-1 text-text2">
            {letGo === true ? `Let go: it stays in ${standsInWords(carried.from)}. ` : 'Nothing was changed. '}
            {refusal.nearest === null ? (
              'This rack has no other place for it.'
            ) : (
              <>
                Nearest fit: <b className="mono">{unitsInWords(refusal.nearest.u, carried.heightU)}</b>
              </>
            )}
          </p>
        </>
      )}
    </div>
  )
}

/** "U15 is taken by SRV-004188 (R650, in service). This server needs 2U.", what is in the way as a link. */
export function RefusalText({ refusal }: { refusal: Refusal }) {
  const { lead, blocker, more } = refusal
  if (blocker === null) return <p className="mt-1 text-pretty">{lead}</p>
  const href = blocker.barcode === null ? undefined : `/servers/${encodeURIComponent(blocker.barcode)}`
  return (
    <p className="mt-1 text-pretty">
      {lead}{' '}
      <CodeText strong href={href}>
        {blocker.name}
      </CodeText>{' '}
      {blocker.words}. {more}
    </p>
  )
}
