import { codeArray } from '../../db/array-literal'
import type { TxCtx } from '../../db/context'
import { foldCode } from '../../domain/code'
import type { Rule } from '../../domain/telemetry/rules'
import { SYMPTOM_NAMES, SYMPTOMS } from '../../domain/telemetry/symptoms'
import { TICKET_TYPES, type TicketType } from '../../domain/ticket-state'
import { RULES_AS_JSON, type RuleRow, toRules } from './load-rules'

export interface EventServer {
  id: number
  datacenterId: number
  decommissioned: boolean
  /** What waits for a good word: in tickets that are OPEN or IN_PROGRESS, in faults that wait to be still so, and of what is wrong and heals. */
  watched: Watched
}

/** By type of ticket, the components that a good word may be about for it to have weight; null: whatever it is about. */
export type Watched = ReadonlyMap<TicketType, ReadonlySet<string> | null>

const NOTHING: Watched = new Map()

const COLUMNS = /^(\d+) (\d+) ([01]) (.*)$/

/** What taking events in has to know. servers: those that are named, by folded barcode. rules: as they stand now (see load-rules). */
interface Found {
  servers: Map<string, EventServer>
  rules: Rule[]
}

/**
 * The servers that events name, and the rules, in one statement that answers one row. By the index of folded barcodes:
 * comparing as citext folds both sides again at every step of the search, a thousand times a batch. What waits for a word is
 * looked for in each table once for all of them, not for each: a plan made while those tables were small would go through
 * them a thousand times when they no longer are.
 */
export async function findServers(tx: TxCtx, barcodes: readonly string[]): Promise<Found> {
  if (barcodes.length === 0) return { servers: new Map(), rules: [] }
  const folded = new Set(barcodes.map(foldCode))
  const [row] = await tx.db.$queryRaw<{ servers: string | null; watched: Watch[] | null; rules: RuleRow[] }[]>`
    WITH found AS MATERIALIZED (
      SELECT id, datacenter_id, state, barcode::text AS code FROM servers
      WHERE lower(barcode::text) COLLATE "C" = ANY(${codeArray([...folded])}::text[])),
    ids AS MATERIALIZED (SELECT array_agg(id) AS ids FROM found)
    SELECT (SELECT string_agg(concat_ws(' ', id, datacenter_id, (state = 'DECOMMISSIONED')::int, code), E'\n') FROM found) AS servers,
      (SELECT json_agg(w) FROM (
        SELECT server_id AS server, type AS about,
          CASE WHEN server_scanned_at IS NULL AND NOT EXISTS (SELECT FROM ticket_components c WHERE c.ticket_id = t.id AND c.swapped_at IS NOT NULL)
               THEN ARRAY(SELECT c.name FROM ticket_components c WHERE c.ticket_id = t.id) END AS components
        FROM tickets t WHERE server_id = ANY((SELECT ids FROM ids)::int[]) AND status IN ('OPEN', 'IN_PROGRESS')
        UNION ALL SELECT server_id, ticket_type, ARRAY[component] FROM waiting_faults WHERE server_id = ANY((SELECT ids FROM ids)::int[])
        UNION ALL SELECT server_id, symptom, NULL FROM server_symptoms WHERE server_id = ANY((SELECT ids FROM ids)::int[]) AND state = 'ASSERTED'
      ) AS w) AS watched,
      ${RULES_AS_JSON} AS rules`
  const watched = Map.groupBy(row?.watched ?? [], ({ server }) => server)
  const servers = new Map<string, EventServer>()
  for (const line of row?.servers?.split('\n') ?? []) {
    // Three columns, then the code. Folded here: of a thousand barcodes the database takes as long for it as for finding them.
    const [, id, datacenter, decommissioned, code = ''] = COLUMNS.exec(line) ?? []
    const own = watched.get(Number(id))
    servers.set(foldCode(code), {
      id: Number(id),
      datacenterId: Number(datacenter),
      decommissioned: decommissioned === '1',
      watched: own === undefined ? NOTHING : watchedOf(own),
    })
  }
  return { servers, rules: toRules(row?.rules ?? []) }
}

/** about: a type of ticket or a symptom. components: null where something was mended, which another name may verify. */
interface Watch {
  server: number
  about: string
  components: string[] | null
}

/** What heals by itself is judged by each word; of what does not, a word on another component changes nothing. */
function watchedOf(own: readonly Watch[]): Watched {
  const watched = new Map<TicketType, ReadonlySet<string> | null>()
  for (const { about, components } of own) {
    const type = typeOf(about)
    // What the code does not know no event is judged by.
    if (type === undefined) continue
    const known = watched.get(type)
    const any = HEALING.has(type) || components === null || known === null
    watched.set(type, any ? null : new Set([...(known ?? []), ...components]))
  }
  return watched
}

const HEALING = new Set(Object.values(SYMPTOMS).flatMap(({ type, heals }) => (heals ? [type] : [])))

function typeOf(about: string): TicketType | undefined {
  const symptom = SYMPTOM_NAMES.find((name) => name === about)
  return symptom === undefined ? TICKET_TYPES.find((one) => one === about) : SYMPTOMS[symptom].type
}
