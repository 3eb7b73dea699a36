import pg from 'pg'
import { auditSql, eventsSql } from './history/events'
import { orderStatements } from './history/orders'
import { placeStatements } from './history/places'
import { repairStatements } from './history/repairs'
import { withoutIndexes } from './without-indexes'

const OPTIONS =
  '-c TimeZone=UTC -c session_replication_role=replica -c synchronous_commit=off -c maintenance_work_mem=256MB'
const CHUNK = 250_000
const HANDS = 2
/** Entries of the audit log for each server. */
const ENTRIES = 5

/** Tables that are filled without their indexes. */
const LARGE = ['telemetry_events', 'audit_log', 'provision_steps', 'stock_movements', 'plan_items']

/** Sequences of numbers that are written here. */
const SEQUENCES = ['orders', 'audit_log', 'spare_parts', 'parts', 'incidents']

/**
 * The years that the servers of `fillServers` have behind them: orders and plans, jobs, tickets, parts and their ledger, what happened in
 * racks, the audit log, and so many events. What triggers would have written is written as well. For a database that `fillServers` filled.
 */
export async function fillHistory(url: string, size: { servers: number; events: number }): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: OPTIONS })
  await client.connect()
  try {
    const indexes = await withoutIndexes(client, LARGE)
    const statements = [
      ...orderStatements(size.servers),
      ...repairStatements(size.servers),
      ...placeStatements(size.servers),
      ...SEQUENCES.map(
        (table) => `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}))`,
      ),
    ]
    const entries = size.servers * ENTRIES
    await eachShare(url, { sql: auditSql(size.servers, entries), rows: entries })
    await eachShare(url, { sql: eventsSql(size.servers, size.events), rows: size.events })
    for (const statement of statements) await client.query(statement)
    for (const index of indexes) await client.query(index)
    await client.query('VACUUM ANALYZE')
  } finally {
    await client.end()
  }
}

/** Numbers 1 to `rows` in shares, two at a time, so that neither core waits. */
async function eachShare(url: string, { sql, rows }: { sql: string; rows: number }): Promise<void> {
  let next = 1
  const hand = async () => {
    const client = new pg.Client({ connectionString: url, options: OPTIONS })
    await client.connect()
    try {
      while (next <= rows) {
        const from = next
        next += CHUNK
        await client.query(sql, [from, Math.min(rows, from + CHUNK - 1)])
      }
    } finally {
      await client.end()
    }
  }
  await Promise.all(Array.from({ length: HANDS }, hand))
}
