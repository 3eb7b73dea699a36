'use client'

import { Dialog } from 'radix-ui'
import { useRef } from 'react'
import { PaletteBody } from './palette-body'
import { PaletteDialogs } from './palette-dialogs'
import type { PaletteLocks } from './palette-intents'
import { usePaletteIntent } from './use-palette-intent'

/** Finds anything by any part of its code or name, and does what may be done with it. A hand scanner may type into it. */
export function CommandPalette(props: {
  open: boolean
  onOpenChange: (open: boolean) => void
  locks: PaletteLocks
  showKeys: () => void
}) {
  const { open, onOpenChange, locks, showKeys } = props
  const { intent, choose, wontFix, close } = usePaletteIntent(locks.me, showKeys)
  // Where the focus was before: it goes back there once the dialog of an action is closed too.
  const before = useRef<HTMLElement | null>(null)
  const asks = useRef(false)
  return (
    <>
      <Dialog.Root open={open} onOpenChange={onOpenChange}>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
          <Dialog.Content
            aria-describedby={undefined}
            onOpenAutoFocus={() => {
              asks.current = false
              before.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
            }}
            onCloseAutoFocus={(event) => {
              if (asks.current) event.preventDefault()
            }}
            className="-translate-x-1/2 fixed top-24 left-1/2 z-50 w-[640px] max-w-[calc(100vw-16px)] animate-fade overflow-hidden rounded-overlay border border-line2 bg-raised shadow-float [--gx:var(--raised)] max-tab:top-2"
          >
            <Dialog.Title className="sr-only">Find</Dialog.Title>
            <PaletteBody
              locks={locks}
              onLeave={() => onOpenChange(false)}
              onIntent={(asked) => {
                asks.current = true
                onOpenChange(false)
                choose(asked)
              }}
            />
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
      <PaletteDialogs
        intent={intent}
        onWontFix={wontFix}
        onClose={() => {
          close()
          before.current?.focus()
        }}
      />
    </>
  )
}
