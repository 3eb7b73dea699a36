'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { isToastListNeeded, onToastListNeeded } from '@/lib/client/notify'
import { whenQuiet } from '@/lib/client/when-quiet'

const code = whenQuiet(() => import('./toast-list'))

/** A notice that was given without network appears so long after it is back. */
const AGAIN_MS = 5_000

/** Where toasts appear: only for undo and for roll-backs (see lib/client/notify). Stands once, in the root layout. */
export function Toaster() {
  const needed = useSyncExternalStore(onToastListNeeded, isToastListNeeded, () => false)
  const [here, setHere] = useState(false)
  useEffect(() => {
    if (!needed) return
    let again: ReturnType<typeof setTimeout> | undefined
    const ask = () =>
      code.load().then(
        () => setHere(true),
        () => {
          again = setTimeout(ask, AGAIN_MS)
        },
      )
    void ask()
    return () => clearTimeout(again)
  }, [needed])
  const ToastList = here ? code.now()?.ToastList : undefined
  return ToastList === undefined ? null : <ToastList />
}
