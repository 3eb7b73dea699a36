import { z } from 'zod'
import { alertmanagerMessage } from '../../contracts/telemetry/formats/alertmanager'
import { redfishRecord } from '../../contracts/telemetry/formats/redfish'
import { smartctlReport } from '../../contracts/telemetry/formats/smartctl'
import { readAlertmanager } from '../../domain/telemetry/formats/alertmanager'
import { readIpmiSel } from '../../domain/telemetry/formats/ipmi-sel'
import { readIpmiSensors } from '../../domain/telemetry/formats/ipmi-sensor'
import { readPrometheus } from '../../domain/telemetry/formats/prometheus'
import type { Dump, DumpFormat, Unreadable } from '../../domain/telemetry/formats/reading'
import { readRedfish } from '../../domain/telemetry/formats/redfish'
import { readSmartctl } from '../../domain/telemetry/formats/smartctl'

/** A SEL numbers its records with 16 bits; nothing else has as many things to say at once. */
const MOST_ITEMS = 65_536

/** What a body of this format says, or why it says nothing. */
export function readDump(format: DumpFormat, bytes: Uint8Array, received: Date): Dump | Unreadable {
  // What is not UTF-8 in a text is some sensor's degree sign: no reason to lose the rest.
  const text = new TextDecoder().decode(bytes)
  if (text.trim() === '') return { unreadable: 'There is nothing in it.' }
  const dump = dumpIn(format, text, received)
  if ('items' in dump && dump.items.length > MOST_ITEMS) return { unreadable: TOO_MANY }
  return dump
}

const TOO_MANY = `There are more than ${MOST_ITEMS} things in it.`

function dumpIn(format: DumpFormat, text: string, received: Date): Dump | Unreadable {
  switch (format) {
    case 'smartctl':
      return fromJson(text, (value) => fromList(smartctlReport, listIn(value), readSmartctl))
    case 'redfish':
      return fromJson(text, (value) => fromList(redfishRecord, listIn(value, 'Events', 'Members'), readRedfish))
    case 'alertmanager':
      return fromJson(text, (value) => parsed(alertmanagerMessage, value, readAlertmanager))
    case 'prometheus':
      return readPrometheus(text, received)
    case 'ipmi-sel':
      return readIpmiSel(text)
    case 'ipmi-sensor':
      return readIpmiSensors(text)
  }
}

function fromJson(text: string, read: (value: unknown) => Dump | Unreadable): Dump | Unreadable {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { unreadable: `It is no JSON: ${error instanceof Error ? error.message : String(error)}`.slice(0, 500) }
  }
  return read(value)
}

/** An array, the list under one of these names, or the one thing that it is. */
function listIn(value: unknown, ...names: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value
  if (typeof value !== 'object' || value === null) return [value]
  const lists = names.map((name): unknown => Reflect.get(value, name))
  return lists.find((list) => Array.isArray(list)) ?? [value]
}

function fromList<T extends z.ZodType>(
  schema: T,
  list: readonly unknown[],
  read: (items: z.output<T>[]) => Dump | Unreadable,
): Dump | Unreadable {
  return list.length > MOST_ITEMS ? { unreadable: TOO_MANY } : parsed(z.array(schema), list, read)
}

function parsed<T extends z.ZodType>(
  schema: T,
  value: unknown,
  read: (value: z.output<T>) => Dump | Unreadable,
): Dump | Unreadable {
  const result = schema.safeParse(value)
  if (result.success) return read(result.data)
  const [issue] = result.error.issues
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`
  return { unreadable: `It is not of this format${where}: ${issue?.message ?? ''}.`.slice(0, 500) }
}
