import type { CDPSession } from '@playwright/test'
import { percentile } from './load'

interface TraceEvent {
  name: string
  ph: string
  ts: number
  dur?: number
  tdur?: number
  pid: number
  tid: number
  args?: { name?: string }
}

/** What the browser calls scripting, style and layout. */
const WORK = new Set([
  ...['EvaluateScript', 'FunctionCall', 'TimerFire', 'FireAnimationFrame', 'FireIdleCallback', 'EventDispatch'],
  ...['RunMicrotasks', 'V8.RunMicrotasks', 'v8.callFunction', 'MinorGC', 'MajorGC'],
  ...['Layout', 'UpdateLayoutTree', 'RecalculateStyles', 'ParseHTML'],
])

export interface FrameWork {
  frames: number
  p50: number
  p95: number
  max: number
}

/** Records the browser's own trace while `work` runs, and says what its main thread scripted and laid out a frame, in ms. */
export async function traceFrames(
  session: CDPSession,
  work: () => Promise<void>,
): Promise<{ wall: FrameWork; cpu: FrameWork }> {
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown[] as TraceEvent[])))
  const done = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8', 'toplevel'],
    },
  })
  await work()
  await session.send('Tracing.end')
  await done

  return framesOf(events)
}

function framesOf(events: readonly TraceEvent[]): { wall: FrameWork; cpu: FrameWork } {
  const begins = events.filter((event) => event.name === 'Commit')
  const main = busiest(begins)
  // A frame ends as the main thread hands it over.
  const frames = begins.filter((event) => threadOf(event) === main).map((event) => event.ts)
  frames.sort((a, b) => a - b)
  const work = outermost(events.filter((event) => event.ph === 'X' && threadOf(event) === main && WORK.has(event.name)))
  const sums = { wall: frames.map(() => 0), cpu: frames.map(() => 0) }
  let frame = 0
  for (const event of work) {
    while (frame + 1 < frames.length && (frames[frame + 1] ?? 0) <= event.ts) frame++
    if (event.ts < (frames[0] ?? 0)) continue
    sums.wall[frame] = (sums.wall[frame] ?? 0) + (event.dur ?? 0) / 1000
    sums.cpu[frame] = (sums.cpu[frame] ?? 0) + (event.tdur ?? event.dur ?? 0) / 1000
  }
  return { wall: summary(sums.wall), cpu: summary(sums.cpu) }
}

const threadOf = (event: TraceEvent) => `${event.pid} ${event.tid}`

/** The thread that began most frames: the page's. */
function busiest(begins: readonly TraceEvent[]): string {
  const counts = new Map<string, number>()
  for (const event of begins) counts.set(threadOf(event), (counts.get(threadOf(event)) ?? 0) + 1)
  const [first] = [...counts].sort((a, b) => b[1] - a[1])
  if (first === undefined) throw new Error('The trace holds no frame')
  return first[0]
}

/** Events that no other of them holds, in time: each moment of work counts once. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  let until = 0
  return [...events]
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
    .filter((event) => {
      if (event.ts < until) return false
      until = event.ts + (event.dur ?? 0)
      return true
    })
}

function summary(times: number[]): FrameWork {
  const sorted = [...times].sort((a, b) => a - b)
  return {
    frames: sorted.length,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    max: sorted.at(-1) ?? 0,
  }
}
