'use client'

import { Button } from '@/components/ui/button'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { COLUMN_WORDS, SERVER_COLUMNS, type ServerColumn, USUAL_COLUMNS } from '@/lib/domain/server-columns'
import { type ServerFilters, type ServerLook, serversHref } from './server-filters'

/** Which columns the list shows; what is chosen stands in the URL, and in a view that is kept of it. */
export function ColumnsMenu({ filters }: { filters: ServerFilters & ServerLook }) {
  const shown = filters.columns ?? USUAL_COLUMNS
  const hrefOf = (columns: readonly ServerColumn[] | undefined) =>
    serversHref(filters, { columns, cursor: filters.cursor })
  return (
    <span className="contents max-tab:hidden">
      <Menu label="Columns" align="end" trigger={<Button endGlyph="down">Columns</Button>}>
        {SERVER_COLUMNS.map((column) => {
          const on = shown.includes(column)
          const next = SERVER_COLUMNS.filter((one) => (one === column ? !on : shown.includes(one)))
          return (
            <MenuItem
              key={column}
              checked={on}
              href={hrefOf(next)}
              disabledReason={on && shown.length === 1 ? 'One column stays.' : null}
            >
              {COLUMN_WORDS[column]}
            </MenuItem>
          )
        })}
        <MenuSeparator />
        <MenuItem href={hrefOf(undefined)}>The usual ones</MenuItem>
      </Menu>
    </span>
  )
}
