'use client'

import { Popover as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

/** A note that opens at what it is about: `trigger` is the words of a quiet link. Esc and a press elsewhere close it. */
export function Popover(props: { trigger: ReactNode; label: string; side?: 'top' | 'bottom'; children: ReactNode }) {
  const { trigger, label, side = 'bottom', children } = props
  return (
    <Radix.Root>
      <Radix.Trigger className="link cursor-pointer text-accent-text glove:min-h-11">{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={label}
          className="z-50 max-h-(--radix-popover-content-available-height) w-[380px] max-w-[calc(100vw-16px)] animate-fade overflow-y-auto rounded-overlay border border-line2 bg-raised px-4 py-3 shadow-float [--gx:var(--raised)]"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
