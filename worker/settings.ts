import { parseArgs } from 'node:util'
import { DEFAULT_LEASE_MS } from './timing'

export interface WorkerSettings {
  /** Jobs at a time. */
  concurrency: number
  leaseMs: number
}

export const USAGE = `usage: npm run worker -- [--concurrency 1…64] [--lease-ms 1500…600000]`

/** From the command line; throws with the usage when something else stands there. */
export function readSettings(args: readonly string[]): WorkerSettings {
  const { values } = parseArgs({
    args: [...args],
    options: { concurrency: { type: 'string', default: '16' }, 'lease-ms': { type: 'string' } },
  })
  return {
    concurrency: wholeNumber('concurrency', values.concurrency, 1, 64),
    leaseMs: wholeNumber('lease-ms', values['lease-ms'] ?? String(DEFAULT_LEASE_MS), 1_500, 600_000),
  }
}

function wholeNumber(name: string, value: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
  if (number >= least && number <= most) return number
  throw new Error(`--${name} is ${JSON.stringify(value)}; it wants a whole number from ${least} to ${most}\n${USAGE}`)
}
