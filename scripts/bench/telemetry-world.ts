import pg from 'pg'
import { withoutIndexes } from '../../lib/testing/without-indexes'
import { makeHttpWorld } from './http-world'

export const SERVERS = 20_000
/** A rack holds a hundred units, and models take up to four. */
const RACKS = 1_000
const MONTHS = 6
const HANDS = 2

export interface TelemetryWorld {
  url: string
  servers: { id: number; barcode: string }[]
}

/** The baseline's table: the columns of telemetry_events, not partitioned, with the two indexes that anyone would make. */
const PLAIN = 'plain_events'

/**
 * 20,000 servers that sent `existing` events over the last six months, made in the database; beside the product's tables the
 * plain one holds the same rows. Indexes are taken away while the tables are filled and made again from their own definitions.
 */
export async function makeTelemetryWorld(url: string, existing: number): Promise<TelemetryWorld> {
  await makeHttpWorld(url, { servers: SERVERS, racks: RACKS })
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: servers } = await client.query<{ id: number; barcode: string }>(
      'SELECT id, barcode::text FROM servers ORDER BY id',
    )
    const restore = await withoutIndexes(client, ['telemetry_events'])
    await client.query(`CREATE TABLE ${PLAIN} (LIKE telemetry_events INCLUDING DEFAULTS)`)
    await eachShare(existing, (from, until) => fill(url, { from, until, existing, first: servers[0]?.id ?? 0 }))
    await eachTable(url, [
      ...restore,
      `ALTER TABLE ${PLAIN} ADD UNIQUE (server_id, hash)`,
      `CREATE INDEX ON ${PLAIN} (server_id, ts)`,
    ])
    await client.query('VACUUM ANALYZE')
    await client.query('CHECKPOINT')
    return { url, servers }
  } finally {
    await client.end()
  }
}

/** So many events, numbered from `from`, into the product's tables and the plain one. */
async function fill(
  url: string,
  share: { from: number; until: number; existing: number; first: number },
): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(
      `WITH made AS (
         SELECT $4::int + n % ${SERVERS} AS server_id,
           date_trunc('second', now()) - interval '1 day' - (interval '${MONTHS} months' * (($3::bigint - n)::float8 / $3::bigint)) AS ts,
           CASE WHEN n % 20 < 12 THEN 'SMART_REPORT' WHEN n % 20 < 17 THEN 'TEMPERATURE_OK' ELSE 'ECC_ERRORS' END AS kind,
           CASE WHEN n % 20 < 12 THEN jsonb_build_object('device', '/dev/nvme' || n % 8 || 'n1', 'serial', 'S6CKNE0T' || n % 160000,
                    'model', 'SAMSUNG MZQL23T8HCLS-00A07', 'protocol', 'NVMe', 'capacityBytes', 3840755982336, 'passed', true,
                    'mediaErrors', 0, 'criticalWarning', 0, 'percentageUsed', n % 60, 'celsius', 30 + n % 20, 'powerOnHours', n / ${SERVERS})
                WHEN n % 20 < 17 THEN jsonb_build_object('sensor', 'CPU' || n % 2 || ' Temp', 'celsius', 40 + n % 30)
                ELSE jsonb_build_object('count', n % 10, 'dimm', 'A' || n % 16) END AS payload,
           sha256(int8send(n)) AS digest
         FROM generate_series($1::bigint, $2::bigint) AS n),
       kept AS (
         INSERT INTO telemetry_events (server_id, ts, kind, payload, hash, outcome)
         SELECT server_id, ts, kind, payload, int4send(floor(extract(epoch FROM ts) / 60)::int) || substring(digest FROM 5),
           CASE WHEN kind = 'ECC_ERRORS' THEN 'below-threshold' ELSE 'no-rule' END
         FROM made
         RETURNING *)
       INSERT INTO ${PLAIN} SELECT * FROM kept`,
      [share.from, share.until, share.existing, share.first],
    )
  } finally {
    await client.end()
  }
}

const CHUNK = 250_000

/** Two at a time, so that neither core waits. */
async function eachShare(existing: number, work: (from: number, until: number) => Promise<void>): Promise<void> {
  let next = 1
  const hand = async () => {
    while (next <= existing) {
      const from = next
      next += CHUNK
      await work(from, Math.min(existing, from + CHUNK - 1))
    }
  }
  await Promise.all(Array.from({ length: HANDS }, hand))
}

async function eachTable(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`SET maintenance_work_mem = '512MB'`)
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
