import pg from 'pg'
import type { ServerFilter } from '../services/inventory/server-filter'

/**
 * Fills a database with this many servers in a few statements: datacenters, racks, warehouses, models, orders, tickets and what
 * triggers would have written (occupancy, tallies, what lists sort by), computed in bulk. The distribution is as in life where it
 * hurts: models came in batches, the oldest are scrapped, a few of a thousand are broken. For an empty database.
 */
export async function fillServers(url: string, servers: number): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    await client.query('BEGIN')
    // What the triggers write is written below, a table at a time.
    await client.query('SET LOCAL session_replication_role = replica')
    const indexes = await dropIndexes(client)
    for (const statement of statementsFor(servers)) await client.query(statement)
    for (const index of indexes) await client.query(index)
    await client.query('COMMIT')
    await client.query('VACUUM ANALYZE servers')
    await client.query('ANALYZE')
  } finally {
    await client.end()
  }
}

/** Takes away the indexes of servers that are no promise, and says how to make them: made at once they cost a fraction. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
    WHERE indrelid = 'servers'::regclass AND NOT indisunique`)
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`)
  return rows.map(({ definition }) => definition)
}

const DATACENTERS = 8
const MODELS = 40
const WAREHOUSES = 3
/** Servers in a rack of 42 units. */
const A_RACK = 36

/** Of rack `r`. */
const WALK_KEY = `'0r' || lpad((r / 20)::text, 6, '0') || chr(1) || lpad(r::text, 6, '0')`

/** The state of server `g` of `n`: its share of a hundred thousand, and scrapped if it is among the oldest. */
const STATE = `CASE
  WHEN g <= n * 0.06 THEN 'DECOMMISSIONED' WHEN g > n * 0.99 THEN 'IN_TRANSIT' WHEN g > n * 0.98 THEN 'NEW'
  WHEN h < 58000 THEN 'IN_SERVICE' WHEN h < 60000 THEN 'ALLOCATED' WHEN h < 60100 THEN 'PROVISIONING'
  WHEN h < 85000 THEN 'RACKED' WHEN h < 99200 THEN 'IN_WAREHOUSE' WHEN h < 99700 THEN 'BROKEN' ELSE 'REPAIRING' END`

/** Of both components the same version, as the row keeps it. */
const versions = (one: string) => `ARRAY['bios' || chr(31) || '${one}', 'bmc' || chr(31) || '${one}']`

function statementsFor(n: number): string[] {
  const racks = Math.ceil(n / A_RACK)
  const orders = Math.max(1, Math.ceil(n / 40))
  return [
    `INSERT INTO datacenters (id, code, name) SELECT d, 'DC' || d, 'Datacenter ' || d FROM generate_series(1, ${DATACENTERS}) d`,
    `INSERT INTO warehouses (id, code, datacenter_id)
     SELECT (d - 1) * ${WAREHOUSES} + w, 'DC' || d || '-W' || w, d
     FROM generate_series(1, ${DATACENTERS}) d, generate_series(1, ${WAREHOUSES}) w`,
    `INSERT INTO racks (id, code, datacenter_id, "row", walk_key, height_u, max_power_w)
     SELECT r, 'DC' || d || '-R' || lpad(r::text, 6, '0'), d, 'R' || r / 20, ${WALK_KEY}, 42, 22000
     FROM (SELECT r, 1 + r * ${DATACENTERS} / ${racks + 1} AS d FROM generate_series(1, ${racks}) r) each`,
    `INSERT INTO server_models (id, slug, manufacturer, model, height_u, depth, cpu_cores, ram_gb, nvme_gb, max_power_w, weight_kg)
     SELECT m, 'maker-' || m || '-r' || 600 + m, 'Maker ' || m % 5, 'R' || 600 + m, 1, 'full', 32 + m % 4 * 32, 256, 7680, 800, 20
     FROM generate_series(1, ${MODELS}) m`,
    `INSERT INTO firmware_targets (model_id, component, version)
     SELECT m, c, '2.0.0' FROM generate_series(1, ${MODELS}) m, unnest(ARRAY['BIOS', 'BMC']) c`,
    `INSERT INTO orders (id, number, status, customer, datacenter_id, cpu_cores, ram_gb, nvme_gb, words)
     SELECT o, 'ORD-' || 100000 + o, 'ACTIVE', 'Customer ' || o % 500, 1 + o * ${DATACENTERS} / ${orders + 1}, 64, 0, 0,
       lower('ORD-' || 100000 + o || E'\\nCustomer ' || o % 500)
     FROM generate_series(1, ${orders}) o`,
    `INSERT INTO holds (id, server_id, reason, by) SELECT gen_random_uuid(), g, 'kept for a test', 'who' FROM generate_series(3001, ${n}, 3001) g WHERE g > ${n} * 0.06`,
    `INSERT INTO servers (id, barcode, state, model_id, serial, datacenter_id, rack_id, u, face, warehouse_id, destination_id, order_id,
       hostnames, tags, bmc_driver, bmc_address, open_high_tickets, needs_wipe, firmware_at_target, last_scanned_at, created_at, updated_at, hold_id, place_key, model_key, firmware_behind, firmware_versions)
     SELECT g, 'SRV-' || lpad(g::text, 7, '0'), state::server_state, m, 'SN' || upper(substr(md5(g::text), 1, 10)), d,
       CASE WHEN racked THEN r END, CASE WHEN racked THEN 1 + g % ${A_RACK} END, CASE WHEN racked THEN 'front'::face END,
       CASE WHEN state = 'IN_WAREHOUSE' THEN (d - 1) * ${WAREHOUSES} + 1 + g % ${WAREHOUSES} END,
       CASE WHEN state = 'IN_TRANSIT' THEN d END,
       CASE WHEN promised THEN 1 + g * ${orders}::bigint / ${n + 1} END,
       CASE WHEN promised THEN ARRAY['h' || g || '.example.net'] ELSE '{}' END, CASE WHEN g % 50 = 0 THEN ARRAY['spare'] ELSE '{}' END,
       'simulated', 'sim:SRV-' || g, CASE WHEN h % 400 = 7 AND state = 'IN_SERVICE' THEN 1 ELSE 0 END,
       state = 'RACKED' AND h % 300 = 0, h % 9 <> 0, now() - h % 90000 * interval '1 minute', now() - interval '500 days',
       CASE WHEN state = 'DECOMMISSIONED' THEN now() - interval '300 days' ELSE now() - h % 50000 * interval '1 minute' END,
       holds.id, 'dc' || d || CASE
         WHEN racked THEN ' 0' || ${WALK_KEY} || ' ' || lpad((1 + g % ${A_RACK})::text, 3, '0')
         WHEN state = 'IN_WAREHOUSE' THEN ' 1dc' || d || '-w' || 1 + g % ${WAREHOUSES} ELSE ' 2' END, 'maker-' || m || '-r' || 600 + m,
       CASE WHEN h % 9 <> 0 THEN '{}' ELSE ARRAY['bios', 'bmc'] END,
       CASE WHEN h % 9 <> 0 THEN ${versions('2.0.0')} ELSE ${versions('1.9.0')} END
     FROM (SELECT *, state IN ('ALLOCATED', 'PROVISIONING', 'IN_SERVICE') AS promised,
         state IN ('RACKED', 'ALLOCATED', 'PROVISIONING', 'IN_SERVICE', 'BROKEN', 'REPAIRING') AS racked
       FROM (SELECT *, ${STATE} AS state, 1 + (r * ${DATACENTERS} / ${racks + 1}) AS d, 1 + (g * 200::bigint / ${n + 1}) % ${MODELS} AS m
         FROM (SELECT g, ${n} AS n, (hashint4(g)::bigint + 2147483648) % 100000 AS h, 1 + (g - 1) / ${A_RACK} AS r
           FROM generate_series(1, ${n}) g) numbered) stated) placed LEFT JOIN holds ON holds.server_id = g`,
    `INSERT INTO rack_occupancy (rack_id, face, u, height_u, server_id)
     SELECT rack_id, f, u, 1, id FROM servers, unnest(ARRAY['front', 'rear']::face[]) f WHERE rack_id IS NOT NULL`,
    `INSERT INTO allocations (order_id, server_id) SELECT order_id, id FROM servers WHERE order_id IS NOT NULL`,
    `INSERT INTO server_firmware (server_id, component, version)
     SELECT id, c, CASE WHEN firmware_at_target THEN '2.0.0' ELSE '1.9.0' END FROM servers, unnest(ARRAY['BIOS', 'BMC']) c`,
    `INSERT INTO tickets (type, status, priority, server_id, datacenter_id)
     SELECT CASE WHEN state = 'REPAIRING' THEN 'REPLACE_RAM' ELSE 'REPLACE_DISK' END, 'OPEN', 'HIGH', id, datacenter_id
     FROM servers WHERE open_high_tickets > 0 OR state = 'REPAIRING'`,
    `INSERT INTO server_tally (datacenter_id, model_id, state, blocked, firmware_at_target, base, delta)
     SELECT datacenter_id, model_id, state, haas_server_blocked(hold_id, open_high_tickets, needs_wipe), firmware_at_target, true, count(*)
     FROM servers GROUP BY 1, 2, 3, 4, 5`,
    `INSERT INTO place_tally (datacenter_id, counted, base, delta)
     SELECT datacenter_id, 'order ' || status, true, count(*) FROM orders GROUP BY 1, 2
     UNION ALL SELECT datacenter_id, 'rack W', true, sum(max_power_w) FROM racks GROUP BY 1`,
    `INSERT INTO firmware_tally (datacenter_id, model_id, rack_id, component, version, behind, base, delta)
     SELECT s.datacenter_id, c.model_id, c.rack_id, c.component, c.version, c.behind, true, count(*) FROM servers s CROSS JOIN LATERAL
       haas_firmware_counts(s.model_id, s.rack_id, s.state, s.firmware_behind, s.firmware_versions) c
     GROUP BY 1, 2, 3, 4, 5, 6`,
    ...['datacenters', 'warehouses', 'racks', 'server_models', 'orders', 'servers'].map(
      (table) => `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}))`,
    ),
  ]
}

/** What a list of these may be narrowed to: what leaves few and many, what lies together and what is spread. */
export const SERVER_FILTERS: Record<string, ServerFilter> = {
  none: {},
  'a common state': { state: ['IN_SERVICE'] },
  'a rare state': { state: ['BROKEN'] },
  'the oldest': { state: ['DECOMMISSIONED'] },
  'two states': { state: ['BROKEN', 'REPAIRING'] },
  'a datacenter': { datacenter: ['DC7'] },
  'a model': { model: ['maker-40-r640'] },
  'a model and a state': { model: ['maker-3-r603'], state: ['RACKED'] },
  'a rack': { rack: ['DC1-R000003'] },
  'a warehouse': { warehouse: ['DC2-W1'] },
  'an order': { order: ['ORD-100100'] },
  held: { held: 'true' },
  'a wipe due': { needsWipe: 'true' },
  'a live ticket': { tickets: 'true' },
  'firmware behind': { firmware: 'behind' },
  'a component behind': { behind: ['BIOS'] },
  'a version of a model': { model: ['maker-3-r603'], component: 'BIOS', version: ['1.9.0'] },
  'never read': { unread: ['BIOS'] },
  critical: { health: ['CRITICAL'] },
  warning: { health: ['WARNING'] },
  'not heard of': { health: ['NO_DATA'] },
  'no health but good': { health: ['OK'] },
  tagged: { tag: ['spare'] },
  'part of a barcode': { q: '0012' },
  'part of every barcode': { q: 'srv-' },
  'part of a serial': { q: 'AB12' },
  'part of a model': { q: 'r640' },
  'two letters': { q: 'sr' },
  nothing: { q: 'no such thing' },
}
