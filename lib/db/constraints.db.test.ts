import { describe, expect, it } from 'vitest'
import { refusals, insertServer as server } from '../testing/refusals'
import { SQLSTATE } from './database-error'

const { refused, after, rowsOf } = refusals()

const SEAL = 'INSERT INTO audit_seals (number, after_id, until_id, entries, previous, hash, sealed_at)'
const job = (server: number, more = '', values = '') =>
  `INSERT INTO provision_jobs (kind, order_id, server_id${more}) VALUES ('wipe', 1, ${server}${values})`
const plan = (order: number) => `
  INSERT INTO allocation_plans (order_id, objective, constraints, include_warehouse, method, proof, value, totals, left_out, created_by)
  VALUES (${order}, 'greedy', '{}', false, 'greedy', 'feasible', 1, '{}', '[]', 'who')`

const CHECKS: Record<string, string> = {
  saved_views_page_check: `UPDATE saved_views SET page = '/elsewhere'`,
  stocktakes_one_place_check: `UPDATE stocktakes SET warehouse_id = 1`,
  stocktakes_closed_check: `UPDATE stocktakes SET closed_at = now()`,
  stocktake_lines_seen_check: `UPDATE stocktake_lines SET seen_by = NULL`,
  stocktake_lines_settled_check: `UPDATE stocktake_lines SET settled = 'ignored'`,
  stocktake_lines_reason_check: `UPDATE stocktake_lines SET settled = 'missing', settled_at = now(), settled_by = 'who'`,
  stocktake_lines_something_check: `UPDATE stocktake_lines SET seen_at = NULL, seen_by = NULL`,
  allocations_ended_check: `INSERT INTO allocations (order_id, server_id, status) VALUES (1, 3, 'RETURNED')`,
  datacenters_code_check: `INSERT INTO datacenters (code, name) VALUES ('with blank', 'x')`,
  warehouses_code_check: `INSERT INTO warehouses (code, datacenter_id) VALUES ('', 1)`,
  racks_code_check: `INSERT INTO racks (code, datacenter_id, walk_key, height_u) VALUES (repeat('x', 65), 1, 'x', 42)`,
  servers_barcode_check: `INSERT INTO servers (barcode, datacenter_id) VALUES ('ümlaut', 1)`,
  spare_parts_sku_check: `INSERT INTO spare_parts (sku, kind, description) VALUES ('a/b', 'disk', 'x')`,
  racks_height_check: `INSERT INTO racks (code, datacenter_id, walk_key, height_u) VALUES ('R9', 1, 'x', 101)`,
  rack_items_range_check: `INSERT INTO rack_items (rack_id, u, height_u, face, kind, name) VALUES (1, 0, 1, 'front', 'pdu', 'x')`,
  rack_occupancy_one_thing_check: `INSERT INTO rack_occupancy (rack_id, face, u, height_u) VALUES (2, 'front', 1, 1)`,
  planned_moves_height_check: `UPDATE planned_moves SET height_u = -1`,
  server_models_figures_check: `UPDATE server_models SET cpu_cores = -1 WHERE id = 1`,
  orders_demand_check: `INSERT INTO orders (customer, datacenter_id, cpu_cores, ram_gb, nvme_gb) VALUES ('C', 1, 0, 0, 0)`,
  order_lines_check: `UPDATE order_lines SET count = 0`,
  stock_available_check: `UPDATE stock SET available = -1`,
  stock_reserved_check: `UPDATE stock SET reserved = -1`,
  stock_minimum_check: `UPDATE stock SET minimum = -1`,
  spare_parts_facts_check: `UPDATE spare_parts SET facts = '[]'`,
  ticket_components_facts_check: `UPDATE ticket_components SET facts = 'null'`,
  ticket_components_part_check: `UPDATE ticket_components SET spare_part_id = NULL`,
  ticket_components_removed_check: `UPDATE ticket_components SET removed_serial = 'S-1' WHERE id = 1`,
  ticket_components_installed_check: `UPDATE ticket_components SET installed_serial = 'S-1' WHERE id = 1`,
  ticket_components_verified_check: `UPDATE ticket_components SET verified_at = now(), verified_by = 'who', verified_how = 'person'`,
  tickets_server_scanned_check: `UPDATE tickets SET server_scanned_at = now()`,
  parts_serial_check: `INSERT INTO parts (serial, state) VALUES (' S-1', 'REMOVED')`,
  parts_place_check: `UPDATE parts SET server_id = 3 WHERE id = 1`,
  ticket_photos_position_check: `UPDATE ticket_photos SET position = 21`,
  ticket_photos_body_check: `UPDATE ticket_photos SET body = decode(repeat('00', 1048577), 'hex')`,
  ticket_photos_media_type_check: `UPDATE ticket_photos SET media_type = 'image/svg+xml'`,
  ticket_photos_size_check: `UPDATE ticket_photos SET width = 0`,
  provision_jobs_lease_check: `UPDATE provision_jobs SET status = 'RUNNING', admitted_at = now()`,
  provision_jobs_admitted_check: `UPDATE provision_jobs SET status = 'RUNNING', lease_owner = 'w', lease_until = now()`,
  provision_jobs_held_check: `UPDATE provision_jobs SET held_since = now(), admitted_at = now()`,
  datacenters_provisioning_check: `UPDATE datacenters SET max_provisioning = 0`,
  orders_waves_check: `UPDATE orders SET failure_budget = -1`,
  firmware_paths_requires_check: `UPDATE firmware_paths SET requires = '{}'`,
  firmware_paths_image_check: `UPDATE firmware_paths SET address = 'ftp://images.example/bios.bin'`,
  firmware_hops_restart_check: `INSERT INTO firmware_hops (job_id, position, component, "from", "to", "group", restart)
    SELECT id, 1, 'BIOS', '1', '2', 1, 'soon' FROM provision_jobs LIMIT 1`,
  imports_kind_check: `UPDATE imports SET kind = 'switches'`,
  imports_mode_check: `UPDATE imports SET mode = 'some'`,
  imports_status_check: `UPDATE imports SET status = 'ODD', finished_at = now()`,
  imports_dry_run_check: `UPDATE imports SET dry_run = true, status = 'WRITING'`,
  imports_counts_check: `UPDATE imports SET added = 1`,
  imports_whole_check: `UPDATE imports SET status = 'DONE', finished_at = now(), bad = 1, done = 1`,
  imports_problem_check: `UPDATE imports SET problem = 'x'`,
  imports_end_check: `UPDATE imports SET finished_at = now()`,
  bulk_changes_status_check: `UPDATE bulk_changes SET status = 'ODD', finished_at = now()`,
  bulk_changes_counts_check: `UPDATE bulk_changes SET done = 1`,
  bulk_changes_problem_check: `UPDATE bulk_changes SET problem = 'x'`,
  bulk_changes_end_check: `UPDATE bulk_changes SET finished_at = now()`,
  bulk_change_lines_outcome_check: `UPDATE bulk_change_lines SET outcome = 'refused' WHERE outcome IS NULL`,
  bulk_change_reasons_count_check: `UPDATE bulk_change_reasons SET count = 0`,
  import_rows_errors_check: `UPDATE import_rows SET errors = '[]'`,
  telemetry_dumps_body_check: `UPDATE telemetry_dumps SET bytes = 0`,
  id_cursors_order_check: `UPDATE id_cursors SET last_id = seen_id + 1`,
  audit_seals_range_check: `${SEAL} VALUES (2, 1, 1, 1, sha256('one'), sha256('two'), now())`,
  audit_seals_hash_check: `${SEAL} VALUES (2, 1, 2, 1, sha256('one'), 'short', now())`,
  telemetry_dumps_times_check: `UPDATE telemetry_dumps SET times = 0`,
  incidents_end_check: `UPDATE incidents SET ended_at = now()`,
  incident_servers_outcome_check: `UPDATE incident_servers SET outcome = 'lost'`,
  telemetry_rules_condition_check: `UPDATE telemetry_rules SET aggregate = 'sum', window_minutes = 5, threshold = 1, field = NULL`,
  telemetry_rules_still_check: `UPDATE telemetry_rules SET still_after_minutes = 5, window_minutes = 5, threshold = 1, aggregate = 'count', field = NULL`,
  telemetry_rules_minutes_check: `UPDATE telemetry_rules SET still_after_minutes = 0`,
  server_symptoms_state_check: `INSERT INTO server_symptoms (server_id, symptom, component, state, at, since) VALUES (1, 'host', 'unknown', 'WARM', now(), now())`,
  server_symptoms_since_check: `UPDATE server_symptoms SET since = at + interval '1 s'`,
  servers_open_high_tickets_check: `UPDATE servers SET open_high_tickets = -1 WHERE id = 1`,
  servers_position_check: `UPDATE servers SET u = NULL WHERE id = 3 AND state = 'RACKED'`,
  servers_one_place_check: `UPDATE servers SET warehouse_id = 1 WHERE id = 3`,
  servers_racked_check: server('state', `'RACKED'`),
  servers_in_warehouse_check: server('state', `'IN_WAREHOUSE'`),
  servers_promised_check: server('state, warehouse_id', `'ALLOCATED', 1`),
  servers_decommissioned_check: `UPDATE servers SET state = 'DECOMMISSIONED' WHERE id = 4`,
  servers_height_check: `UPDATE servers SET height_u = -1 WHERE id = 6`,
  servers_bmc_check: server('bmc_driver', `'simulated'`),
  servers_bmc_tls_check: `UPDATE servers SET bmc_tls = '{"acceptSelfSigned": false}' WHERE id = 1`,
  servers_bmc_tls_has_bmc_check: server('bmc_tls', `'{"acceptSelfSigned": true}'`),
}

const UNIQUES: Record<string, string> = {
  saved_views_owner_page_name_key: `INSERT INTO saved_views (owner, page, name, query) VALUES ('user:1', 'servers', 'MINE', '')`,
  stocktakes_open_rack_key: `INSERT INTO stocktakes (rack_id, datacenter_id, started_by, started_at) VALUES (1, 1, 'who', now())`,
  stocktakes_open_warehouse_key: `INSERT INTO stocktakes (warehouse_id, datacenter_id, started_by, started_at) VALUES (1, 1, 'who', now())`,
  stocktake_lines_pkey: `INSERT INTO stocktake_lines (stocktake_id, code, seen_at, seen_by)
    VALUES ('00000000-0000-0000-0000-000000000001', 'racked-1', now(), 'who')`,
  allocation_plans_one_current: plan(1),
  allocations_one_active_per_server: `INSERT INTO allocations (order_id, server_id) VALUES (2, 2)`,
  allocations_replaced_by_id_key: `INSERT INTO allocations (order_id, server_id, status, ended_at, replaced_by_id) VALUES (1, 1, 'LOST', now(), 1)`,
  api_tokens_token_hash_key: `INSERT INTO api_tokens (name, token_hash, role, created_by) VALUES ('u', 'h', 'VIEWER', 'who')`,
  datacenters_code_key: `INSERT INTO datacenters (code, name) VALUES ('dc1', 'x')`,
  firmware_paths_model_id_component_from_to_key: `INSERT INTO firmware_paths (model_id, component, "from", "to") VALUES (1, 'BIOS', '1.0', '2.0')`,
  grants_user_id_role_datacenter_id_key: `INSERT INTO grants (user_id, role) SELECT id, 'VIEWER' FROM users`,
  holds_one_active_per_server: `INSERT INTO holds (server_id, reason, by) VALUES (1, 'again', 'who')`,
  images_slug_key: `INSERT INTO images (slug, name) VALUES ('DEBIAN', 'x')`,
  order_lines_order_id_position_key: `INSERT INTO order_lines (order_id, position, count, min_cpu_cores, min_ram_gb, min_nvme_gb) VALUES (1, 1, 1, 1, 0, 0)`,
  orders_number_key: `INSERT INTO orders (number, customer, datacenter_id, cpu_cores, ram_gb, nvme_gb) VALUES ('ord-1', 'C', 1, 1, 0, 0)`,
  plan_items_plan_id_position_key: `INSERT INTO plan_items (plan_id, server_id, position) SELECT id, 3, 1 FROM allocation_plans`,
  provision_jobs_one_unfinished_per_server: job(2),
  rack_tally_base: `INSERT INTO rack_tally (datacenter_id, rack_id, model_id, firmware_at_target, base, delta)
    SELECT 1, 2, 1, true, true, n FROM generate_series(1, 2) n`,
  place_tally_base: `INSERT INTO place_tally (datacenter_id, counted, base, delta) SELECT 1, 'x', true, n FROM generate_series(1, 2) n`,
  server_tally_base: `INSERT INTO server_tally (datacenter_id, model_id, state, blocked, firmware_at_target, base, delta)
    SELECT 2, NULL, 'NEW', false, true, true, n FROM generate_series(1, 2) n`,
  firmware_tally_base: `INSERT INTO firmware_tally (datacenter_id, rack_id, component, behind, base, delta)
    SELECT 1, 2, 'bios', true, true, n FROM generate_series(1, 2) n`,
  rack_occupancy_rack_id_u_face_key: `INSERT INTO rack_items (rack_id, u, height_u, face, kind, name) VALUES (1, 40, 1, 'front', 'pdu', 'x')`,
  planned_moves_server_id_key: `INSERT INTO planned_moves (server_id, rack_id, u, face, height_u, depth, by) VALUES (4, 2, 5, 'front', 1, 'full', 'who')`,
  racks_code_key: `INSERT INTO racks (code, datacenter_id, walk_key, height_u) VALUES ('r1', 1, 'x', 42)`,
  server_models_slug_key: `INSERT INTO server_models (slug, manufacturer, model, height_u, depth) VALUES ('M1', 'x', 'y', 1, 'full')`,
  servers_barcode_key: `INSERT INTO servers (barcode, datacenter_id) VALUES ('racked-1', 1)`,
  servers_hold_id_key: `UPDATE servers SET hold_id = (SELECT id FROM holds) WHERE id = 3`,
  spare_parts_sku_key: `INSERT INTO spare_parts (sku, kind, description) VALUES ('sku-1', 'disk', 'x')`,
  parts_serial_key: `INSERT INTO parts (serial, state) VALUES ('piece-1', 'REMOVED')`,
  stock_spare_part_id_warehouse_id_key: `INSERT INTO stock (spare_part_id, warehouse_id) VALUES (1, 1)`,
  telemetry_rules_condition_key: `INSERT INTO telemetry_rules (kind, ticket_type, priority) VALUES ('TEST_KIND', 'REBOOT', 'HIGH')`,
  telemetry_dumps_format_sha256_key: `INSERT INTO telemetry_dumps (format, sha256, content_type, reason, request_id, received_at, last_received_at, body, bytes)
    SELECT format, sha256, content_type, reason, request_id, received_at, last_received_at, body, bytes FROM telemetry_dumps`,
  incidents_number_key: `INSERT INTO incidents (number, datacenter_id, started_at, started_by) VALUES ('inc-9001', 2, now(), 'who')`,
  incidents_one_open_per_datacenter: `INSERT INTO incidents (datacenter_id, started_at, started_by) VALUES (1, now(), 'who')`,
  incidents_one_open_per_rack: `INSERT INTO incidents (datacenter_id, rack_id, started_at, started_by)
    VALUES (1, 1, now(), 'who'), (1, 1, now(), 'who')`,
  incident_servers_pkey: `INSERT INTO incident_servers SELECT * FROM incident_servers`,
  server_symptoms_pkey: `INSERT INTO server_symptoms (server_id, symptom, component, state, at, since)
    SELECT 1, 'host', 'unknown', 'CLEARED', now(), now() FROM generate_series(1, 2)`,
  waiting_faults_pkey: `INSERT INTO waiting_faults (server_id, ticket_type, component, priority, event_ts, event_hash, due_at)
    SELECT 1, 'REBOOT', 'unknown', 'LOW', now(), 'h', now() FROM generate_series(1, 2)`,
  ticket_components_ticket_id_name_key: `INSERT INTO ticket_components (ticket_id, name, part_status) VALUES (1, 'disk-1', 'NOT_NEEDED')`,
  ticket_photos_ticket_id_position_key: `INSERT INTO ticket_photos (ticket_id, position, by, media_type, width, height, body)
    SELECT ticket_id, position, by, media_type, width, height, body FROM ticket_photos`,
  tickets_number_key: `INSERT INTO tickets (number, type, server_id, datacenter_id) VALUES ('t-1', 'REBOOT', 1, 1)`,
  tickets_one_active_per_server_and_type: `INSERT INTO tickets (type, status, server_id, datacenter_id) VALUES ('REPLACE_DISK', 'IN_PROGRESS', 3, 1)`,
  users_email_key: `INSERT INTO users (email, name, password_hash) VALUES ('A@B.C', 'x', 'y')`,
  warehouses_code_key: `INSERT INTO warehouses (code, datacenter_id) VALUES ('w1', 1)`,
  telemetry_hashes_pkey: `INSERT INTO telemetry_hashes (server_id, hash) VALUES (1, '00000000-0000-0000-0000-000000000001')`,
  audit_seals_pkey: `ALTER TABLE audit_seals DISABLE TRIGGER audit_seals_follow; ${SEAL} SELECT number, 5, 6, 1, hash, sha256('x'), now() FROM audit_seals`,
  id_cursors_pkey: `INSERT INTO id_cursors VALUES ('sealed', 0, 0, 0)`,
  bulk_change_lines_pkey: `INSERT INTO bulk_change_lines SELECT * FROM bulk_change_lines`,
  bulk_change_reasons_pkey: `INSERT INTO bulk_change_reasons SELECT * FROM bulk_change_reasons`,
  idempotency_keys_pkey: `INSERT INTO idempotency_keys (actor_key, route, key, body_hash) VALUES ('a', 'r', 'k', 'other')`,
}

/** It is the month's index that refuses, by a name of its own. */
const UNIQUES_OF_MONTHS = {
  telemetry_events_once: `INSERT INTO telemetry_events (server_id, ts, kind, payload, hash, outcome)
    SELECT server_id, ts, kind, payload, hash, outcome FROM telemetry_events`,
}

/** What our own functions refuse, by trigger, with its SQLSTATE. */
const TRIGGERS: Record<string, [sql: string, code: string]> = {
  allocations_promise: [`UPDATE allocations SET status = 'LOST', ended_at = now() WHERE id = 1`, 'HA004'],
  servers_promise_insert: [server('state, warehouse_id, order_id', `'ALLOCATED', 1, 1`), 'HA004'],
  servers_promise_update: [`UPDATE servers SET state = 'ALLOCATED', order_id = 2 WHERE id = 3`, 'HA004'],
  bulk_change_lines_over: [`UPDATE bulk_change_lines SET outcome = NULL WHERE outcome = 'done'`, 'HA008'],
  audit_log_append_only: [`UPDATE audit_log SET actor = 'nobody'`, 'HA005'],
  audit_log_no_truncate: ['TRUNCATE audit_log', 'HA005'],
  audit_seals_append_only: ['DELETE FROM audit_seals', 'HA005'],
  audit_seals_no_truncate: ['TRUNCATE audit_seals', 'HA005'],
  audit_seals_follow: [`${SEAL} VALUES (2, 1, 2, 1, sha256('another'), sha256('two'), now())`, 'HA010'],
  stock_movements_append_only: ['DELETE FROM stock_movements', 'HA005'],
  stock_movements_no_truncate: ['TRUNCATE stock_movements', 'HA005'],
  part_events_append_only: ['DELETE FROM part_events', 'HA005'],
  part_events_no_truncate: ['TRUNCATE part_events', 'HA005'],
  parts_within_stock: [
    `INSERT INTO parts (serial, state, spare_part_id, warehouse_id) SELECT 'P' || n, 'IN_STOCK', 1, 1 FROM generate_series(1, 5) n`,
    'HA007',
  ],
  stock_holds_pieces: [`UPDATE stock SET available = 0, reserved = 0`, 'HA007'],
  provision_jobs_admission: [
    `UPDATE datacenters SET max_provisioning_per_rack = 1; ${job(3).replace('wipe', 'provision')};
     UPDATE provision_jobs SET admitted_at = now() WHERE server_id = 2; UPDATE provision_jobs SET admitted_at = now() WHERE server_id = 3`,
    'HA006',
  ],
  planned_moves_occupancy: [`UPDATE planned_moves SET u = 43`, 'HA002'],
  rack_items_occupancy: [`UPDATE rack_items SET u = 43`, 'HA002'],
  racks_keeps_contents: [`UPDATE racks SET height_u = 39 WHERE id = 1`, 'HA003'],
  servers_bmc_password_insert: [server('bmc_password', `'calvin'`), '23514'],
  servers_bmc_password_update: [`UPDATE servers SET bmc_password = 'calvin' WHERE id = 1`, '23514'],
  servers_barcode_unused: [`INSERT INTO servers (barcode, datacenter_id) VALUES ('old-1', 1)`, 'HA001'],
  servers_retire_barcode: [
    `DELETE FROM servers WHERE id = 6; INSERT INTO servers (barcode, datacenter_id) VALUES ('NEW-1', 1)`,
    'HA001',
  ],
  servers_occupancy_insert: [server('rack_id, u, face, height_u', `2, 42, 'front', 2`), 'HA002'],
  servers_occupancy_update: [`UPDATE servers SET u = 43 WHERE id = 3`, 'HA002'],
}
/** These count or follow and refuse nothing: see below. */
const FOLLOWERS = [
  ...['servers_tally_delete', 'servers_tally_insert', 'servers_tally_update', 'servers_tickets_follow'],
  ...['orders_tally_delete', 'orders_tally_insert', 'orders_tally_update'],
  ...['racks_tally_delete', 'racks_tally_insert', 'racks_tally_update'],
  ...['servers_firmware_tally_delete', 'servers_firmware_tally_insert', 'servers_firmware_tally_update'],
  ...['servers_firmware_insert', 'servers_firmware_model', 'servers_drop_outdated_plan'],
  ...['server_firmware_inserted', 'server_firmware_updated', 'server_firmware_deleted'],
  ...['firmware_targets_inserted', 'firmware_targets_updated', 'firmware_targets_deleted'],
  ...['servers_order', 'racks_renamed', 'warehouses_renamed', 'datacenters_renamed', 'server_models_renamed'],
  ...['orders_servers_given', 'audit_log_begin', 'tickets_words', 'orders_words'],
  ...['ticket_components_added', 'ticket_components_removed', 'ticket_components_renamed'],
]

describe('a violation of each constraint is refused by the database itself', () => {
  it.each(Object.entries(CHECKS))('check %s', async (constraint, sql) => {
    expect(await refused(sql)).toEqual({ code: SQLSTATE.checkViolation, constraint })
  })

  it.each(Object.entries(UNIQUES))('unique %s', async (constraint, sql) => {
    expect(await refused(sql)).toEqual({ code: SQLSTATE.uniqueViolation, constraint })
  })

  it.each(Object.entries(UNIQUES_OF_MONTHS))('unique %s', async (_, sql) => {
    const constraint = expect.stringMatching(/^events_\d{4}_\d{2}_server_id_ts_hash_idx$/)
    expect(await refused(sql)).toEqual({ code: SQLSTATE.uniqueViolation, constraint })
  })

  it.each(Object.entries(TRIGGERS))('trigger %s', async (_, [sql, code]) => {
    expect((await refused(sql))?.code).toBe(code)
  })

  it('none of the database’s constraints and triggers is without its case here or in a file beside this', async () => {
    const rows = await rowsOf<{ name: string }>(`
      SELECT conname AS name FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'u', 'x')
      UNION SELECT indexname FROM pg_indexes
        WHERE schemaname = 'public' AND indexdef LIKE 'CREATE UNIQUE%' AND indexname NOT LIKE '%_pkey'
      UNION SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace`)
    const cases = [CHECKS, UNIQUES, UNIQUES_OF_MONTHS, TRIGGERS].flatMap(Object.keys)
    const known = new Set([...cases, ...FOLLOWERS, 'rack_occupancy_no_overlap', 'rack_items_side_no_overlap'])
    expect(rows.map((row) => row.name).filter((name) => !known.has(name))).toEqual([])
  })
})

describe('jobs', () => {
  it('a lease belongs to a running job only', async () => {
    expect(await refused(job(3, ', lease_owner, lease_until', `, 'w', now()`))).toMatchObject({
      constraint: 'provision_jobs_lease_check',
    })
  })
})

describe('tickets', () => {
  it('that live follow their server into another datacenter, those that ended stay where they were', async () => {
    const moved = 'UPDATE servers SET datacenter_id = 2 WHERE id = 3'
    expect(await after(moved, 'SELECT number, datacenter_id FROM tickets ORDER BY id')).toEqual([
      { number: 'T-1', datacenter_id: 2 },
      { number: 'T-2', datacenter_id: 1 },
    ])
  })
})
