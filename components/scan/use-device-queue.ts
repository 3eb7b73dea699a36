'use client'

import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { type DeviceQueue, openQueue } from '@/lib/client/scan-queue/browser-queue'
import type { QueueState } from '@/lib/client/scan-queue/scan-queue'

const notRead: QueueState = { scans: null, awaySince: null, signedOut: false, durable: true }
const never = () => () => {}
const unread = () => notRead

/** This person's scans on this device: what is kept, and whether anything reaches the server. */
export function useDeviceQueue(person: string) {
  const [device, setDevice] = useState<DeviceQueue | null>(null)
  const open = useCallback(() => openQueue(person), [person])
  useEffect(() => {
    let here = true
    void open().then((opened) => {
      if (here) setDevice(opened)
    })
    return () => {
      here = false
    }
  }, [open])
  const queue = device?.queue
  const state = useSyncExternalStore(queue?.subscribe ?? never, queue?.snapshot ?? unread, unread)
  return { open, device, state }
}
