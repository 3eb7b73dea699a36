'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { PageTitle } from './page-title'
import { placeOf } from './places'
import { useScope } from './scope'
import { withScope } from './scope-href'

export interface Crumb {
  label: string
  href?: string | undefined
  /** A code: shown in mono. */
  code?: boolean | undefined
}

const Given = createContext<{ crumbs: readonly Crumb[] | null; set: (crumbs: readonly Crumb[] | null) => void }>({
  crumbs: null,
  set: () => {},
})

export function CrumbsProvider({ children }: { children: ReactNode }) {
  const [crumbs, set] = useState<readonly Crumb[] | null>(null)
  const value = useMemo(() => ({ crumbs, set }), [crumbs])
  return <Given value={value}>{children}</Given>
}

/** Put into a page whose path is not its URL's: a rack's is "FRA1 / Row A / A07". Others need none. */
export function Crumbs({ items }: { items: readonly Crumb[] }) {
  const { set } = useContext(Given)
  const text = JSON.stringify(items)
  useEffect(() => {
    const parsed: Crumb[] = JSON.parse(text)
    set(parsed)
    return () => set(null)
  }, [set, text])
  return null
}

const words: Record<string, string> = {
  stocktakes: 'Stocktakes',
  drift: 'Drift',
  pieces: 'Pieces',
  new: 'New',
  users: 'Users',
  tokens: 'Tokens',
  rules: 'Rules',
  dumps: 'Unread dumps',
}

/** Only jobs are addressed so; nobody knows one by it. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function crumbsOf(path: string, scope: string | null): Crumb[] {
  const place = placeOf(path)
  if (place === undefined) return []
  const rest = place.href === '/' ? [] : path.slice(place.href.length).split('/').filter(Boolean)
  const last = rest.map((part) => {
    const word = words[part] ?? (UUID.test(part) ? 'Job' : undefined)
    return { label: word ?? decodeURIComponent(part), code: word === undefined }
  })
  return [{ label: place.label, href: withScope(place.href, scope) }, ...last]
}

/** The page first, then what it belongs to. By the address alone, which is known before the page says more. */
export function ShellTitle() {
  const crumbs = crumbsOf(usePathname(), null)
  return <PageTitle names={crumbs.map(({ label }) => label).reverse()} />
}

/** Where you are: the last is this page, those before lead back. */
export function CrumbTrail() {
  const path = usePathname()
  const scope = useScope()
  const { crumbs } = useContext(Given)
  const trail = crumbs ?? crumbsOf(path, scope)
  return (
    <nav aria-label="Path" className="min-w-0">
      <ol className="flex min-w-0 items-center text-title max-tab:text-[18px]">
        {trail.map((crumb, index) => {
          const last = index === trail.length - 1
          return (
            <li
              key={`${crumb.label}${crumb.href}`}
              className={classNames('flex min-w-0 items-center whitespace-nowrap', !last && 'max-tab:hidden')}
            >
              {index === 0 ? null : (
                <span aria-hidden className="mx-1.5 text-text3 max-tab:hidden">
                  /
                </span>
              )}
              {last || crumb.href === undefined ? (
                <span
                  aria-current={last ? 'page' : undefined}
                  className={classNames('truncate', last ? 'font-semibold' : 'text-text2', crumb.code && 'mono')}
                >
                  {crumb.label}
                </span>
              ) : (
                <Link href={crumb.href} className={classNames('text-text2 hover:text-text', crumb.code && 'mono')}>
                  {crumb.label}
                </Link>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

/** On a phone, a page below another has a way back. */
export function useBackHref(): string | null {
  const path = usePathname()
  const scope = useScope()
  const { crumbs } = useContext(Given)
  const trail = crumbs ?? crumbsOf(path, scope)
  return trail.length < 2 ? null : (trail.slice(0, -1).findLast((crumb) => crumb.href !== undefined)?.href ?? null)
}
