'use client'

import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu'
import { apiGet } from '@/lib/client/api-fetch'
import { queryKeys } from '@/lib/client/query-keys'
import type { SavedViewView, ViewedPage } from '@/lib/contracts/access/saved-view'
import type { Page } from '@/lib/contracts/paging'
import { KeepViewDialog } from './keep-view-dialog'
import { KeptViewsDialog } from './kept-views-dialog'
import { shownView, viewHref, viewQuery } from './view-query'

function savedViewsQuery(page: ViewedPage) {
  const params = { page, limit: 100 }
  return {
    queryKey: queryKeys.list('saved-view', params),
    queryFn: ({ signal }: { signal: AbortSignal }) => apiGet<Page<SavedViewView>>('/saved-views', params, signal),
  }
}

/**
 * The views of a list that a person keeps: what its address says, under names of their own. For any list whose filters live in
 * the URL. `leaveOut`: what of the address belongs to no view, beside the page of the list.
 */
export function SavedViews(props: { page: ViewedPage; all: string; leaveOut?: readonly string[] }) {
  const { page, all, leaveOut = [] } = props
  const query = viewQuery(useSearchParams(), leaveOut)
  const asked = useQuery(savedViewsQuery(page))
  const [open, setOpen] = useState<'keep' | 'change' | null>(null)
  const views = asked.data?.items ?? []
  const shown = shownView(views, query, leaveOut)
  const close = () => setOpen(null)
  return (
    <>
      <Menu
        label="Saved views"
        trigger={
          <Button endGlyph="down" className="max-w-52">
            <span className="truncate">{shown?.name ?? 'Views'}</span>
          </Button>
        }
      >
        <MenuItem href={`/${page}`} checked={query === ''}>
          {all}
        </MenuItem>
        {views.length === 0 ? null : <MenuLabel>Yours</MenuLabel>}
        {views.map((view) => (
          <MenuItem key={view.id} href={viewHref(view)} checked={view.id === shown?.id}>
            {view.name}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem
          glyph="plus"
          onSelect={() => setOpen('keep')}
          disabledReason={query === '' ? 'Filter or sort the list first.' : null}
        >
          Keep what is shown…
        </MenuItem>
        <MenuItem
          onSelect={() => setOpen('change')}
          disabledReason={views.length === 0 ? 'There is none to change yet.' : null}
        >
          Rename or delete…
        </MenuItem>
      </Menu>
      {open === 'keep' ? <KeepViewDialog page={page} query={query} views={views} onClose={close} /> : null}
      {open === 'change' ? <KeptViewsDialog views={views} onClose={close} /> : null}
    </>
  )
}
