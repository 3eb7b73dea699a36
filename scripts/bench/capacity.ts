/** The page of capacity over the orders, breakages, racks and deliveries of many servers: all of its figures, and each reading by itself. */
import pg from 'pg'
import { createDb } from '../../lib/db/client'
import { countPipelines } from '../../lib/services/planning/count-pipelines'
import { getCapacity } from '../../lib/services/planning/get-capacity'
import { readDatedChanges } from '../../lib/services/planning/read-dated-changes'
import { readFlows } from '../../lib/services/planning/read-flows'
import { readServerClasses } from '../../lib/services/planning/read-server-classes'
import { benchContext } from './bench-context'
import { DATACENTER, makeHttpWorld } from './http-world'
import { measure } from './measure'

const ASKED_MS = 50
const ROUNDS = 100
const SERVERS_PER_RACK = 100 / 3
/** More rows of servers say no more: figures read classes of them, and those that are in transit. */
const MOST_ROWS = 30_000

/**
 * For so many servers: a rack for each 33, an order of 20 for each 20, over 400 days, one in five with an end; 3 of 100 failed in
 * the last 90 days; 1 of 100 is on its way; 1 of 500 has a ticket.
 */
const HISTORY = [
  `UPDATE servers SET state = 'IN_TRANSIT', rack_id = NULL, u = NULL, face = NULL, destination_id = datacenter_id,
     expected_at = now() + id % 60 * interval '1 day'
   WHERE id IN (SELECT id FROM servers ORDER BY id DESC LIMIT $1::int / 100)`,
  `INSERT INTO racks (code, datacenter_id, walk_key, height_u, max_power_w, updated_at)
   SELECT 'EMPTY-' || n, d.id, 'e' || n, 42, 20000, now() FROM datacenters d, generate_series(1, $1::int / 33) n`,
  `INSERT INTO orders (status, customer, datacenter_id, cpu_cores, ram_gb, nvme_gb, servers_given, ends_at, status_since, created_at, updated_at)
   SELECT (ARRAY['ACTIVE', 'ACTIVE', 'ACTIVE', 'RELEASED'])[1 + n % 4]::order_status, 'bench', d.id, 1, 1, 1, 20,
     CASE WHEN n % 5 = 0 THEN now() + n % 300 * interval '1 day' END, now() - n % 400 * interval '1 day',
     now() - n % 400 * interval '1 day', now()
   FROM datacenters d, generate_series(1, $1::int / 20) n`,
  `INSERT INTO audit_log (at, actor, action, entity, key, "from", "to", datacenter_id)
   SELECT now() - n % 90 * interval '1 day', 'bench', 'lifecycle.break-server', 'server', 'BENCH-' || n, 'RACKED', 'BROKEN', d.id
   FROM datacenters d, generate_series(1, $1::int / 33) n`,
  `INSERT INTO tickets (server_id, datacenter_id, type, priority, created_at, updated_at)
   SELECT id, datacenter_id, 'CHECK_COOLING', 'NORMAL', now(), now() FROM servers
   WHERE state = 'RACKED' ORDER BY id LIMIT $1::int / 500`,
]

export async function benchCapacity(makeDatabase: (name: string) => Promise<string>, servers: number): Promise<void> {
  const url = await makeDatabase('capacity')
  const from = performance.now()
  await fillCapacityWorld(url, servers)
  const seconds = ((performance.now() - from) / 1000).toFixed(0)
  console.log(`\nCapacity of ${servers} servers, filled in ${seconds} s; p95 asked: ${ASKED_MS} ms`)
  await measureAll(url)
}

export async function fillCapacityWorld(url: string, servers: number): Promise<void> {
  const rows = Math.min(servers, MOST_ROWS)
  await makeHttpWorld(url, { servers: rows, racks: Math.ceil(rows / SERVERS_PER_RACK) })
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    for (const sql of HISTORY) await client.query(sql, sql.includes('$1') ? [servers] : [])
    await client.query('SELECT haas_fold_tallies()')
    await client.query('VACUUM ANALYZE')
  } finally {
    await client.end()
  }
}

async function measureAll(url: string): Promise<void> {
  const db = createDb(url)
  const ctx = benchContext(db)
  try {
    const { id } = await db.datacenter.findUniqueOrThrow({ where: { code: DATACENTER } })
    const cases: [string, () => Promise<unknown>][] = [
      ['all figures', () => getCapacity(ctx, {})],
      ['all figures, and what if a rack is lost', () => getCapacity(ctx, { lose: ['B0001'] })],
      ['servers by class', () => readServerClasses(ctx, [id])],
      ['orders, failures and returns of 7 days', () => readFlows(ctx, 7)],
      ['orders, failures and returns of 30 days', () => readFlows(ctx, 30)],
      ['orders, failures and returns of 90 days', () => readFlows(ctx, 90)],
      ['deliveries and orders that end', () => readDatedChanges(ctx, [id])],
      ['pipelines', () => countPipelines(ctx, [id])],
    ]
    for (const [name, work] of cases) {
      const { p50, p95 } = await measure(ROUNDS, { work })
      const verdict = p95 <= ASKED_MS ? '' : `   over ${ASKED_MS}`
      console.log(`  ${name.padEnd(44)}${p50.toFixed(1).padStart(9)}${p95.toFixed(1).padStart(9)}${verdict}`)
    }
  } finally {
    await db.$disconnect()
  }
}
