// biome-ignore-all lint/a11y/noRedundantRoles: display:flex on a phone would take a table's meaning from its elements
'use client'

/** Which rows of a table are chosen, and how that is changed. */
export interface TableSelection {
  has: (key: string) => boolean
  toggle: (key: string) => void
  /** All of these at once, chosen or not. */
  set: (keys: readonly string[], chosen: boolean) => void
  /** Why nothing can be chosen or left out one by one now. */
  fixed?: boolean | undefined
}

// A row's link covers the row: the box stands above it, and its cell takes the presses that miss the box by a little.
const cell = 'relative z-1 w-8 pl-4 max-tab:order-1 max-tab:w-auto max-tab:pl-0'
const box = 'size-4 cursor-pointer align-middle glove:size-6 disabled:cursor-default'

export function SelectCell({ selection, rowKey }: { selection: TableSelection; rowKey: string }) {
  return (
    <td role="cell" className={cell}>
      <input
        type="checkbox"
        aria-label={`Select ${rowKey}`}
        data-row-select
        className={box}
        disabled={selection.fixed}
        checked={selection.has(rowKey)}
        onChange={() => selection.toggle(rowKey)}
      />
    </td>
  )
}

/** Chooses the rows that are shown, or none of them. */
export function SelectHead(props: { selection: TableSelection; keys: readonly string[]; stickyTop: string }) {
  const { selection, keys, stickyTop } = props
  const chosen = keys.filter(selection.has).length
  const all = chosen === keys.length && keys.length > 0
  return (
    <th
      role="columnheader"
      scope="col"
      style={{ top: stickyTop }}
      className="sticky z-2 h-[30px] w-8 bg-surface pl-4 shadow-[inset_0_-1px_0_var(--line)]"
    >
      <input
        type="checkbox"
        aria-label="Select this page"
        className={box}
        disabled={selection.fixed}
        checked={all}
        ref={(input) => {
          if (input !== null) input.indeterminate = chosen > 0 && !all
        }}
        onChange={() => selection.set(keys, !all)}
      />
    </th>
  )
}
