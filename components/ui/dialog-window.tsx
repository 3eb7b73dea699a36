'use client'

import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, type RefObject, useRef } from 'react'
import { Button } from './button'

/** A dialog's window, for Dialog. `opener` is what gets the focus back. */
export function DialogWindow(props: {
  title: string
  description: ReactNode
  open: boolean
  onOpenChange: (open: boolean) => void
  opener: RefObject<Element | null>
  width: number
  children: ReactNode
}) {
  const { title, description, open, onOpenChange, opener, width, children } = props
  // Radix gives the focus back to a trigger of its own only. Where whoever closed it has put the focus elsewhere, as a scan
  // station into its box, it stays there.
  const giveBack = (event: Event) => {
    if (!(opener.current instanceof HTMLElement) || !opener.current.isConnected) return
    event.preventDefault()
    if (document.activeElement === document.body) opener.current.focus()
  }
  // What is typed is not lost to a press beside the dialog: from then on it takes Esc, the cross or Cancel.
  const typed = useRef(false)
  const described = description === undefined ? { 'aria-describedby': undefined } : {}
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          {...described}
          onCloseAutoFocus={giveBack}
          onOpenAutoFocus={() => {
            typed.current = false
          }}
          onInput={() => {
            typed.current = true
          }}
          onPointerDownOutside={(event) => {
            if (typed.current) event.preventDefault()
          }}
          style={{ width }}
          className="fixed top-[12dvh] left-1/2 z-50 flex max-h-[80dvh] max-w-[calc(100vw-32px)] -translate-x-1/2 animate-fade flex-col rounded-overlay border border-line2 bg-raised shadow-float max-tab:top-auto max-tab:bottom-0 max-tab:max-w-full max-tab:rounded-b-none max-tab:pb-[env(safe-area-inset-bottom)]"
        >
          <div className="flex items-center gap-2 border-line border-b py-2 pr-2 pl-4">
            <Radix.Title className="min-w-0 flex-1 font-semibold text-title">{title}</Radix.Title>
            <Radix.Close asChild>
              <Button look="quiet" glyph="x" iconOnly>
                Close
              </Button>
            </Radix.Close>
          </div>
          <div className="min-h-0 overflow-y-auto px-4 py-3">
            {description === undefined ? null : (
              <Radix.Description className="mb-3 text-pretty text-text2">{description}</Radix.Description>
            )}
            {children}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
