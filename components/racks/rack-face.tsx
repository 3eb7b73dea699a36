'use client'

import { classNames } from '@/components/ui/class-names'
import { Glyph, type GlyphName } from '@/components/ui/glyph'
import type { ElevationView } from '@/lib/contracts/inventory/rack'
import type { Face } from '@/lib/domain/rack-space'
import { behindLook, cellBox, insideOf, unitAlone } from './cell-look'
import { PanelLink } from './panel-link'
import { cellsOf, type RackCell } from './rack-cells'
import { FaceCell } from './server-cell'

const titles = { front: 'Front', rear: 'Rear' } as const

/** One face of a rack, 17 px a unit, 352 wide: unit numbers, servers, rack items, the backs of what is of half depth. */
export function RackFace(props: {
  elevation: ElevationView
  face: Face
  selected: string | undefined
  hrefOf: (barcode: string) => string
  className?: string | undefined
}) {
  const { elevation, face, selected, hrefOf, className } = props
  const cells = cellsOf(elevation, face)
  const { heightU } = elevation.rack
  const servers = cells.flatMap((cell) => (cell.kind === 'server' ? [cell.server.barcode] : []))
  const tabbable = selected !== undefined && servers.includes(selected) ? selected : servers[0]
  const backs = cells.some((cell) => cell.kind === 'behind')
  return (
    <section aria-label={titles[face]} className={classNames('w-[352px] max-w-full max-tab:w-full', className)}>
      <h2 className="flex h-[34px] items-center gap-2.5 font-semibold">
        {titles[face]}
        {backs ? <span className="font-normal text-small text-text3">half-depth gear hatched</span> : null}
      </h2>
      <div className={classNames(unitAlone, 'flex rounded-[2px] border border-line2 bg-sunken py-0.5 pr-0.5')}>
        <div aria-hidden className="w-6 flex-none">
          {Array.from({ length: heightU }, (_, i) => heightU - i).map((u) => (
            <span key={u} className="mono block h-(--unit) pr-[5px] text-right text-note text-text3 leading-(--unit)">
              {u}
            </span>
          ))}
        </div>
        <div data-face={face} className="relative min-w-0 flex-1" style={insideOf(heightU)}>
          {cells.map((cell) =>
            cell.kind === 'server' ? (
              <FaceCell
                key={cell.server.barcode}
                server={cell.server}
                face={face}
                href={hrefOf(cell.server.barcode)}
                selected={cell.server.barcode === selected}
                tabbable={cell.server.barcode === tabbable}
                lit={false}
                faded={false}
              />
            ) : (
              <StillCell key={`${cell.kind}${cell.u}`} cell={cell} hrefOf={hrefOf} selected={selected} />
            ),
          )}
        </div>
      </div>
    </section>
  )
}

const itemGlyphs: Record<string, GlyphName> = { switch: 'flow', pdu: 'bolt', panel: 'list', blanking: 'minus' }

/** A rack item in a neutral outline with its kind, or the hatched back of something on the other face. */
function StillCell(props: {
  cell: RackCell & { kind: 'item' | 'behind' }
  hrefOf: (barcode: string) => string
  selected: string | undefined
}) {
  const { cell, hrefOf, selected } = props
  const look =
    'absolute inset-x-0 flex items-center gap-1.5 overflow-hidden rounded-cell px-2 text-[12px] text-text2 leading-[14px] glove:text-[13px]'
  if (cell.kind === 'item') {
    return (
      <div
        className={classNames(look, 'bg-surface')}
        style={{ ...cellBox(cell), boxShadow: 'inset 0 0 0 1px var(--line2)' }}
      >
        <Glyph name={itemGlyphs[cell.item.kind] ?? 'minus'} size={12} className="text-text3" />
        <span className="truncate">{cell.item.name}</span>
        <span className="ml-auto text-text3">{cell.item.kind}</span>
      </div>
    )
  }
  const words = (
    <>
      <span className="mono -ml-[3px] truncate bg-sunken px-[3px]">{cell.label}</span>
      <span className="ml-auto whitespace-nowrap bg-sunken px-[3px]">{cell.words}</span>
    </>
  )
  const style = { ...cellBox(cell), ...behindLook }
  if (cell.server === null) {
    return (
      <div className={look} style={style}>
        {words}
      </div>
    )
  }
  const { barcode } = cell.server
  return (
    <PanelLink
      href={hrefOf(barcode)}
      data-cell={barcode}
      tabIndex={-1}
      aria-current={barcode === selected ? 'true' : undefined}
      className={classNames(
        look,
        'focus-visible:z-3 focus-visible:outline-offset-0',
        barcode === selected && 'z-2 outline-2! outline-text! outline-offset-1',
      )}
      style={style}
    >
      {words}
    </PanelLink>
  )
}
