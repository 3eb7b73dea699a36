'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useEachChange } from '@/lib/client/live-updates'
import { notifyEnd } from '@/lib/client/notify'
import { useGo } from '@/lib/client/use-go'
import { isActiveBulkChange } from '@/lib/domain/bulk-changes/bulk-change-state'
import { awaitedChanges, eachAwaited, forgetChange } from './awaited-changes'
import { bulkChangeQuery } from './bulk-change-queries'
import { changeInWords, countsInWords } from './bulk-change-words'

/** Tells whoever began a bulk change, and went on to other pages, that it has ended and how. Draws nothing by itself. */
export function ChangeEnds() {
  const client = useQueryClient()
  const go = useGo()
  const look = async (id: string) => {
    const view = await client.fetchQuery({ ...bulkChangeQuery(id), staleTime: 0 }).catch(() => null)
    // Not to be read just now, as without network: the next change to it has it looked at again.
    if (view === null || isActiveBulkChange(view.status) || !forgetChange(id)) return
    const href = `/bulk-changes/${id}`
    if (window.location.pathname === href) return
    notifyEnd(changeInWords(view.change), countsInWords(view), { label: 'Its page', run: () => go(href) })
  }
  useEachChange(({ entity, key }) => {
    if (entity === 'bulk-change' && awaitedChanges().includes(key)) void look(key)
  })
  // What ended while the page was loaded anew, or in the moment before its dialog was closed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a load
  useEffect(() => {
    for (const id of awaitedChanges()) void look(id)
    return eachAwaited((id) => void look(id))
  }, [])
  return null
}
