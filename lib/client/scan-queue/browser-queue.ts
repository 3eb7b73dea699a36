import type { ScanView } from '@/lib/contracts/inventory/server'
import { apiRepeat } from '../api-fetch'
import { randomKey } from '../random-key'
import { deviceNow, learnClock } from './device-clock'
import { type QueuePorts, ScanQueue } from './scan-queue'
import { openScanStore, type ScanStore } from './scan-store'

const LOCK = 'haas-scan-queue'
const PATIENCE_MS = 10_000

export interface DeviceQueue {
  queue: ScanQueue
  store: ScanStore
}

const opened = new Map<string, Promise<DeviceQueue>>()

/** This person's queue on this device: one a tab, begun once. */
export function openQueue(by: string): Promise<DeviceQueue> {
  const known = opened.get(by)
  if (known !== undefined) return known
  const opening = begin(by)
  opened.set(by, opening)
  return opening
}

async function begin(by: string): Promise<DeviceQueue> {
  const store = await openScanStore()
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(LOCK)
  const queue = new ScanQueue(store, by, ports(channel))
  channel?.addEventListener('message', () => void queue.reload())
  window.addEventListener('online', () => {
    queue.reached(true)
    void queue.flush()
  })
  window.addEventListener('offline', () => queue.reached(false))
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void queue.flush()
  })
  if (!navigator.onLine) queue.reached(false)
  else void learnClock()
  void queue.start()
  return { queue, store }
}

function ports(channel: BroadcastChannel | null): QueuePorts {
  return {
    send: (scan) => apiRepeat<ScanView>('/inventory/scans', scan.body, { key: scan.key, patienceMs: PATIENCE_MS }),
    now: deviceNow,
    newKey: randomKey,
    // Without locks (a page that is not served over https) two tabs may send one scan at once: its key keeps it one.
    alone: (work) =>
      'locks' in navigator ? navigator.locks.request(LOCK, () => work()).then((value) => value) : work(),
    announce: () => channel?.postMessage('changed'),
    later: (work, ms) => {
      const timer = setTimeout(work, ms)
      return () => clearTimeout(timer)
    },
  }
}
