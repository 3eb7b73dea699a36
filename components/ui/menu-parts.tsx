'use client'

import { DropdownMenu as Radix } from 'radix-ui'
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react'
import { MenuParts } from './menu-context'

const parts = { Item: Radix.Item, Label: Radix.Label, Separator: Radix.Separator }

/** The menu itself; `press` is what opened it before this code was there, and is repeated on the trigger as it stands now. */
export function OpenableMenu(props: {
  trigger: ReactElement
  label: string | undefined
  align: 'start' | 'end'
  press: () => Event
  children: ReactNode
}) {
  const { trigger, label, align, press, children } = props
  const button = useRef<HTMLButtonElement>(null)
  const first = useRef<(() => Event) | null>(press)
  useEffect(() => {
    const event = first.current?.()
    first.current = null
    if (event === undefined) return
    button.current?.focus()
    button.current?.dispatchEvent(event)
  }, [])
  return (
    <MenuParts value={parts}>
      <Radix.Root modal={false}>
        <Radix.Trigger asChild ref={button}>
          {trigger}
        </Radix.Trigger>
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
    </MenuParts>
  )
}
