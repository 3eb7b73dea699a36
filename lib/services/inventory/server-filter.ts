import type { Ctx, TxCtx } from '../../db/context'
import { Prisma } from '../../db/generated/client'
import { literal } from '../../db/like'
import { oneOf } from '../../db/one-of'
import type { ServerState } from '../../domain/server-state'
import type { Health } from '../../domain/state-words'
import { type FreeFilters, freeFilters } from './free-filters'

type Codes = readonly string[] | undefined
type Flag = 'true' | 'false' | undefined

/** What a list of servers is narrowed to, as the API is asked for it. */
export interface ServerFilter extends FreeFilters {
  q?: string | undefined
  state?: readonly ServerState[] | undefined
  datacenter?: Codes
  destination?: Codes
  model?: Codes
  rack?: Codes
  warehouse?: Codes
  order?: Codes
  tag?: Codes
  health?: readonly Health[] | undefined
  held?: Flag
  needsWipe?: Flag
  tickets?: Flag
  firmware?: 'behind' | undefined
  /** Components of which one is not at its target. */
  behind?: Codes
  /** Components with a target of which one was never read. */
  unread?: Codes
  /** A component, of which one of these versions was last read, just as it is written. */
  component?: string | undefined
  version?: Codes
}

/** The codes of a filter as ids; undefined where it asks for none, empty where what it names does not exist. */
export interface NamedIds {
  datacenter: readonly number[] | undefined
  destination: readonly number[] | undefined
  model: readonly number[] | undefined
  rack: readonly number[] | undefined
  warehouse: readonly number[] | undefined
  order: readonly number[] | undefined
  /** Models that the search finds, beside servers. */
  qModel: readonly number[]
}

/** The filters that name things by their codes. */
export const NAMED = ['datacenter', 'destination', 'model', 'rack', 'warehouse', 'order'] as const

/** Of the server `s`, by what a filter calls it. */
export const COLUMNS = {
  datacenter: Prisma.sql`s.datacenter_id`,
  destination: Prisma.sql`s.destination_id`,
  model: Prisma.sql`s.model_id`,
  rack: Prisma.sql`s.rack_id`,
  warehouse: Prisma.sql`s.warehouse_id`,
  order: Prisma.sql`s.order_id`,
} as const

/**
 * The servers `s` that it leaves, as conditions that each have an index.
 * @param walked They are walked within a model, and what was read of their firmware is looked at row by row: within a model and
 *   beyond a cursor the planner takes a few rows to be left, and would read the index of all servers that have a version for them.
 */
export function filterConditions(ctx: Ctx | TxCtx, input: ServerFilter, ids: NamedIds, walked = false): Prisma.Sql[] {
  const where: Prisma.Sql[] = []
  for (const name of NAMED) {
    const wanted = ids[name]
    if (wanted !== undefined) where.push(oneOf(COLUMNS[name], wanted, 'int'))
  }
  if (input.state !== undefined) where.push(oneOf(Prisma.sql`s.state`, input.state, 'server_state'))
  if (input.tag !== undefined) where.push(Prisma.sql`s.tags && ${[...input.tag]}::text[]`)
  if (input.health !== undefined) where.push(healthCondition(input.health))
  return [
    ...where,
    ...flagConditions(ctx, input),
    ...firmwareConditions(input, walked),
    ...freeFilters(input, ctx.clock()),
    ...(input.q === undefined ? [] : [searched(input.q, ids.qModel)]),
  ]
}

/** With a ticket that is live and not HIGH. */
const MILDLY_TICKETED = Prisma.sql`SELECT server_id FROM tickets WHERE status IN ('OPEN', 'IN_PROGRESS') AND priority <> 'HIGH'`

/**
 * What makes a server CRITICAL and so on, as ids: where the list of all would be walked for long until a page is full. With a
 * HIGH ticket it is CRITICAL, whatever else it has.
 */
const IDS: Record<Exclude<Health, 'OK'>, Prisma.Sql> = {
  CRITICAL: Prisma.sql`SELECT id FROM servers WHERE state = 'BROKEN'
    UNION ALL SELECT id FROM servers WHERE open_high_tickets > 0`,
  WARNING: Prisma.sql`SELECT id FROM servers WHERE state = 'REPAIRING'
    UNION ALL ${MILDLY_TICKETED}`,
  NO_DATA: Prisma.sql`SELECT id FROM servers WHERE bmc_driver IS NULL
    UNION ALL SELECT server_id FROM server_symptoms WHERE symptom = 'host' AND state = 'ASSERTED'`,
}

/**
 * Looked up for each server that is come to, of which a page and a count end soon: as a list of all such servers it would be made
 * whole for either. A LIMIT keeps the planner from that, and of what coalesce answers it takes half to be true.
 */
const isNamed = (in_: Prisma.Sql): Prisma.Sql => Prisma.sql`coalesce((SELECT true FROM ${in_} LIMIT 1), false)`
const TICKETED = isNamed(Prisma.sql`tickets t WHERE t.server_id = s.id AND t.status IN ('OPEN', 'IN_PROGRESS')`)
/** The same where few of all are wanted: an array is looked up, where the planner might go through the servers in their order. */
const ONLY_TICKETED = Prisma.sql`s.id = ANY(ARRAY(SELECT server_id FROM tickets WHERE status IN ('OPEN', 'IN_PROGRESS')))`
const CRITICAL = Prisma.sql`(s.state = 'BROKEN' OR s.open_high_tickets > 0)`
const WARNED = Prisma.sql`(s.state = 'REPAIRING' OR ${TICKETED})`
const SILENT = Prisma.sql`(s.bmc_driver IS NULL OR ${isNamed(
  Prisma.sql`server_symptoms y WHERE y.server_id = s.id AND y.symptom = 'host' AND y.state = 'ASSERTED'`,
)})`

/** The same classes as `HEALTH` of an elevation: the worst that is true. */
const HEALTHS: Record<Health, Prisma.Sql> = {
  CRITICAL,
  WARNING: Prisma.sql`(${WARNED} AND NOT ${CRITICAL})`,
  NO_DATA: Prisma.sql`(${SILENT} AND NOT ${WARNED} AND NOT ${CRITICAL})`,
  OK: Prisma.sql`(NOT ${CRITICAL} AND NOT ${WARNED} AND NOT ${SILENT})`,
}

/**
 * What makes a server CRITICAL or WARNING, apart: what its state does, of which an index has the servers in the list's order, and
 * what its tickets do, which are few. Null for more than one of these.
 */
export function partsOfHealth(health: readonly Health[]): { state?: readonly ServerState[]; and: Prisma.Sql }[] | null {
  const [one, another] = health
  if (another !== undefined || (one !== 'CRITICAL' && one !== 'WARNING')) return null
  if (one === 'CRITICAL') {
    return [
      { state: ['BROKEN'], and: Prisma.sql`true` },
      { and: Prisma.sql`s.open_high_tickets > 0 AND s.state NOT IN ('BROKEN', 'DECOMMISSIONED')` },
    ]
  }
  const otherwise = Prisma.sql`NOT ${CRITICAL} AND s.state NOT IN ('REPAIRING', 'DECOMMISSIONED')`
  return [
    { state: ['REPAIRING'], and: Prisma.sql`s.open_high_tickets <= 0` },
    { and: Prisma.sql`s.id = ANY(ARRAY(${MILDLY_TICKETED})) AND ${otherwise}` },
  ]
}

/** A scrapped server has none. */
function healthCondition(health: readonly Health[]): Prisma.Sql {
  const any = Prisma.join(
    health.map((one) => HEALTHS[one]),
    ' OR ',
  )
  const exactly = Prisma.sql`((${any}) AND s.state <> 'DECOMMISSIONED')`
  const bad = health.flatMap((one) => (one === 'OK' ? [] : [IDS[one]]))
  if (bad.length < health.length) return exactly
  const ids = Prisma.join(bad, ' UNION ALL ')
  // Servers without a BMC may be many.
  const among = health.includes('NO_DATA') ? Prisma.sql`s.id IN (${ids})` : Prisma.sql`s.id = ANY(ARRAY(${ids}))`
  return Prisma.sql`${among} AND ${exactly}`
}

function flagConditions(ctx: Ctx | TxCtx, input: ServerFilter): Prisma.Sql[] {
  const where: Prisma.Sql[] = []
  const say = (flag: Flag, yes: Prisma.Sql) => {
    if (flag !== undefined) where.push(flag === 'true' ? yes : Prisma.sql`NOT ${yes}`)
  }
  const now = ctx.clock().toISOString()
  say(input.held, Prisma.sql`(s.hold_id IS NOT NULL AND (s.hold_until IS NULL OR s.hold_until > ${now}::timestamptz))`)
  // An index on a condition wants it written just so.
  say(input.needsWipe, Prisma.sql`s.needs_wipe`)
  if (input.tickets !== undefined) where.push(input.tickets === 'true' ? ONLY_TICKETED : Prisma.sql`NOT ${TICKETED}`)
  return where
}

/** Between a component and its version, in a server's `firmware_versions`. */
const UNIT = '\u001f'

/** Drift is of servers that are in use: a scrapped one is not behind. */
function firmwareConditions(
  { firmware, behind, unread, component, version }: ServerFilter,
  walked: boolean,
): Prisma.Sql[] {
  const names = (list: readonly string[]) => list.map((name) => name.toLowerCase())
  const where: Prisma.Sql[] = []
  const any = (column: Prisma.Sql, values: readonly string[]) => {
    const has = Prisma.sql`s.${column} && ${[...values]}::text[]`
    where.push(walked ? Prisma.sql`(${has}) IS TRUE` : has)
  }
  if (firmware === 'behind') where.push(Prisma.sql`NOT s.firmware_at_target`)
  if (behind !== undefined) any(Prisma.sql`firmware_behind`, names(behind))
  if (unread !== undefined) {
    const never = names(unread).map((name) => `${name}${UNIT}`)
    any(Prisma.sql`firmware_versions`, never)
  }
  if (component !== undefined && version !== undefined) {
    const read = version.map((one) => `${component.toLowerCase()}${UNIT}${one}`)
    any(Prisma.sql`firmware_versions`, read)
  }
  return where.length === 0 ? [] : [...where, Prisma.sql`s.state <> 'DECOMMISSIONED'`]
}

/** Any part of a code or name from three letters on; fewer have no trigram, and are looked for at the start of a code. */
export const LEAST_ANYWHERE = 3

function searched(q: string, models: readonly number[]): Prisma.Sql {
  const part = literal(q).toLowerCase()
  const found =
    q.length < LEAST_ANYWHERE
      ? Prisma.sql`lower(s.barcode::text) LIKE ${`${part}%`} OR lower(s.serial) LIKE ${`${part}%`}`
      : Prisma.sql`haas_server_words(s.barcode::text, s.serial, s.asset_number, s.hostnames) LIKE ${`%${part}%`}`
  return models.length === 0 ? Prisma.sql`(${found})` : Prisma.sql`(${found} OR ${oneOf(COLUMNS.model, models, 'int')})`
}
