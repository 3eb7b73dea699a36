import { codeArray } from '../../db/array-literal'
import type { TxCtx } from '../../db/context'
import { foldCode } from '../../domain/code'
import { SYMPTOM_NAMES, SYMPTOMS } from '../../domain/telemetry/symptoms'
import { TICKET_TYPES, type TicketType } from '../../domain/ticket-state'

export interface EventServer {
  id: number
  datacenterId: number
  decommissioned: boolean
  /**
   * Types of its tickets that are OPEN or IN_PROGRESS, of its faults that wait to be still so, and of what is wrong with it and heals:
   * a good word on one of these has weight.
   */
  watched: ReadonlySet<TicketType>
}

const NOTHING: ReadonlySet<TicketType> = new Set()

/**
 * The servers that events name, by folded barcode, in one statement that answers one row. By the index of folded barcodes:
 * comparing as citext folds both sides again at every step of the search, a thousand times a batch. What waits for a word is
 * looked for in each table once for all of them, not for each: a plan made while those tables were small would go through
 * them a thousand times when they no longer are.
 */
export async function findServers(tx: TxCtx, barcodes: readonly string[]): Promise<Map<string, EventServer>> {
  if (barcodes.length === 0) return new Map()
  const folded = new Set(barcodes.map(foldCode))
  const [row] = await tx.db.$queryRaw<{ servers: string | null; watched: string[] | null }[]>`
    WITH found AS MATERIALIZED (
      SELECT id, datacenter_id, state, lower(barcode::text) AS code FROM servers
      WHERE lower(barcode::text) COLLATE "C" = ANY(${codeArray([...folded])}::text[])),
    ids AS MATERIALIZED (SELECT array_agg(id) AS ids FROM found)
    SELECT (SELECT string_agg(concat_ws(' ', id, datacenter_id, (state = 'DECOMMISSIONED')::int, code), E'\n') FROM found) AS servers,
      (SELECT array_agg(server_id || ' ' || about) FROM (
        SELECT server_id, type AS about FROM tickets WHERE server_id = ANY((SELECT ids FROM ids)::int[]) AND status IN ('OPEN', 'IN_PROGRESS')
        UNION SELECT server_id, ticket_type FROM waiting_faults WHERE server_id = ANY((SELECT ids FROM ids)::int[])
        UNION SELECT server_id, symptom FROM server_symptoms WHERE server_id = ANY((SELECT ids FROM ids)::int[]) AND state = 'ASSERTED') AS w) AS watched`
  const watched = watchedTypes(row?.watched ?? [])
  return new Map(
    (row?.servers?.split('\n') ?? []).map((line) => {
      const [id, datacenterId, decommissioned, ...code] = line.split(' ')
      const server = { id: Number(id), datacenterId: Number(datacenterId), decommissioned: decommissioned === '1' }
      return [code.join(' '), { ...server, watched: watched.get(server.id) ?? NOTHING }]
    }),
  )
}

/** @param lines a server's id and a type of ticket or a symptom each */
function watchedTypes(lines: readonly string[]): Map<number, Set<TicketType>> {
  const watched = new Map<number, Set<TicketType>>()
  for (const line of lines) {
    const [id, about] = line.split(' ')
    const symptom = SYMPTOM_NAMES.find((name) => name === about)
    const type = symptom === undefined ? TICKET_TYPES.find((one) => one === about) : SYMPTOMS[symptom].type
    if (type === undefined) throw new Error(`something of type ${about} waits, which is not known`)
    const types = watched.get(Number(id)) ?? new Set()
    watched.set(Number(id), types.add(type))
  }
  return watched
}
