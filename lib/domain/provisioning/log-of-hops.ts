import type { HopRecord, RankedLine } from './log-line'
import { rankOf } from './log-line'
import { FIRMWARE_STEP } from './steps'

/** Each flash: asked for, its task, its end, the restart, what was read back. */
export function linesOfHops(hops: readonly HopRecord[]): RankedLine[] {
  return hops.flatMap(linesOfHop)
}

function linesOfHop(hop: HopRecord): RankedLine[] {
  const way = `${hop.component} ${hop.from} → ${hop.to}`
  const lines: RankedLine[] = []
  const add = (at: Date | null, kind: RankedLine['kind'], text: string, within: number) => {
    if (at !== null) lines.push({ at, step: FIRMWARE_STEP, kind, text, rank: rankOf(FIRMWARE_STEP, within) })
  }
  add(hop.startedAt, 'flash', `${way}: ${asked(hop)}`, 4)
  add(hop.flashedAt, 'flash', `${way}: its task ended well`, 5)
  if (hop.restart !== null) add(hop.flashedAt, 'reboot', restartWords(hop), 6)
  if (hop.status === 'SUCCESS') add(hop.finishedAt, 'verify', `${hop.component} is ${hop.to}, as expected`, 3)
  if (hop.status === 'FAILED') add(hop.finishedAt, 'fail', `${way} failed`, 7)
  // Those that were never begun end with their step, which says so itself.
  if (hop.status === 'CANCELLED' && hop.startedAt !== null) add(hop.finishedAt, 'cancel', `${way} was given up`, 7)
  if (hop.status === 'SKIPPED') add(hop.finishedAt, 'skip', `${way} is skipped`, 7)
  return lines
}

function asked({ address, task }: HopRecord): string {
  const image = address === null ? 'its image' : fileName(address)
  if (task === null) return `${image} asked for`
  return task === '' ? `${image} accepted, no task to follow` : `${image} accepted, task ${lastPart(task)}`
}

function restartWords({ restart, status, component }: HopRecord): string {
  if (status === 'SUCCESS') return `Restarted for ${component}: off, then on`
  return restart === 'on'
    ? `Restarting for ${component}: off, told to start`
    : `Restarting for ${component}: told to stop`
}

/** Only the file: an address may hold a password or a token. */
function fileName(address: string): string {
  const path = address.split(/[?#]/, 1)[0] ?? ''
  return path.includes('/') ? lastPart(path) : 'its image'
}

function lastPart(path: string): string {
  return path.split('/').findLast((part) => part !== '') ?? path
}
