import type { CSSProperties } from 'react'
import { classNames } from '@/components/ui/class-names'
import type { Tone } from '@/lib/domain/state-words'

/** Height of a unit, set around a face: 15 px in a row of racks, 17 in one alone, 30 under a finger. */
export const unitInRow = '[--unit:15px]'
export const unitAlone = '[--unit:17px] glove:[--unit:30px]'

/** Where a cell stands on its face: U1 is at the bottom; a gap of 1 px above each. */
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

/** The back of something of half depth on the other face. */
export const behindLook: CSSProperties = {
  background: 'repeating-linear-gradient(135deg, var(--line2) 0 1px, transparent 1px 5px), var(--sunken)',
  boxShadow: 'inset 0 0 0 1px var(--line2)',
}

/** A range that is free for what is to be placed. */
export const freeLook: CSSProperties = { background: 'color-mix(in srgb, var(--free) 16%, var(--surface))' }

interface ServerLook {
  tone: Tone
  selected: boolean
  faded: boolean
  lit: boolean
  edge: 3 | 4
}

/** Tint with a tone edge; what needs a person (fail) is solid; in service is quiet; faded is an outline. */
export function serverCellLook({ tone, selected, faded, lit, edge }: ServerLook): {
  className: string
  style: CSSProperties
} {
  const ring = classNames(
    selected && 'outline-2! outline-text! outline-offset-1 z-2',
    lit && !selected && 'outline-2! outline-accent! outline-offset-0 z-1',
  )
  if (faded && !selected) {
    const unwell = tone === 'fail' || tone === 'warn' ? `, inset ${edge}px 0 0 var(--text3)` : ''
    return {
      className: classNames(`t-${tone}`, ring, 'text-text3'),
      style: {
        background: 'color-mix(in srgb, var(--surface) 45%, var(--sunken))',
        boxShadow: `inset 0 0 0 1px var(--line2)${unwell}`,
      },
    }
  }
  if (tone === 'fail') {
    return { className: classNames('t-fail bg-f text-o [--gx:var(--f)] [--mark:var(--o)]', ring), style: {} }
  }
  return {
    className: classNames(
      `t-${tone} text-text [--gx:var(--b)] [--mark:var(--x)]`,
      tone === 'live' ? 'bg-raised' : 'bg-b',
      ring,
    ),
    style: { boxShadow: `inset ${edge}px 0 0 var(--f), inset 0 0 0 1px color-mix(in srgb, var(--f) 35%, transparent)` },
  }
}
