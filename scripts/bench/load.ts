/** A closed loop of HTTP clients, each with one connection that stays open: as many requests at once as there are clients. */
import { Agent, request } from 'node:http'

export interface Answer {
  status: number
  body: unknown
  headers: Record<string, string | string[] | undefined>
  ms: number
}

export interface Caller {
  /** A body that is text is JSON already. */
  call(method: string, path: string, body?: object | string): Promise<Answer>
  close(): void
}

export function makeCaller(base: string, token: string): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const call = (method: string, path: string, body?: object | string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const from = performance.now()
      const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
      const headers = {
        authorization: `Bearer ${token}`,
        ...(text === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      }
      const sent = request(`${base}${path}`, { method, headers, agent }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('error', reject)
        response.on('end', () => {
          const ms = performance.now() - from
          const raw = Buffer.concat(parts).toString()
          const body: unknown = raw === '' ? null : JSON.parse(raw)
          resolve({ status: response.statusCode ?? 0, body, headers: response.headers, ms })
        })
      })
      sent.on('error', reject)
      sent.end(text)
    })
  return { call, close: () => agent.destroy() }
}

export interface Load {
  times: number[]
  seconds: number
}

/** Each of `clients` runs `turn` again and again until all of `turns` were begun; the times are those that `turn` returns. */
export async function drive(
  clients: readonly Caller[],
  turns: number,
  turn: (caller: Caller, index: number) => Promise<number>,
): Promise<Load> {
  const times: number[] = []
  let next = 0
  const from = performance.now()
  await Promise.all(
    clients.map(async (caller) => {
      while (next < turns) {
        const index = next++
        times.push(await turn(caller, index))
      }
    }),
  )
  return { times: times.sort((a, b) => a - b), seconds: (performance.now() - from) / 1000 }
}

/** Of sorted times. */
export function percentile(times: readonly number[], share: number): number {
  return times[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)] ?? 0
}

/** The answer, if its status is one of these. */
export function expecting(answer: Answer, ...statuses: number[]): Answer {
  if (statuses.includes(answer.status)) return answer
  throw new Error(`Expected ${statuses.join(' or ')}, got ${answer.status} ${JSON.stringify(answer.body)}`)
}
