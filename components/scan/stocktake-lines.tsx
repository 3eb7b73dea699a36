'use client'

import { type FormEvent, useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'
import type { StocktakeLineView, StocktakeView } from '@/lib/contracts/inventory/stocktake'
import { unitsInWords } from '@/lib/domain/rack-space'
import { type StateMark, stocktakeWords } from '@/lib/domain/state-words'

type Settle = (line: StocktakeLineView, as: 'missing' | 'ignored', reason?: string) => void

/** Differences first. */
const ORDER = ['unexpected', 'missing', 'found'] as const satisfies readonly StocktakeLineView['status'][]

/** The lines of a count: differences first, each with the ways to settle it. */
export function StocktakeLines(props: {
  view: StocktakeView
  locked: string | null
  /** The line that is being settled; the others need not wait for it. */
  settling: string | null
  onSettle: Settle
}) {
  const { view, locked, settling, onSettle } = props
  return ORDER.map((status) => {
    const title = stocktakeWords[status].word
    const lines = view.lines.filter((line) => line.status === status)
    if (lines.length === 0) return null
    const rest = view.counts[status] - lines.length
    return (
      <section key={status}>
        <h2 className="px-4 pt-3 pb-1 text-[13px] text-text2">{title}</h2>
        <ul aria-label={title}>
          {lines.map((line) => (
            <li key={line.code} aria-label={line.code} className="border-line border-b px-4 py-2.5">
              <div className="flex min-h-6 flex-wrap items-center gap-x-2.5">
                <LineGlyph mark={stocktakeWords[line.settled === undefined ? status : 'SETTLED']} />
                <b className="mono min-w-0 flex-1 truncate font-medium text-[17px]">{line.code}</b>
                <span className="text-[13px] text-text2">{wordsOf(line)}</span>
              </div>
              {line.settled === undefined && status !== 'found' && locked === null ? (
                <Ways line={line} view={view} busy={settling === line.code} onSettle={onSettle} />
              ) : null}
            </li>
          ))}
        </ul>
        {rest > 0 ? <p className="px-4 py-2 text-[14px] text-text2">and {rest} more</p> : null}
      </section>
    )
  })
}

function LineGlyph({ mark }: { mark: StateMark }) {
  return (
    <span className={`t-${mark.tone} flex text-x`}>
      <Glyph name={mark.glyph} size={16} />
    </span>
  )
}

function wordsOf({ status, settled, reason, recorded, u }: StocktakeLineView): string {
  if (settled === 'ignored') return reason === undefined ? 'ignored' : `ignored: ${reason}`
  if (settled === 'missing') return `missing: ${reason ?? ''}`
  const unit = u === undefined ? '' : ` ${unitsInWords(u, 1)}`
  if (status !== 'unexpected') return unit.trim()
  return recorded === undefined ? 'nobody knows it' : `recorded in ${recorded}${unit}`
}

const wide = 'h-11! min-w-0 flex-1! px-2!'

function Ways(props: { line: StocktakeLineView; view: StocktakeView; busy: boolean; onSettle: Settle }) {
  const { line, view, busy, onSettle } = props
  const [why, setWhy] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (why !== null && why.trim() !== '') onSettle(line, 'missing', why.trim())
  }
  if (why !== null) {
    return (
      <form onSubmit={submit} className="mt-2 flex items-end gap-2">
        <TextField
          label="Why is it thought missing?"
          autoFocus
          required
          value={why}
          onChange={(event) => setWhy(event.target.value)}
          className="min-w-0 flex-1"
        />
        <Button type="submit" busy={busy}>
          Missing
        </Button>
      </form>
    )
  }
  const into = view.rack === undefined ? `warehouse=${view.warehouse}` : `rack=${view.rack}`
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      {line.status === 'missing' ? (
        <Button size="touch" className={wide} onClick={() => setWhy('')}>
          Missing…
        </Button>
      ) : (
        <ButtonLink size="touch" className={wide} href={`/scan?${into}`}>
          It is here: scan in
        </ButtonLink>
      )}
      <Button size="touch" className={wide} busy={busy} onClick={() => onSettle(line, 'ignored')}>
        Ignore
      </Button>
    </div>
  )
}
