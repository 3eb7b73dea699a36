'use client'

import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import { unitsInWords } from '@/lib/domain/rack-space'
import { type StateMark, serverWords } from '@/lib/domain/state-words'
import { cellBox, serverCellLook } from './cell-look'
import { PanelLink } from './panel-link'
import { type StandingServer, shortCode, shortModel } from './rack-cells'

const words: Record<string, StateMark> = serverWords

/** The mark of a state that came as text. */
export function markOf(state: string): StateMark {
  return words[state] ?? { tone: 'idle', glyph: 'dashed-question', word: state }
}

/**
 * What a cell says to those who can't see it, and in its tooltip: first what stands on it, so that who speaks what they
 * see is understood.
 */
function cellWords(server: StandingServer, mark: StateMark): string {
  const parts = [
    `${server.barcode} ${shortModel(server.modelName)}`,
    mark.word.toLowerCase(),
    unitsInWords(server.u, server.heightU),
    server.order,
    server.held ? 'on hold' : undefined,
    server.openHighTickets > 0 ? 'open ticket of high priority' : undefined,
  ]
  return parts.filter((part) => part !== undefined).join(', ')
}

interface CellProps {
  server: StandingServer
  href: string
  selected: boolean
  faded: boolean
  lit: boolean
  /** In the tab order: one cell of a face is, the arrows walk to the others. */
  tabbable: boolean
}

/** A server in a row of racks: 15 px a unit, 80 px wide; glyph, the end of its barcode, a lock when it is held. */
export function RowCell({ server, href, selected, faded, lit, tabbable }: CellProps) {
  const mark = markOf(server.state)
  const look = serverCellLook({ tone: mark.tone, selected, faded, lit, edge: 3 })
  return (
    <PanelLink
      href={href}
      data-cell={server.barcode}
      tabIndex={tabbable ? 0 : -1}
      aria-current={selected ? 'true' : undefined}
      aria-label={cellWords(server, mark)}
      title={cellWords(server, mark)}
      className={classNames(
        'absolute inset-x-0 flex items-center gap-[3px] overflow-hidden rounded-cell pr-[3px] pl-[6px] text-[10.5px] leading-3 focus-visible:z-3 focus-visible:outline-offset-0',
        look.className,
      )}
      style={{ ...cellBox(server), ...look.style }}
    >
      {faded && !selected ? null : (
        <>
          <span className="flex text-(--mark)">
            <Glyph name={mark.glyph} size={10} />
          </span>
          <span className="mono min-w-0 truncate">{shortCode(server.barcode)}</span>
          <CellEnd server={server} size={9} />
        </>
      )}
    </PanelLink>
  )
}

/** A server in a rack alone: 17 px a unit; glyph, barcode, model. From behind, its power supplies in place of the model. */
export function FaceCell(props: CellProps & { face: 'front' | 'rear' }) {
  const { server, href, selected, faded, lit, tabbable, face } = props
  const mark = markOf(server.state)
  const look = serverCellLook({ tone: mark.tone, selected, faded, lit, edge: 4 })
  return (
    <PanelLink
      href={href}
      data-cell={server.barcode}
      tabIndex={tabbable ? 0 : -1}
      aria-current={selected ? 'true' : undefined}
      aria-label={cellWords(server, mark)}
      className={classNames(
        'absolute inset-x-0 flex items-center gap-1.5 overflow-hidden rounded-cell pr-2 pl-[9px] text-[12px] leading-[14px] glove:text-[13px] focus-visible:z-3 focus-visible:outline-offset-0',
        look.className,
      )}
      style={{ ...cellBox(server), ...look.style }}
    >
      {faded && !selected ? null : (
        <>
          <span className="flex text-(--mark)">
            <Glyph name={mark.glyph} size={12} />
          </span>
          {/* The space is for those who hear it: barcode and model are two words. */}
          <span className="mono truncate">{server.barcode}</span>{' '}
          <span className="ml-auto flex flex-none items-center gap-1.5">
            <CellEnd server={server} size={11} />
            {face === 'front' || server.face === 'rear' ? (
              <span className={mark.tone === 'fail' ? undefined : 'text-text2'}>{shortModel(server.modelName)}</span>
            ) : (
              <PowerSupplies />
            )}
          </span>
        </>
      )}
    </PanelLink>
  )
}

/** Held: a lock at the cell's end; an open ticket of high priority: its chevrons. */
function CellEnd({ server, size }: { server: StandingServer; size: number }) {
  if (!server.held && server.openHighTickets === 0) return null
  return (
    <span className="ml-auto flex flex-none gap-0.5 text-(--mark)">
      {server.openHighTickets > 0 ? <Glyph name="double-chevron" size={size} className="text-fail-x" /> : null}
      {server.held ? <Glyph name="lock" size={size} /> : null}
    </span>
  )
}

function PowerSupplies() {
  return (
    <span aria-hidden className="flex gap-1">
      <span className="h-[7px] w-5 rounded-[1px] border border-line2" />
      <span className="h-[7px] w-5 rounded-[1px] border border-line2" />
    </span>
  )
}
