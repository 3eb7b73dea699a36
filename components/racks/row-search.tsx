'use client'

import { TextField } from '@/components/ui/field'
import type { RowSearch } from './use-row-search'

/** The row's own search box (`/` goes there): what is typed lights up at once. */
export function RowSearchBox({ search }: { search: RowSearch }) {
  return (
    <TextField
      label="Find a server in these racks"
      labelHidden
      type="search"
      glyph="search"
      placeholder="Barcode, serial, host name"
      value={search.q}
      onChange={(event) => search.setQ(event.target.value)}
      data-page-search
      className="w-56 max-tab:w-[calc(100vw-32px)]"
    />
  )
}
