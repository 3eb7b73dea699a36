'use client'

import {
  cloneElement,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useInsertionEffect,
  useRef,
  useState,
} from 'react'
import { useLater, whenQuiet } from '@/lib/client/when-quiet'

const code = whenQuiet(() => import('./dialog-window'))

/**
 * Asks or shows one thing over the page; focus stays inside, Esc closes, focus returns to what opened it. A press beside it closes
 * it too, unless something was typed.
 * Put the form's buttons into `children` (last, in a DialogFooter). Open it by `open`, or with a `trigger` button, which takes
 * native handlers and has none for a click. The window's code is fetched when one is first reached for.
 */
export function Dialog(props: {
  title: string
  description?: ReactNode
  trigger?: ReactElement
  open?: boolean | undefined
  onOpenChange?: ((open: boolean) => void) | undefined
  /** Instead of `onOpenChange`, where something else opens it. */
  onClose?: (() => void) | undefined
  width?: number | undefined
  children: ReactNode
}) {
  const { title, description, trigger, onOpenChange, onClose, width = 440, children } = props
  const [pressed, setPressed] = useState(false)
  const open = props.open ?? pressed
  const [used, setUsed] = useState(open)
  if (open && !used) setUsed(true)
  const change = (next: boolean) => {
    setPressed(next)
    onOpenChange?.(next)
    if (!next) onClose?.()
  }
  // Where it does not come, which the shell says, it is closed again.
  const DialogWindow = useLater(code, open, () => change(false))?.DialogWindow
  const opener = useRef<Element | null>(null)
  // Looked at before the dialog's own field takes the focus as it is drawn.
  useInsertionEffect(() => {
    if (open && trigger === undefined) opener.current = document.activeElement
  }, [open, trigger])
  const onTrigger = {
    'aria-haspopup': 'dialog',
    'aria-expanded': open,
    onPointerEnter: code.reachFor,
    onFocus: code.reachFor,
    onClick: (event: MouseEvent) => {
      opener.current = event.currentTarget
      change(!open)
    },
  }
  return (
    <>
      {trigger === undefined ? null : cloneElement(trigger, onTrigger)}
      {!used || DialogWindow === undefined ? null : (
        <DialogWindow
          title={title}
          description={description}
          open={open}
          onOpenChange={change}
          opener={opener}
          width={width}
        >
          {children}
        </DialogWindow>
      )}
    </>
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
