import { minutesOf } from '../firmware/firmware-plan'
import { fieldsOf, numberOf, textOf, textsOf } from './json-fields'
import type { JobRecords, LogKind, RankedLine, StepRecord } from './log-line'
import { rankOf } from './log-line'
import { type StepKey, stepsOf } from './steps'

const kinds: Record<StepKey, LogKind> = {
  'verify-bmc': 'check',
  'verify-inventory': 'check',
  firmware: 'verify',
  'boot-configuration': 'boot',
  'install-image': 'install',
  'health-check': 'health',
  'hand-over': 'done',
  'wipe-disks': 'wipe',
  'verify-wipe': 'verify',
  'give-back': 'done',
}

/** Each step's start and end, with what it found out in words; the plan of the firmware and what a step is at in between. */
export function linesOfSteps({ kind, steps, firmwarePlan }: JobRecords): RankedLine[] {
  const known = new Map(stepsOf(kind).map(({ position, key }) => [position, key]))
  return steps.flatMap((step) => {
    const key = known.get(step.position)
    return key === undefined ? [] : linesOfStep(step, key, firmwarePlan)
  })
}

function linesOfStep(step: StepRecord, key: StepKey, firmwarePlan: unknown): RankedLine[] {
  const { position, startedAt, finishedAt, status, name } = step
  const lines: RankedLine[] = []
  const add = (at: Date | null, kind: LogKind, text: string | null, within: number) => {
    if (at !== null && text !== null) lines.push({ at, step: position, kind, text, rank: rankOf(position, within) })
  }
  add(startedAt, 'start', `${position} ${name}`, 1)
  if (key === 'firmware') add(startedAt, 'plan', planWords(firmwarePlan), 2)
  if (key === 'install-image') add(startedAt, 'reboot', restartWords(step), 2)
  const { erasing, since } = erasingOf(step)
  if (key === 'wipe-disks' && status === 'RUNNING') add(since, 'wipe', erasing, 3)
  if (status === 'SUCCESS') add(finishedAt, kinds[key], doneWords(key, fieldsOf(step.detail)), 9)
  if (status === 'FAILED') add(finishedAt, 'fail', step.error ?? `${name} failed without saying why`, 9)
  if (status === 'SKIPPED') add(finishedAt, 'skip', `${name} is skipped`, 9)
  if (status === 'CANCELLED' && startedAt !== null) add(finishedAt, 'cancel', `${name} was given up`, 9)
  return lines
}

function doneWords(key: StepKey, detail: Readonly<Record<string, unknown>>): string {
  const note = textOf(detail.note)
  if (note !== null) return note
  switch (key) {
    case 'verify-bmc':
      return `The BMC answers${list([textOf(detail.product), labelled('serial', detail.serial)], ': ')}`
    case 'verify-inventory':
      return `As its model promises${list(inventory(detail), ': ')}`
    case 'firmware':
      return flashes(numberOf(detail.hops) ?? 0)
    case 'boot-configuration':
      return bootWords(detail)
    case 'install-image':
      return `Started from ${textOf(detail.image) ?? 'its disks'}`
    case 'health-check':
      return `Well${list([labelled('power', detail.power), phoned(detail.phonedHome)], ': ')}`
    case 'wipe-disks':
      return erased(textsOf(detail.erased))
    case 'verify-wipe':
      return `No disk is left that was not erased${list([labelled('power', detail.power)], '; ')}`
    case 'hand-over':
      return 'Handed over: the server is in service'
    case 'give-back':
      return 'Given back: the server is free'
  }
}

function bootWords({ boot, image }: Readonly<Record<string, unknown>>): string {
  if (boot === 'disk') return 'The next start comes from its disks: the order names no image'
  return `The next start comes from ${textOf(image) ?? 'the image'}, ${boot === 'network' ? 'over the network' : 'as a disc'}`
}

function inventory(detail: Readonly<Record<string, unknown>>): (string | null)[] {
  const amount = (value: unknown, unit: string) => {
    const found = numberOf(value)
    return found === null ? null : `${found.toLocaleString('en')} ${unit}`
  }
  return [
    textOf(detail.product),
    amount(detail.cpuCores, 'cores'),
    amount(detail.ramGb, 'GB RAM'),
    amount(detail.nvmeGb, 'GB NVMe'),
  ]
}

const labelled = (name: string, value: unknown): string | null => {
  const text = textOf(value)
  return text === null ? null : `${name} ${text}`
}
const phoned = (value: unknown): string | null => (textOf(value) === null ? null : 'the image phoned home')
const flashes = (count: number): string =>
  count === 0
    ? 'All components are at their target'
    : `${count === 1 ? '1 flash' : `${count} flashes`} done and read back`
const erased = (disks: readonly string[]): string =>
  disks.length === 0 ? 'There was no disk to erase' : `Erased ${disks.join(', ')}`

/** "a, b" behind `before`; nothing where no part is known. */
function list(parts: readonly (string | null)[], before: string): string {
  const known = parts.filter((part) => part !== null)
  return known.length === 0 ? '' : `${before}${known.join(', ')}`
}

/** "BIOS 2.9.3 → 2.9.4 → 2.10.2, 2 flashes, about 19 min". */
function planWords(plan: unknown): string | null {
  const planned = fieldsOf(plan).hops
  if (!Array.isArray(planned)) return null
  const hops = planned.map(fieldsOf)
  if (hops.length === 0) return 'Nothing to flash'
  const chains = new Map<string, string[]>()
  for (const { component, from, to } of hops) {
    const name = textOf(component) ?? ''
    chains.set(name, [...(chains.get(name) ?? [textOf(from) ?? '?']), textOf(to) ?? '?'])
  }
  const minutes = minutesOf(
    // A plan of before there were groups flashes one after the other.
    hops.map((hop, i) => ({ group: numberOf(hop.group) ?? -1 - i, minutes: numberOf(hop.minutes) })),
  )
  const count = hops.length === 1 ? '1 flash' : `${hops.length} flashes`
  const ways = [...chains].map(([component, versions]) => `${component} ${versions.join(' → ')}`)
  return [...ways, count, ...(minutes === null ? [] : [`about ${minutes} min`])].join(', ')
}

function restartWords({ intent, status }: StepRecord): string | null {
  const half = textOf(fieldsOf(intent).restart)
  if (half === null) return null
  if (status === 'SUCCESS') return 'Restarted: off, then on'
  return half === 'on' ? 'Restarting: off, told to start' : 'Restarting: told to stop'
}

function erasingOf({ intent, task }: StepRecord): { erasing: string | null; since: Date | null } {
  const at = fieldsOf(intent)
  const disk = textOf(at.disk)
  const since = textOf(at.since)
  const done = textsOf(at.erased)
  const before = done.length === 0 ? '' : ` after ${done.join(', ')}`
  const following = task === null || task === '' ? '' : `, task ${task.split('/').at(-1) ?? task}`
  return {
    erasing: disk === null ? null : `Erasing ${disk}${before}${following}`,
    since: since === null ? null : new Date(since),
  }
}
