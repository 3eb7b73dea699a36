// biome-ignore-all lint/a11y/noRedundantRoles: display:flex on a phone would take a table's meaning from its elements
'use client'

import type { ReactNode } from 'react'
import { useJustChanged } from '@/lib/client/live-updates'
import { classNames } from './class-names'

/** A row: hover, the selected tint, the focus ring of its link, and a tint that fades when it was changed elsewhere. */
export function TableRow(props: {
  selected: boolean
  linked: boolean
  changeKey: string | undefined
  children: ReactNode
}) {
  const { selected, linked, changeKey, children } = props
  const changed = useJustChanged(changeKey)
  return (
    <tr
      role="row"
      aria-current={selected ? 'true' : undefined}
      className={classNames(
        'relative border-line border-t first:border-t-0 max-tab:flex max-tab:min-h-12 max-tab:flex-wrap max-tab:items-center max-tab:gap-x-3 max-tab:gap-y-0.5 max-tab:px-4 max-tab:py-2',
        // Breaks the phone's row into its two lines.
        'max-tab:after:order-3 max-tab:after:h-0 max-tab:after:w-full',
        linked &&
          'hover:bg-canvas has-[[data-row-link]:focus-visible]:outline-2 has-[[data-row-link]:focus-visible]:outline-accent has-[[data-row-link]:focus-visible]:-outline-offset-2',
        selected && 'bg-accent-tint shadow-[inset_2px_0_0_var(--accent)] hover:bg-accent-tint',
        changed && 'animate-changed',
      )}
    >
      {children}
    </tr>
  )
}
