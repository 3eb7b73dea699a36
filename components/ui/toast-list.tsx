'use client'

import { useEffect } from 'react'
import { Toaster as Sonner, toast } from 'sonner'
import { toastListIsHere } from '@/lib/client/notify'
import { Glyph } from './glyph'

const base =
  'flex w-full items-center gap-3 rounded-control border border-line2 border-l-[3px] bg-raised px-3 py-2 text-body text-text shadow-float max-tab:text-touch'

/** The toasts themselves, for Toaster. */
export function ToastList() {
  // After the list's own effect, by which it hears of toasts.
  useEffect(() => toastListIsHere(toast), [])
  return (
    <Sonner
      position="bottom-right"
      // Above a page's own bar at the foot, where it has one (app/globals.css).
      offset={{ right: 16, bottom: 'calc(16px + var(--page-foot))' }}
      mobileOffset={{ left: 8, right: 8, bottom: 'calc(72px + var(--page-foot))' }}
      gap={8}
      visibleToasts={3}
      icons={{
        warning: <Glyph name="undo" className="text-warn-x" />,
        close: <Glyph name="x" />,
      }}
      // Its own rule for phones loses to a width that is given here.
      style={{ width: 'min(460px, calc(100vw - 16px))', fontFamily: 'inherit' }}
      toastOptions={{
        unstyled: true,
        closeButton: true,
        classNames: {
          toast: base,
          warning: 'border-l-warn!',
          default: 'border-l-accent!',
          title: 'font-medium',
          description: 'text-text2 text-pretty',
          content: 'min-w-0 flex-1',
          icon: 'flex-none self-start mt-0.5',
          actionButton: 'order-last flex-none text-accent-text link cursor-pointer',
          closeButton: 'order-last flex-none cursor-pointer text-text2',
        },
      }}
    />
  )
}
