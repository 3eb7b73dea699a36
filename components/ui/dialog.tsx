'use client'

import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useInsertionEffect, useRef } from 'react'
import { Button } from './button'

/**
 * Asks or shows one thing over the page; focus stays inside, Esc closes, focus returns to what opened it. A press beside it closes
 * it too, unless something was typed.
 * Put the form's buttons into `children` (last, in a DialogFooter). Open it by `open`, or with a `trigger` button.
 */
export function Dialog(props: {
  title: string
  description?: ReactNode
  trigger?: ReactNode
  open?: boolean | undefined
  onOpenChange?: ((open: boolean) => void) | undefined
  /** Instead of `onOpenChange`, where something else opens it. */
  onClose?: (() => void) | undefined
  width?: number | undefined
  children: ReactNode
}) {
  const { title, description, trigger, open, onOpenChange, onClose, width = 440, children } = props
  const control = {
    ...(open === undefined ? {} : { open }),
    onOpenChange: (next: boolean) => {
      onOpenChange?.(next)
      if (!next) onClose?.()
    },
  }
  // Radix gives the focus back to its trigger only; a dialog that is opened by `open` has none. Where whoever closed it has
  // put the focus elsewhere, as a scan station into its box, it stays there.
  const opener = useRef<Element | null>(null)
  // Looked at before the dialog's own field takes the focus as it is drawn.
  useInsertionEffect(() => {
    if (open === true) opener.current = document.activeElement
  }, [open])
  const giveBack = (event: Event) => {
    if (trigger !== undefined || !(opener.current instanceof HTMLElement) || !opener.current.isConnected) return
    event.preventDefault()
    if (document.activeElement === document.body) opener.current.focus()
  }
  // What is typed is not lost to a press beside the dialog: from then on it takes Esc, the cross or Cancel.
  const typed = useRef(false)
  const described = description === undefined ? { 'aria-describedby': undefined } : {}
  return (
    <Radix.Root {...control}>
      {trigger === undefined ? null : <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
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

/** The buttons at a dialog's end: the primary one last on a desk, full width on a phone. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <div className="mt-4 flex flex-wrap items-center justify-end gap-2 max-tab:flex-col-reverse max-tab:items-stretch max-tab:[&>span]:flex-col-reverse max-tab:[&>span]:items-stretch">
      {children}
    </div>
  )
}
