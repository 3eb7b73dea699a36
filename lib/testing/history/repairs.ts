import { serverOf, since, spread } from './spread'

const PARTS = 200
const WAREHOUSES = 24
/** A part in a warehouse. */
const CELLS = PARTS * WAREHOUSES

/**
 * A ticket for every fifth server, nearly all ended; their components, notes and parts; spare parts with their stock, its ledger
 * (whose sums are the stock) and single pieces.
 */
export function repairStatements(servers: number): string[] {
  const tickets = Math.ceil(servers / 5)
  const live = Math.ceil(tickets / 200)
  const movements = Math.max(CELLS, Math.ceil(servers * 0.3))
  return [
    `UPDATE tickets SET created_at = now() - id % 400 * interval '1 hour', assignee = CASE WHEN id % 3 = 0 THEN 'Crew ' || id % 40 END`,
    `INSERT INTO tickets (type, status, priority, server_id, datacenter_id, assignee, event_count, created_at, started_at, ended_at, updated_at)
     SELECT type, status::ticket_status, CASE WHEN type = 'REPLACE_DISK' THEN 'HIGH' WHEN h % 9 = 0 THEN 'LOW' ELSE 'NORMAL' END::ticket_priority,
       s.id, s.datacenter_id, CASE WHEN status <> 'OPEN' THEN 'Crew ' || h % 40 END, h % 30, at,
       CASE WHEN status <> 'OPEN' THEN at + interval '1 hour' END, CASE WHEN status IN ('DONE', 'WONT_FIX') THEN at + h % 300 * interval '1 hour' END, at
     FROM (SELECT t, ${spread('t')} AS h, ${since('t', tickets)} AS at,
         CASE WHEN t > ${tickets - live} THEN CASE WHEN t % 2 = 0 THEN 'REBOOT' ELSE 'CHECK_COOLING' END
           ELSE (ARRAY['REPLACE_DISK', 'REPLACE_RAM', 'CHECK_COOLING', 'REBOOT'])[1 + t % 4] END AS type,
         CASE WHEN t > ${tickets - live} THEN CASE WHEN t % 3 = 0 THEN 'IN_PROGRESS' ELSE 'OPEN' END WHEN t % 13 = 0 THEN 'WONT_FIX' ELSE 'DONE' END AS status
       FROM generate_series(1, ${tickets}) t) each JOIN servers s ON s.id = ${serverOf('each.t', servers)} ORDER BY t`,
    `INSERT INTO spare_parts (id, sku, kind, description)
     SELECT p, CASE WHEN p % 2 = 0 THEN 'DISK-' ELSE 'RAM-' END || p, CASE WHEN p % 2 = 0 THEN 'DISK' ELSE 'RAM' END, 'Part of maker ' || p % 30
     FROM generate_series(1, ${PARTS}) p`,
    `INSERT INTO spare_part_models (spare_part_id, model_id) SELECT p, 1 + (p + m * 20) % 40 FROM generate_series(1, ${PARTS}) p, generate_series(0, 1) m`,
    `INSERT INTO ticket_components (ticket_id, name, part_status, spare_part_id, warehouse_id, created_at)
     SELECT id, 'S6CK' || upper(substr(md5(id::text), 1, 8)), part::component_part_status,
       CASE WHEN part IN ('RESERVED', 'CONSUMED') THEN CASE WHEN type = 'REPLACE_DISK' THEN 2 ELSE 1 END + id % 100 * 2 END,
       CASE WHEN part IN ('RESERVED', 'CONSUMED') THEN (datacenter_id - 1) * 3 + 1 + id % 3 END, created_at
     FROM (SELECT *, CASE WHEN type NOT LIKE 'REPLACE%' THEN 'NOT_NEEDED' WHEN status = 'DONE' THEN 'CONSUMED' WHEN status = 'WONT_FIX' THEN 'RETURNED'
         WHEN id % 3 = 0 THEN 'WAITING' ELSE 'RESERVED' END AS part FROM tickets) needing`,
    `UPDATE tickets SET words = haas_ticket_words(id, number::text, server_id, assignee)`,
    `INSERT INTO ticket_notes (ticket_id, at, by, text) SELECT id, created_at, 'Crew ' || id % 40, 'Looked at it.' FROM tickets WHERE id % 3 = 0`,
    // The first of each part and warehouse bring many, later ones few, and between them some go out for a repair.
    `INSERT INTO stock_movements (at, spare_part_id, warehouse_id, kind, available_delta, reserved_delta, reason, ticket_id, actor)
     SELECT ${since('m', movements)}, 1 + m % ${PARTS}, 1 + m / ${PARTS} % ${WAREHOUSES}, CASE WHEN comes THEN 'RECEIVE' ELSE 'ISSUE' END::movement_kind,
       CASE WHEN m < ${CELLS} THEN 40 WHEN comes THEN 2 ELSE -1 END, 0, CASE WHEN comes THEN 'a delivery' ELSE 'for a repair' END,
       CASE WHEN NOT comes THEN 1 + m % ${tickets} END, 'Crew ' || m % 40
     FROM (SELECT m, m / ${CELLS} % 3 = 0 AS comes FROM generate_series(0, ${movements - 1}) m) each`,
    `INSERT INTO stock_movements (at, spare_part_id, warehouse_id, kind, available_delta, reserved_delta, reason, ticket_id, actor)
     SELECT c.created_at, spare_part_id, warehouse_id, 'RESERVE', -1, 1, 'reserved', ticket_id, 'system' FROM ticket_components c WHERE part_status = 'RESERVED'`,
    `INSERT INTO stock (spare_part_id, warehouse_id, available, reserved, shelf, minimum)
     SELECT *, 'A' || spare_part_id % 30, CASE WHEN (spare_part_id + warehouse_id) % 50 = 0 THEN available + 1 WHEN spare_part_id % 3 = 0 THEN 2 END
     FROM (SELECT spare_part_id, warehouse_id, sum(available_delta)::int AS available, sum(reserved_delta)::int FROM stock_movements GROUP BY 1, 2) sums`,
    `INSERT INTO parts (id, serial, state, spare_part_id, warehouse_id, server_id, created_at, updated_at)
     SELECT p, 'PC' || upper(substr(md5(p::text), 1, 12)), state::part_state, 1 + p % ${PARTS}, CASE WHEN state = 'IN_STOCK' THEN 1 + p / ${PARTS} % ${WAREHOUSES} END,
       CASE WHEN state = 'INSTALLED' THEN ${serverOf('p', servers)} END, ${since('p', Math.ceil(servers / 10))}, ${since('p', Math.ceil(servers / 10))}
     FROM (SELECT p, CASE WHEN h < 8 THEN 'IN_STOCK' WHEN h < 60 THEN 'INSTALLED' WHEN h < 70 THEN 'REMOVED' WHEN h < 85 THEN 'RETURNED' ELSE 'SCRAPPED' END AS state
       FROM (SELECT p, ${spread('p')} % 100 AS h FROM generate_series(1, ${Math.ceil(servers / 10)}) p) numbered) stated`,
    `INSERT INTO part_events (part_id, at, kind, actor) SELECT id, created_at, 'RECEIVED', 'Crew 1' FROM parts`,
  ]
}
