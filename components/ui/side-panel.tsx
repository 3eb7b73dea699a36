'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { useGo } from '@/lib/client/use-go'
import { ButtonLink } from './button'
import { classNames } from './class-names'

/**
 * A page beside its side panel: the content narrows, the panel keeps its 360 px. Without a panel the content is all. `head` stands
 * over both and narrows for none.
 */
export function WithPanel({ panel, head, children }: { panel: ReactNode; head?: ReactNode; children: ReactNode }) {
  return (
    <>
      {head}
      <div className="flex min-w-0 items-stretch">
        <div className="min-w-0 flex-1">{children}</div>
        {panel}
      </div>
    </>
  )
}

/**
 * One thing of a list, beside the list, no scrim. It lives in the URL: `closeHref` is the list without it, `previousHref` and
 * `nextHref` walk the list. Under 1100 px it covers, on a phone it is a page. Esc closes.
 */
export function SidePanel(props: {
  /** Its name for screen readers: "Server SRV-004217". */
  label: string
  title: string
  /** The title is a code: mono. */
  code?: boolean | undefined
  /** State marks beside the title. */
  marks?: ReactNode
  closeHref: string
  previousHref?: string | undefined
  nextHref?: string | undefined
  children: ReactNode
}) {
  const { label, title, code, marks, closeHref, previousHref, nextHref, children } = props
  const go = useGo()
  const panel = useRef<HTMLElement>(null)

  useEffect(() => {
    // Where it covers the list, what was behind it must not keep the focus.
    if (window.matchMedia('(width < 1100px)').matches) panel.current?.focus()
  }, [])

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if (event.target instanceof HTMLElement && event.target.closest('[role=dialog],[role=menu]') !== null) return
      go(closeHref, { scroll: false })
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [go, closeHref])

  return (
    <aside
      ref={panel}
      aria-label={label}
      tabIndex={-1}
      className="fixed top-(--shell-head) right-0 bottom-(--shell-foot) z-10 w-[360px] flex-none animate-panel overflow-y-auto border-line border-l bg-surface shadow-float outline-none max-tab:w-full wide:sticky wide:h-[calc(100dvh-var(--shell-head))] wide:shadow-none"
    >
      <div className="sticky top-0 z-1 flex min-h-11 items-center gap-2 bg-surface pr-2 pl-4">
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
          <h2 className={classNames('font-semibold text-heading', code && 'mono')}>{title}</h2>
          {marks}
        </div>
        <PanelStep href={previousHref} glyph="left" label="Previous" />
        <PanelStep href={nextHref} glyph="right" label="Next" />
        <PanelStep href={closeHref} glyph="x" label="Close" />
      </div>
      {children}
    </aside>
  )
}

function PanelStep({ href, glyph, label }: { href: string | undefined; glyph: 'left' | 'right' | 'x'; label: string }) {
  if (href === undefined) return null
  return (
    <ButtonLink href={href} look="quiet" glyph={glyph} iconOnly>
      {label}
    </ButtonLink>
  )
}
