'use client'

import type { KeyboardEvent, ReactNode } from 'react'

const centre = (cell: HTMLElement) => {
  const box = cell.getBoundingClientRect()
  return box.top + box.height / 2
}

/** The cell of another face whose middle is nearest in height. */
function nearest(cells: readonly HTMLElement[], to: HTMLElement): HTMLElement | undefined {
  const at = centre(to)
  return [...cells].sort((a, b) => Math.abs(centre(a) - at) - Math.abs(centre(b) - at))[0]
}

const cellsIn = (face: Element) => [...face.querySelectorAll<HTMLElement>('[data-cell]')]

function target(key: string, cell: HTMLElement, root: HTMLElement): HTMLElement | undefined {
  const face = cell.closest('[data-face]')
  if (face === null) return undefined
  const cells = cellsIn(face)
  const index = cells.indexOf(cell)
  if (key === 'ArrowUp') return cells[index - 1]
  if (key === 'ArrowDown') return cells[index + 1]
  if (key === 'Home') return cells[0]
  if (key === 'End') return cells.at(-1)
  const faces = [...root.querySelectorAll('[data-face]')].filter((one) => cellsIn(one).length > 0)
  const beside = faces[faces.indexOf(face) + (key === 'ArrowLeft' ? -1 : 1)]
  return beside === undefined ? undefined : nearest(cellsIn(beside), cell)
}

const KEYS = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'])

/**
 * Walks the cells inside it: up and down within a face, left and right to the next face at the same height, Home and End.
 * Cells carry `data-cell` top first, faces `data-face`. The cells are links: Enter opens.
 */
export function CellKeys({ children, className }: { children: ReactNode; className?: string }) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!KEYS.has(event.key) || !(event.target instanceof HTMLElement) || !event.target.matches('[data-cell]')) return
    event.preventDefault()
    const next = target(event.key, event.target, event.currentTarget)
    next?.focus()
    next?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a listener for the cells' links, no control of its own
    <div onKeyDown={onKeyDown} className={className}>
      {children}
    </div>
  )
}
