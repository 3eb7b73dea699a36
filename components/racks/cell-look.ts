import type { CSSProperties } from 'react'
import { classNames } from '@/components/ui/class-names'
import type { Tone } from '@/lib/domain/state-words'

/** Height of a unit in px, and the 1 px gap between cells that is part of it. */
export const UNIT_IN_ROW = 15
export const UNIT_ALONE = 17
const GAP = 1

/** Where a cell stands on its face: U1 is at the bottom. */
export function cellBox(cell: { u: number; heightU: number }, unit: number): CSSProperties {
  return { bottom: (cell.u - 1) * unit, height: cell.heightU * unit - GAP }
}

/** The rack's inside: a hairline at each unit. */
export function unitLines(unit: number): CSSProperties {
  return {
    background: `repeating-linear-gradient(0deg, transparent 0 ${unit - 1}px, var(--line) ${unit - 1}px ${unit}px)`,
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
