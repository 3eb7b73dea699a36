'use client'

import Link from 'next/link'
import { cloneElement, type KeyboardEvent, type PointerEvent, type ReactElement, type ReactNode, useState } from 'react'
import { whenQuiet } from '@/lib/client/when-quiet'
import { classNames } from './class-names'
import { Glyph, type GlyphName } from './glyph'
import { useMenuParts } from './menu-context'

const code = whenQuiet(() => import('./menu-parts'))
const OPENING_KEYS = ['Enter', ' ', 'ArrowDown']

/**
 * A list of choices under a button. `trigger` is one element that takes a ref and native handlers and has none of these, such as a
 * Button. What a menu is made of is fetched when one is first reached for, so that no first screen waits for it.
 */
export function Menu(props: {
  trigger: ReactElement
  label?: string | undefined
  align?: 'start' | 'end' | undefined
  children: ReactNode
}) {
  const { trigger, label, align = 'start', children } = props
  const [press, setPress] = useState<(() => Event) | null>(null)
  const OpenableMenu = press === null ? undefined : code.now()?.OpenableMenu
  if (press !== null && OpenableMenu !== undefined) {
    return (
      <OpenableMenu trigger={trigger} label={label} align={align} press={press}>
        {children}
      </OpenableMenu>
    )
  }
  const open = (repeat: () => Event) => {
    const go = () => setPress(() => repeat)
    // Where it does not come, which the shell says, the menu stays closed.
    if (code.now() === null) code.load().then(go, () => undefined)
    else go()
  }
  const closed = {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    'data-state': 'closed',
    onPointerEnter: code.reachFor,
    onFocus: code.reachFor,
    onPointerDown: (event: PointerEvent) => {
      const { button, ctrlKey, pointerType } = event
      if (button !== 0 || ctrlKey) return
      // Else the press goes on to give the focus to the trigger, which takes it from the menu and so closes it.
      event.preventDefault()
      open(() => new window.PointerEvent('pointerdown', { ...BUBBLES, button, pointerType }))
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (!OPENING_KEYS.includes(event.key)) return
      event.preventDefault()
      const { key } = event
      open(() => new window.KeyboardEvent('keydown', { ...BUBBLES, key }))
    },
  }
  return cloneElement(trigger, closed)
}

const BUBBLES = { bubbles: true, cancelable: true }

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
  const { Item } = useMenuParts()
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
      <Item asChild {...(onSelect === undefined ? {} : { onSelect })}>
        <Link href={href} className={look} aria-current={checked === true ? 'true' : undefined}>
          {content}
        </Link>
      </Item>
    )
  }
  // A locked item can still be reached, so that its reason can be read; choosing it does nothing.
  return (
    <Item
      className={look}
      aria-disabled={locked || undefined}
      onSelect={(event) => {
        if (locked) event.preventDefault()
        else onSelect?.()
      }}
    >
      {content}
    </Item>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const { Label } = useMenuParts()
  return <Label className="px-3 pt-2 pb-0.5 font-medium text-note text-text3">{children}</Label>
}

export function MenuSeparator() {
  const { Separator } = useMenuParts()
  return <Separator className="my-1 h-px bg-line" />
}
