'use client'

import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import {
  type ComponentProps,
  createContext,
  type MouseEvent,
  useCallback,
  useContext,
  useOptimistic,
  useTransition,
} from 'react'
import { useGo } from '@/lib/client/use-go'

/** How a link opens its server beside the page; null where nothing does. */
export const OpenPanel = createContext<((href: string) => void) | null>(null)

/** Around what holds PanelLinks: how a link opens its server beside the page. */
export const PanelProvider = OpenPanel.Provider

const serverIn = (search: { get(name: string): string | null }) => search.get('server') ?? undefined

/**
 * The server of the side panel, from the URL, and how to change it: the panel follows at once, the page's own answer comes
 * behind. Not history.pushState: after that, Next's next refresh of the page is a full reload.
 */
export function usePanelServer(): { server: string | undefined; open: (href: string) => void } {
  const go = useGo()
  const [server, setServer] = useOptimistic(serverIn(useSearchParams()))
  const [, start] = useTransition()
  const open = useCallback(
    (href: string) =>
      start(() => {
        setServer(serverIn(new URL(href, window.location.href).searchParams))
        go(href, { scroll: false })
      }),
    [go, setServer],
  )
  return { server, open }
}

/** A link to this page with another server in its side panel; with a modifier key it is an ordinary link. */
export function PanelLink({ href, ...rest }: Omit<ComponentProps<typeof Link>, 'href' | 'onClick'> & { href: string }) {
  const open = useContext(OpenPanel)
  const onClick = (event: MouseEvent) => {
    if (open === null || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
    event.preventDefault()
    open(href)
  }
  return <Link {...rest} href={href} scroll={false} prefetch={false} onClick={onClick} />
}
