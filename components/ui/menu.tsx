'use client'

import Link from 'next/link'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Glyph, type GlyphName } from './glyph'

/** A list of choices under a button. `trigger` is one element that takes a ref, such as a Button. */
export function Menu(props: {
  trigger: ReactNode
  label?: string | undefined
  align?: 'start' | 'end' | undefined
  children: ReactNode
}) {
  const { trigger, label, align = 'start', children } = props
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-80 animate-fade overflow-y-auto rounded-overlay border border-line2 bg-raised py-1 shadow-float [--gx:var(--raised)]"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

const itemClass =
  'flex min-h-8 w-full cursor-pointer items-center gap-2.5 px-3 py-1 outline-none data-highlighted:bg-accent-tint glove:min-h-12'

interface MenuItemProps {
  glyph?: GlyphName | undefined
  href?: string | undefined
  onSelect?: (() => void) | undefined
  /** Chosen now; shows a check. */
  checked?: boolean | undefined
  danger?: boolean | undefined
  /** The item stays, with a lock and this reason. */
  disabledReason?: string | null | undefined
  /** At the right: a key, a count. */
  end?: ReactNode
  children: ReactNode
}

export function MenuItem(props: MenuItemProps) {
  const { glyph, href, onSelect, checked, danger, disabledReason, end, children } = props
  const locked = Boolean(disabledReason)
  const content = (
    <>
      {glyph === undefined ? null : <Glyph name={glyph} className="text-text3" />}
      <span className="min-w-0 flex-1">
        {children}
        {locked ? (
          <span className="flex items-start gap-1 pb-0.5 text-small">
            <Glyph name="lock" size={12} className="mt-0.5" />
            {disabledReason}
          </span>
        ) : null}
      </span>
      {checked === true ? <Glyph name="check" className="text-accent-text" /> : null}
      {locked ? null : end}
    </>
  )
  const look = classNames(itemClass, danger && 'text-fail-x', locked && 'cursor-not-allowed text-text3')
  if (href !== undefined && !locked) {
    return (
      <Radix.Item asChild {...(onSelect === undefined ? {} : { onSelect })}>
        <Link href={href} className={look} aria-current={checked === true ? 'true' : undefined}>
          {content}
        </Link>
      </Radix.Item>
    )
  }
  // A locked item can still be reached, so that its reason can be read; choosing it does nothing.
  return (
    <Radix.Item
      className={look}
      aria-disabled={locked || undefined}
      onSelect={(event) => {
        if (locked) event.preventDefault()
        else onSelect?.()
      }}
    >
      {content}
    </Radix.Item>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-3 pt-2 pb-0.5 font-medium text-note text-text3">{children}</Radix.Label>
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />
}
