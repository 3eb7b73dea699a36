import { request } from 'node:http'
import { columnQueries } from '../../components/tickets/board-view'
import { type Caller, expecting, makeCaller, percentile } from './load'

const EVENTS = 200
/** As the page does it (lib/client/live-updates.tsx): soon after the first change, then at most this often. */
const FIRST_FLUSH_MS = 30
const FLUSH_MS = 300

/**
 * From sending an event to having an answer that holds its ticket, as an open board gets it: a stream of changes, and the
 * board's four queries asked again when one comes.
 */
export async function benchBoard(at: {
  base: string
  token: string
  servers: readonly { barcode: string }[]
}): Promise<void> {
  const sender = makeCaller(`${at.base}/api/v1`, at.token)
  const board = await openBoard(at.base, at.token)
  const times: number[] = []
  try {
    for (let n = 0; n < EVENTS; n++) {
      const barcode = at.servers[(n * 97) % at.servers.length]?.barcode ?? ''
      const event = {
        barcode,
        ts: new Date().toISOString(),
        kind: 'OVERHEAT',
        payload: { sensor: 'Inlet', celsius: 70 + n },
      }
      const from = performance.now()
      const { body } = expecting(await sender.call('POST', '/telemetry', [event]), 202)
      const [result] = (body as { results: { outcome: string; ticket?: string }[] }).results
      if (result?.outcome !== 'opened' || result.ticket === undefined)
        throw new Error(`Not opened: ${JSON.stringify(body)}`)
      times.push((await board.shows(result.ticket)) - from)
    }
  } finally {
    board.close()
    sender.close()
  }
  times.sort((a, b) => a - b)
  console.log(
    `  event posted to ticket on an open board, ${EVENTS} of them: p50 ${percentile(times, 0.5).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms`,
  )
}

interface Board {
  /** performance.now of when the board had this ticket. */
  shows(ticket: string): Promise<number>
  close(): void
}

async function openBoard(base: string, token: string): Promise<Board> {
  const shown = new Map<string, number>()
  const waiting = new Map<string, (at: number) => void>()
  const callers = Object.values(columnQueries).map((query) => ({ query, caller: makeCaller(`${base}/api/v1`, token) }))
  let flushed = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | null = null
  const refetch = async () => {
    timer = null
    flushed = performance.now()
    const pages = await Promise.all(callers.map(({ caller, query }) => askColumn(caller, query)))
    const now = performance.now()
    for (const number of pages.flat()) {
      if (!shown.has(number)) shown.set(number, now)
      waiting.get(number)?.(now)
      waiting.delete(number)
    }
  }
  const plan = () => {
    timer ??= setTimeout(() => void refetch(), performance.now() - flushed > FLUSH_MS ? FIRST_FLUSH_MS : FLUSH_MS)
  }
  const hangUp = await listen(base, token, plan)
  return {
    shows: (ticket) => {
      const at = shown.get(ticket)
      return at === undefined ? new Promise((resolve) => waiting.set(ticket, resolve)) : Promise.resolve(at)
    },
    close: () => {
      hangUp()
      if (timer !== null) clearTimeout(timer)
      for (const { caller } of callers) caller.close()
    },
  }
}

async function askColumn(
  caller: Caller,
  { status, limit, sort }: (typeof columnQueries)[keyof typeof columnQueries],
): Promise<string[]> {
  const answer = await caller.call('GET', `/tickets?status=${status.join('&status=')}&limit=${limit}&sort=${sort}`)
  return (expecting(answer, 200).body as { items: { number: string }[] }).items.map(({ number }) => number)
}

/** Calls `onTicket` for each change to a ticket that the stream tells; resolves when the stream is open. Returns how to end it. */
function listen(base: string, token: string, onTicket: () => void): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' }
    const sent = request(`${base}/api/v1/events`, { headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`The stream answered ${response.statusCode}`))
      response.on('data', (part: Buffer) => {
        if (part.toString().includes('"entity":"ticket"')) onTicket()
      })
      resolve(() => sent.destroy())
    })
    sent.on('error', reject)
    sent.end()
  })
}
