'use client'

import { useSyncExternalStore } from 'react'
import { clockText, dayText, spanText, stampText } from './time-text'

type TimeLook = 'stamp' | 'clock' | 'seconds' | 'day' | 'span' | 'ago' | 'until'

const listeners = new Set<() => void>()
let ticker: ReturnType<typeof setInterval> | null = null
let tick = 0

/** One timer for all relative times of the tab, running only while one is shown. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  ticker ??= setInterval(() => {
    tick += 1
    for (const tell of listeners) tell()
  }, 15_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0 && ticker !== null) {
      clearInterval(ticker)
      ticker = null
    }
  }
}

function textOf(at: Date, look: TimeLook): string {
  const now = new Date()
  const distance = now.getTime() - at.getTime()
  switch (look) {
    case 'clock':
      return clockText(at)
    case 'seconds':
      return clockText(at, true)
    case 'day':
      return dayText(at, now)
    case 'stamp':
      return stampText(at, now)
    case 'span':
      return spanText(distance)
    case 'ago':
      return distance < 0 ? `in ${spanText(distance)}` : `${spanText(distance)} ago`
    case 'until':
      return distance < 0 ? spanText(distance) : `${spanText(distance)} late`
  }
}

/**
 * A moment as `<time>`, UTC, the exact stamp in its tooltip. `look`: stamp ("14:20" or "23 Nov 14:20", default), clock, seconds, day,
 * span ("38 min"), ago ("38 min ago"), until ("38 min", "2 days late"). Relative ones keep counting.
 */
export function Time(props: { at: string | Date; look?: TimeLook | undefined; className?: string | undefined }) {
  const { at, look = 'stamp', className } = props
  useSyncExternalStore(
    subscribe,
    () => tick,
    () => 0,
  )
  const moment = typeof at === 'string' ? new Date(at) : at
  const exact = `${moment.toISOString().slice(0, 10)} ${clockText(moment, true)} UTC`
  return (
    // The server's clock and the browser's may differ by a second; the next tick settles it.
    <time dateTime={moment.toISOString()} title={exact} className={className} suppressHydrationWarning>
      {textOf(moment, look)}
    </time>
  )
}
