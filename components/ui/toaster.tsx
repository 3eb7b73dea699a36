'use client'

import dynamic from 'next/dynamic'
import { useSyncExternalStore } from 'react'
import { hasNotified, onFirstNotice } from '@/lib/client/notify'
import { whenQuiet } from '@/lib/client/when-quiet'

const load = () => import('./toast-list')
whenQuiet(load)

const ToastList = dynamic(() => load().then((module) => module.ToastList), { ssr: false })

/** Where toasts appear: only for undo and for roll-backs (see lib/client/notify). Stands once, in the root layout. */
export function Toaster() {
  const notified = useSyncExternalStore(onFirstNotice, hasNotified, () => false)
  return notified ? <ToastList /> : null
}
