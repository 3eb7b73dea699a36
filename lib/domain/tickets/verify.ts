import { foldCode } from '../code'
import type { TicketType } from '../ticket-state'
import { namesSerial } from './repair'
import { neededPart } from './spares'

/** What is known of a component when a healthy report of its server comes in; times in ms. */
export type Verifiable = {
  type: TicketType
  name: string
  removedSerial: string | null
  installedSerial: string | null
  /** Since when there is something to verify: the swap, or where hands only are needed the crew's arrival. */
  mendedAt: number | null
}

export type HealthReport = { component: string; at: number }

/**
 * What a healthy report says of a component: it is `verified` where it is newer than the repair, `recovered` where nobody
 * mended it yet, null where it is about something else. Of a disk the new one has to report: its own serial is what is looked for, and the old
 * one's only ever says that it is still in.
 */
export function readHealth(component: Verifiable, report: HealthReport): 'verified' | 'recovered' | null {
  if (component.mendedAt === null) return isSame(component.name, report.component) ? 'recovered' : null
  if (report.at <= component.mendedAt) return null
  return isNewOne(component, report.component) ? 'verified' : null
}

const isSame = (a: string | null, b: string): boolean => a !== null && foldCode(a) === foldCode(b)

function isNewOne({ type, name, removedSerial, installedSerial }: Verifiable, reported: string): boolean {
  if (isSame(installedSerial, reported)) return true
  if (isSame(removedSerial, reported)) return false
  // A slot or a sensor keeps its name, a disk does not; and where nobody said which sensor, any that is well will do.
  if (neededPart(type) === null) return isSame(name, reported) || isSame(name, 'unknown')
  return !namesSerial(type, name) && name !== 'unknown' && isSame(name, reported)
}
