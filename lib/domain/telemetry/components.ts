import type { TicketType } from '../ticket-state'

export const COMPONENT_FIELDS: Record<TicketType, readonly string[]> = {
  REPLACE_DISK: ['serial', 'device'],
  REPLACE_RAM: ['dimm'],
  CHECK_COOLING: ['sensor', 'serial', 'device'],
  REBOOT: [],
}

type Payload = Readonly<Record<string, unknown>>

/** What the ticket is about: a disk's serial, else its device, a DIMM's slot, a sensor; `unknown` where nothing is said. */
export function componentOf(type: TicketType, payload: Payload): string {
  for (const field of COMPONENT_FIELDS[type]) {
    const name = nameOf(payload[field])
    if (name !== '') return name
  }
  return 'unknown'
}

/** What a good word is about: like `componentOf`, or all the sensors of `{sensors: {name: celsius}}`. */
export function componentsOf(type: TicketType, payload: Payload): string[] {
  const { sensors } = payload
  if (type !== 'CHECK_COOLING' || typeof sensors !== 'object' || sensors === null || Array.isArray(sensors))
    return [componentOf(type, payload)]
  return [...new Set(Object.keys(sensors).map(nameOf))].filter((name) => name !== '')
}

function nameOf(value: unknown): string {
  const name = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  return name.slice(0, 128)
}
