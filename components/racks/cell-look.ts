import type { CSSProperties } from 'react'
import type { Tone } from '@/lib/domain/state-words'
import type { CellPattern, Entry } from './colourings'
import { patternId } from './elevation-defs'

/** px of a unit in a row of racks. */
export const ROW_UNIT = 15
/** Height of a unit of a rack alone, set around its faces: 17 px, 30 under a finger. */
export const unitAlone = '[--unit:17px] glove:[--unit:30px]'

/** Where something laid over a face stands on it: U1 is at the bottom; a gap of 1 px above each. */
export function cellBox(cell: { u: number; heightU: number }): CSSProperties {
  return {
    bottom: `calc(${cell.u - 1} * var(--unit))`,
    height: `calc(${cell.heightU} * var(--unit) - 1px)`,
  }
}

/** The rack's inside: a hairline at each unit. */
export function insideOf(heightU: number): CSSProperties {
  const line = 'calc(var(--unit) - 1px)'
  return {
    height: `calc(${heightU} * var(--unit))`,
    background: `repeating-linear-gradient(0deg, transparent 0 ${line}, var(--line) ${line} var(--unit))`,
  }
}

/** A range that is free for what is to be placed. */
export const freeLook: CSSProperties = { background: 'color-mix(in srgb, var(--free) 16%, var(--surface))' }

/** The paints of one cell. */
export interface CellLook {
  body: { fill: string; stroke: string; fillOpacity?: number; strokeOpacity?: number }
  /** The tone's edge at the left; null without one. */
  edge: string | null
  /** Under words that would stand on a pattern. */
  plate: string | null
  text: string
  mark: string
  /** What shows through the cuts of a solid glyph. */
  behindMark: string
}

const isUnwell = (tone: Tone) => tone === 'fail' || tone === 'warn'

/** What a filter leaves out keeps its place as an outline; an edge says that it is unwell, without the colour. */
function fadedLook(tone: Tone): CellLook {
  return {
    body: { fill: 'var(--surface)', fillOpacity: 0.45, stroke: 'var(--line2)' },
    edge: isUnwell(tone) ? 'var(--text3)' : null,
    plate: null,
    text: 'var(--text3)',
    mark: 'var(--text3)',
    behindMark: 'var(--surface)',
  }
}

export function lookOf(entry: Pick<Entry, 'tone'>, pattern: CellPattern, faded: boolean): CellLook {
  const { tone } = entry
  if (faded) return fadedLook(tone)
  const [fill, words, tint, over] = [`var(--${tone})`, `var(--${tone}-x)`, `var(--${tone}-b)`, `var(--${tone}-o)`]
  if (pattern === 'solid') {
    return { body: { fill, stroke: fill }, edge: null, plate: null, text: over, mark: over, behindMark: fill }
  }
  if (pattern === 'outline') {
    const body = { fill: 'var(--raised)', stroke: 'var(--line2)' }
    return { body, edge: null, plate: null, text: 'var(--text2)', mark: words, behindMark: 'var(--raised)' }
  }
  if (pattern === 'edge') {
    // In service is the usual: quiet.
    const ground = tone === 'live' ? 'var(--raised)' : tint
    const body = { fill: ground, stroke: fill, strokeOpacity: 0.35 }
    return { body, edge: fill, plate: null, text: 'var(--text)', mark: words, behindMark: ground }
  }
  const plate = pattern === 'dots' ? 'var(--sunken)' : tint
  const body = { fill: `url(#${patternId(tone, pattern)})`, stroke: fill }
  return { body, edge: null, plate, text: 'var(--text)', mark: words, behindMark: plate }
}
