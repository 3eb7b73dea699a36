import { serverOf, since, spread } from './spread'

const DATACENTERS = 8

/** The import of which rows could not be taken. */
export const REFUSED_CHANGE = '2fa3a1e6-0000-4000-8000-000000000001'
export const BAD_IMPORT = '2fa3a1e6-0000-4000-8000-000000000000'

/**
 * What else stands in racks or was done there: rack items, plans, holds, stocktakes, outages with the servers that were dark,
 * what could not be read, imports, people with what they saved, and tokens; and the tallies of racks, as the servers are.
 */
export function placeStatements(servers: number): string[] {
  const racks = Math.ceil(servers / 36)
  const holds = Math.ceil(servers / 50)
  const takes = Math.ceil(servers / 200)
  return [
    `INSERT INTO rack_tally (datacenter_id, rack_id, model_id, firmware_at_target, promised, base, delta)
     SELECT datacenter_id, rack_id, model_id, firmware_at_target, state IN ('ALLOCATED', 'PROVISIONING', 'IN_SERVICE'), true, count(*)
     FROM servers WHERE rack_id IS NOT NULL AND model_id IS NOT NULL AND (state IN ('ALLOCATED', 'PROVISIONING', 'IN_SERVICE')
       OR state = 'RACKED' AND hold_id IS NULL AND open_high_tickets = 0 AND NOT needs_wipe)
     GROUP BY 1, 2, 3, 4, 5`,
    `INSERT INTO rack_items (id, rack_id, u, height_u, face, side, kind, name)
     SELECT md5(kind || r)::uuid, r, CASE WHEN kind = 'pdu' THEN 1 ELSE 42 END, CASE WHEN kind = 'pdu' THEN 42 ELSE 1 END, 'rear'::face,
       CASE WHEN kind = 'pdu' THEN 'left' END::rack_side, kind::rack_item_kind, kind || '-' || r
     FROM generate_series(1, ${racks}) r, unnest(ARRAY['pdu', 'switch']) kind`,
    `INSERT INTO rack_occupancy (rack_id, face, u, height_u, rack_item_id) SELECT rack_id, face, u, height_u, id FROM rack_items WHERE side IS NULL`,
    `UPDATE racks SET tags = ARRAY['hot aisle ' || id % 7], note = CASE WHEN id % 20 = 0 THEN 'Mind the cable tray.' END WHERE id % 10 = 0`,
    `WITH places AS (SELECT datacenter_id, min(id) AS first, count(*)::int AS racks FROM racks GROUP BY 1)
     INSERT INTO planned_moves (server_id, rack_id, u, face, height_u, depth, by, created_at)
     SELECT s.id, first + s.id % racks, 38, 'front', 1, 'half', 'Tech ' || s.id % 9, now() - s.id % 900 * interval '1 minute'
     FROM servers s JOIN places USING (datacenter_id) WHERE s.state = 'IN_WAREHOUSE' AND s.id % 211 = 0 ORDER BY s.id LIMIT ${Math.ceil(racks / 40)}`,
    `INSERT INTO holds (server_id, reason, by, created_at, ended_at)
     SELECT ${serverOf('h', servers)}, 'looked after', 'Tech ' || h % 9, ${since('h', holds)}, ${since('h', holds)} + interval '3 days' FROM generate_series(1, ${holds}) h`,
    `INSERT INTO stocktakes (rack_id, datacenter_id, started_by, started_at, closed_by, closed_at, found, missing, unexpected)
     SELECT r.id, r.datacenter_id, 'Tech ' || t % 9, ${since('t', takes)},
       CASE WHEN closed THEN 'Tech ' || t % 9 END, CASE WHEN closed THEN ${since('t', takes)} + interval '1 hour' END, CASE WHEN closed THEN 36 END, CASE WHEN closed THEN t % 3 END, CASE WHEN closed THEN 0 END
     FROM (SELECT t, t <= ${takes} - 20 AS closed FROM generate_series(1, ${takes}) t) each JOIN racks r ON r.id = 1 + each.t * 7 % ${racks}`,
    ...outageStatements(servers),
    `INSERT INTO server_symptoms (server_id, symptom, component, state, at, since)
     SELECT id, 'host', 'host', CASE WHEN id % 2000 = 0 THEN 'ASSERTED' ELSE 'CLEARED' END, now() - interval '1 hour', now() - interval '2 hours'
     FROM servers WHERE id % 50 = 0 AND state = 'IN_SERVICE'`,
    `INSERT INTO telemetry_dumps (format, sha256, barcode, datacenter_id, content_type, body, bytes, reason, request_id, received_at, last_received_at)
     SELECT (ARRAY['ipmi-sel', 'smartctl', 'redfish'])[1 + d % 3], sha256(int8send(d)), 'SRV-' || lpad((1 + d)::text, 7, '0'), 1 + d % ${DATACENTERS}, 'text/plain', 'what', 4, 'No line of it was understood.',
       'req-' || d, ${since('d', 2_000)}, ${since('d', 2_000)}
     FROM generate_series(1, 2000) d`,
    `INSERT INTO imports (id, kind, mode, dry_run, status, name, files, bytes, rows, done, added, bad, actor, actor_key, started_by, created_at, started_at, finished_at)
     SELECT CASE WHEN i = 1000 THEN '${BAD_IMPORT}' ELSE gen_random_uuid() END, (ARRAY['servers', 'racks', 'device-types'])[1 + i % 3], 'good', false, 'DONE', 'rows-' || i || '.csv', 1, 90000, 500, 500, 480, 20,
       '{}', 'user:' || i % 20, 'Planner ' || i % 20, ${since('i', 1_000)}, ${since('i', 1_000)}, ${since('i', 1_000)}
     FROM generate_series(1, 1000) i`,
    `INSERT INTO import_rows (import_id, row, line, text, errors)
     SELECT '${BAD_IMPORT}', r, r, 'a line', '[{"column": "model", "message": "There is no such model."}]' FROM generate_series(1, 2000) r`,
    `INSERT INTO bulk_changes (id, change, asked, status, total, counted, done, refused, actor, actor_key, started_by, request_id, created_at, started_at, finished_at)
     SELECT CASE WHEN b = 1000 THEN '${REFUSED_CHANGE}' ELSE gen_random_uuid() END, '{"kind": "hold", "reason": "kept"}', '{"filter": {}}', 'DONE', 5000, 5000, 4000, 1000,
       '{}', 'user:' || b % 20, 'Planner ' || b % 20, 'req-' || b, ${since('b', 1_000)}, ${since('b', 1_000)}, ${since('b', 1_000)}
     FROM generate_series(1, 1000) b`,
    `INSERT INTO bulk_change_lines (bulk_change_id, position, barcode, outcome, code, reason)
     SELECT '${REFUSED_CHANGE}', l, 'SRV-' || lpad(l::text, 7, '0'), CASE WHEN l % 5 = 0 THEN 'refused' ELSE 'done' END,
       CASE WHEN l % 5 = 0 THEN 'conflict' END, CASE WHEN l % 5 = 0 THEN 'It became broken after this change was asked for.' END FROM generate_series(1, 5000) l`,
    `INSERT INTO users (email, name, password_hash) SELECT 'who-' || u || '@example.com', 'Planner ' || u, 'none' FROM generate_series(1, 500) u`,
    `INSERT INTO grants (user_id, role, datacenter_id) SELECT id, 'VIEWER', 1 + ${spread('length(name) + 7')} % ${DATACENTERS} FROM users`,
    `INSERT INTO saved_views (owner, page, name, query)
     SELECT CASE WHEN o = 0 THEN 'system' ELSE 'user:' || o END, page, 'View ' || n, 'state=RACKED'
     FROM generate_series(0, 200) o, unnest(ARRAY['servers', 'orders', 'racks', 'tickets', 'stock', 'audit', 'provisioning']) page, generate_series(1, 20) n`,
    `INSERT INTO api_tokens (name, token_hash, role, created_by, created_at)
     SELECT 'token ' || t, sha256(int8send(t)), 'VIEWER', 'Planner 1', ${since('t', 300)} FROM generate_series(1, 300) t`,
  ]
}

/** Two hundred outages of a rack, and one of each datacenter in which every server of it was dark. */
function outageStatements(servers: number): string[] {
  return [
    `INSERT INTO incidents (id, number, datacenter_id, rack_id, started_at, started_by, ended_at, ended_by)
     SELECT i, 'INC-' || i, r.datacenter_id, CASE WHEN i <= 200 THEN r.id END, ${since('i', 210)}, 'Operator 1', ${since('i', 210)} + interval '4 hours', 'Operator 1'
     FROM generate_series(1, 208) i JOIN racks r ON r.id = CASE WHEN i <= 200 THEN i ELSE (SELECT min(id) FROM racks WHERE datacenter_id = i - 200) END`,
    `INSERT INTO incident_servers (incident_id, server_id, events, first_at, last_at, outcome)
     SELECT i.id, s.id, 3, i.started_at, i.ended_at, CASE WHEN s.id % 90 = 0 THEN 'opened' ELSE 'recovered' END
     FROM incidents i JOIN servers s ON s.rack_id = i.rack_id`,
    `INSERT INTO incident_servers (incident_id, server_id, events, first_at, last_at, outcome)
     SELECT i.id, s.id, 3, i.started_at, i.ended_at, CASE WHEN s.id % 90 = 0 THEN 'opened' ELSE 'recovered' END
     FROM incidents i JOIN servers s ON s.datacenter_id = i.datacenter_id AND s.rack_id IS NOT NULL WHERE i.rack_id IS NULL AND s.id <= ${servers}`,
    `UPDATE incidents SET (servers, events, tickets_opened, recovered) = (
       SELECT count(*), sum(events), count(*) FILTER (WHERE outcome = 'opened'), count(*) FILTER (WHERE outcome = 'recovered')
       FROM incident_servers WHERE incident_id = incidents.id)`,
  ]
}
