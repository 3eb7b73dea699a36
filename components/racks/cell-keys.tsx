'use client'

import { type KeyboardEvent, type MouseEvent, type ReactNode, useContext } from 'react'
import { pressed } from '@/lib/client/shortcuts'
import { OpenPanel } from './panel-link'

type Cell = HTMLElement | SVGElement
const isElement = (target: EventTarget): target is Cell => target instanceof HTMLElement || target instanceof SVGElement

const centre = (cell: Cell) => {
  const box = cell.getBoundingClientRect()
  return box.top + box.height / 2
}

/** The cell of another face whose middle is nearest in height. */
function nearest(cells: readonly Cell[], to: Cell): Cell | undefined {
  const at = centre(to)
  return [...cells].sort((a, b) => Math.abs(centre(a) - at) - Math.abs(centre(b) - at))[0]
}

const cellsIn = (face: Element) => [...face.querySelectorAll<Cell>('[data-cell]')]

function target(key: string, cell: Cell, root: HTMLElement): Cell | undefined {
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

const isModified = (event: MouseEvent) => event.metaKey || event.ctrlKey || event.shiftKey || event.altKey

/**
 * Around faces: walks their cells with the arrows (up and down within a face, left and right to the next face at the same
 * height, Home and End) and opens them beside the page. Cells carry `data-cell` top first, faces `data-face`. The cells are
 * links: Enter opens, with a modifier key they are ordinary ones. One listener for hundreds of them.
 */
export function CellKeys(props: {
  children: ReactNode
  className?: string
  /** The arrows are somebody else's: something is in the hand. */
  still?: boolean
}) {
  const { children, className, still = false } = props
  const open = useContext(OpenPanel)
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (still || !pressed(event, 'cell-walk') || !isElement(event.target) || !event.target.matches('[data-cell]'))
      return
    event.preventDefault()
    const next = target(event.key, event.target, event.currentTarget)
    next?.focus()
    next?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    if (open === null || event.defaultPrevented || isModified(event) || event.button !== 0) return
    const href = isElement(event.target)
      ? event.target.closest('a:is([data-cell], [data-ghost])')?.getAttribute('href')
      : null
    if (href === null || href === undefined) return
    event.preventDefault()
    open(href)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listeners for the cells' links, no control of its own
    <div onKeyDown={onKeyDown} onClick={onClick} className={className}>
      {children}
    </div>
  )
}
