import { foldCode } from '../code'
import type { TicketType } from '../ticket-state'
import { namesSerial } from './repair'
import { neededOf } from './spares'

/** What is known of a component when a healthy report of its server comes in; times in ms. */
export type Verifiable = {
  type: TicketType
  partKind?: string | null
  name: string
  removedSerial: string | null
  installedSerial: string | null
  /** Since when there is something to verify: the swap, or where hands only are needed the crew's arrival. */
  mendedAt: number | null
}

export type HealthReport = { component: string; at: number }

/**
 * Whether a healthy report verifies a component: it is newer than the repair, and about what was mended. Of a disk the new
 * one has to report: its own serial is what is looked for, and the old one's only ever says that it is still in.
 */
export function verifies(report: HealthReport, component: Verifiable): boolean {
  return component.mendedAt !== null && report.at > component.mendedAt && isNewOne(component, report.component)
}

const isSame = (a: string | null, b: string): boolean => a !== null && foldCode(a) === foldCode(b)

function isNewOne({ type, partKind, name, removedSerial, installedSerial }: Verifiable, reported: string): boolean {
  if (isSame(installedSerial, reported)) return true
  if (isSame(removedSerial, reported)) return false
  // A slot or a sensor keeps its name, a disk does not; and where nobody said which sensor, any that is well will do.
  if (neededOf(type, partKind) === null) return isSame(name, reported) || isSame(name, 'unknown')
  return !namesSerial(type, name) && name !== 'unknown' && isSame(name, reported)
}
