/** The same rows as our commands write, in plain SQL on one connection: the floor that the same PostgreSQL sets. */
import { randomBytes } from 'node:crypto'
import type pg from 'pg'

async function transaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN')
  await work()
  await client.query('COMMIT')
}

const AUDIT = `INSERT INTO audit_log (actor, action, entity, key, "to") SELECT 'bench', 'bench', 'server', k, 'X' FROM unnest($1::text[]) AS k`

/** Ten eligible servers by cores, saved as a plan that supersedes the one before. */
export async function planInSql(client: pg.Client, orderId: number, datacenterId: number): Promise<void> {
  await transaction(client, async () => {
    await client.query('SELECT 1 FROM orders WHERE id = $1 FOR UPDATE', [orderId])
    const { rows } = await client.query<{ id: number; code: string; u: number }>(
      `SELECT s.id, r.code, s.u FROM server_models m
       CROSS JOIN LATERAL (SELECT id, rack_id, u FROM servers WHERE state = 'RACKED' AND datacenter_id = $1 AND model_id = m.id
         AND hold_id IS NULL AND open_high_tickets = 0 AND NOT needs_wipe LIMIT 10) s
       JOIN racks r ON r.id = s.rack_id WHERE m.cpu_cores >= 40 ORDER BY m.cpu_cores DESC LIMIT 10`,
      [datacenterId],
    )
    await client.query(`UPDATE allocation_plans SET status = 'superseded' WHERE order_id = $1 AND status = 'current'`, [
      orderId,
    ])
    const plan = await client.query<{ id: string }>(
      `INSERT INTO allocation_plans (order_id, objective, constraints, include_warehouse, method, proof, value, totals, left_out, created_by)
       VALUES ($1, 'fewest-servers', '{}', false, 'greedy', 'feasible', 10, '{}', '[]', 'bench') RETURNING id`,
      [orderId],
    )
    await client.query(
      `INSERT INTO plan_items (plan_id, server_id, position, rack_code, u)
       SELECT $1, s, ordinality, c, u FROM unnest($2::int[], $3::text[], $4::int[]) WITH ORDINALITY AS t(s, c, u, ordinality)`,
      [plan.rows[0]?.id, rows.map((row) => row.id), rows.map((row) => row.code), rows.map((row) => row.u)],
    )
    await client.query(`UPDATE orders SET status = 'PLANNED', version = version + 1 WHERE id = $1`, [orderId])
    await client.query(AUDIT, [['order']])
  })
}

/** Locks the plan's servers and promises them. */
export async function allocateInSql(client: pg.Client, orderId: number, servers: readonly number[]): Promise<void> {
  await transaction(client, async () => {
    await client.query('SELECT 1 FROM orders WHERE id = $1 FOR UPDATE', [orderId])
    await client.query('SELECT id FROM servers WHERE id = ANY($1) ORDER BY id FOR UPDATE', [servers])
    await client.query(`INSERT INTO allocations (order_id, server_id) SELECT $1, s FROM unnest($2::int[]) AS s`, [
      orderId,
      servers,
    ])
    await client.query(
      `UPDATE servers SET state = 'ALLOCATED', order_id = $1, version = version + 1 WHERE id = ANY($2)`,
      [orderId, servers],
    )
    await client.query(`UPDATE orders SET status = 'ALLOCATED', version = version + 1 WHERE id = $1`, [orderId])
    await client.query(AUDIT, [servers.map(String)])
  })
}

export async function giveBackInSql(client: pg.Client, orderId: number, servers: readonly number[]): Promise<void> {
  await transaction(client, async () => {
    await client.query(`UPDATE servers SET state = 'RACKED', order_id = NULL WHERE id = ANY($1)`, [servers])
    await client.query('DELETE FROM allocations WHERE order_id = $1', [orderId])
    await client.query(`UPDATE orders SET status = 'PLANNED' WHERE id = $1`, [orderId])
  })
}

/** A thousand events with their hashes. */
export async function ingestInSql(client: pg.Client, servers: readonly number[]): Promise<void> {
  const hashes = servers.map(() => randomBytes(32))
  const payload = JSON.stringify({ count: 1, dimm: 'A1' })
  await transaction(client, async () => {
    await client.query(
      `INSERT INTO telemetry_events (server_id, ts, kind, payload, hash, outcome)
       SELECT s, now(), 'ECC_ERRORS', $3::jsonb, h, 'below-threshold' FROM unnest($1::int[], $2::bytea[]) AS t(s, h) ON CONFLICT DO NOTHING`,
      [servers, hashes, payload],
    )
  })
}
