'use client'

import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'
import { CodeText } from '@/components/ui/code-text'
import { Glyph } from '@/components/ui/glyph'
import { Section } from '@/components/ui/section'
import { StateMark } from '@/components/ui/state-mark'
import type { Page } from '@/lib/contracts/paging'
import type { PartView } from '@/lib/contracts/tickets/part'
import type { StockView } from '@/lib/contracts/tickets/stock'
import { PieceDetails } from './piece-details'
import type { StockLocks } from './stock-locks'
import type { StockTask } from './stock-task'

interface PiecesProps {
  stock: StockView
  pieces: Page<PartView>
  piece: string | undefined
  pieceHref: (serial: string | undefined) => string
  locks: StockLocks
  onTask: (task: StockTask) => void
}

/** The pieces of a part that are known by their serial, wherever they are; one opens to its history. */
export function PiecesSection(props: PiecesProps) {
  const { pieces, piece } = props
  // One that was named in the address may be older than those that are listed.
  const listed = pieces.items.some(({ serial }) => serial === piece)
  return (
    <Section
      title="Pieces with a serial"
      note={pieces.nextCursor === undefined ? undefined : `newest ${pieces.items.length}`}
    >
      {pieces.items.length === 0 ? (
        <p className="text-pretty text-text2">None is known by its serial. Receive some with theirs to follow each.</p>
      ) : null}
      <ul>
        {pieces.items.map((one) => (
          <PieceRow key={one.serial} {...props} one={one} open={one.serial === piece} />
        ))}
      </ul>
      {piece === undefined || listed ? null : <PieceDetails {...props} serial={piece} />}
    </Section>
  )
}

function PieceRow(props: PiecesProps & { one: PartView; open: boolean }) {
  const { one, open, pieceHref } = props
  return (
    <li className="border-line border-t first:border-t-0">
      <Link
        href={pieceHref(open ? undefined : one.serial)}
        scroll={false}
        prefetch={false}
        aria-expanded={open}
        className="flex min-h-8 flex-wrap items-center gap-x-2 py-1 hover:bg-sunken glove:min-h-11"
      >
        <Glyph name={open ? 'down' : 'right'} size={12} className="text-text3" />
        <span className={classNames('mono min-w-0 [overflow-wrap:anywhere]', open && 'font-semibold')}>
          {one.serial}
        </span>
        <span className="ml-auto inline-flex items-center gap-2 text-small">
          <StateMark kind="part" state={one.state} size="small" />
          {one.warehouse === undefined && one.server === undefined ? null : (
            <CodeText>{one.warehouse ?? one.server ?? ''}</CodeText>
          )}
        </span>
      </Link>
      {open ? <PieceDetails {...props} serial={one.serial} /> : null}
    </li>
  )
}
