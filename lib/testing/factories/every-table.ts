/** Rows in every table of ours, ids as written, so that each constraint and each foreign key has something to refuse. */
export const EVERY_TABLE = `
INSERT INTO datacenters (id, code, name) VALUES (1, 'DC1', 'One'), (2, 'DC2', 'Two');
INSERT INTO warehouses (id, code, datacenter_id) VALUES (1, 'W1', 1), (2, 'W2', 1);
INSERT INTO racks (id, code, datacenter_id, walk_key, height_u) VALUES (1, 'R1', 1, 'r1', 42), (2, 'R2', 1, 'r2', 42);
INSERT INTO rack_items (id, rack_id, u, height_u, face, kind, name)
  VALUES ('00000000-0000-0000-0000-000000000001', 1, 40, 1, 'front', 'switch', 'sw-1');
INSERT INTO server_models (id, slug, manufacturer, model, height_u, depth)
  VALUES (1, 'm1', 'Dell', 'R650', 1, 'full'), (2, 'm2', 'Dell', 'R750', 2, 'full');
INSERT INTO firmware_targets (model_id, component, version) VALUES (1, 'BIOS', '2.0');
INSERT INTO firmware_paths (id, model_id, component, "from", "to")
  VALUES ('00000000-0000-0000-0000-000000000001', 1, 'BIOS', '1.0', '2.0');
INSERT INTO images (id, slug, name) VALUES (1, 'debian', 'Debian');
INSERT INTO orders (id, number, customer, datacenter_id, cpu_cores, ram_gb, nvme_gb, image_id)
  VALUES (1, 'ORD-1', 'C', 1, 1, 0, 0, 1), (2, 'ORD-2', 'C', 1, 1, 0, 0, NULL);
INSERT INTO order_lines (id, order_id, position, count, min_cpu_cores, min_ram_gb, min_nvme_gb)
  VALUES (1, 1, 1, 1, 1, 0, 0);

INSERT INTO servers (id, barcode, datacenter_id, state, rack_id, u, face, model_id) VALUES
  (1, 'RACKED-1', 1, 'RACKED', 1, 1, 'front', 1), (2, 'ALLOCATED-1', 1, 'RACKED', 1, 2, 'front', 1),
  (3, 'FREE-1', 1, 'RACKED', 1, 5, 'front', 1);
INSERT INTO servers (id, barcode, datacenter_id, state, warehouse_id) VALUES (4, 'STORED-1', 1, 'IN_WAREHOUSE', 1);
INSERT INTO servers (id, barcode, datacenter_id, state, destination_id) VALUES (5, 'SENT-1', 1, 'IN_TRANSIT', 2);
INSERT INTO servers (id, barcode, datacenter_id) VALUES (6, 'NEW-1', 1);
INSERT INTO server_firmware (server_id, component, version) VALUES (1, 'BIOS', '1.0');
INSERT INTO holds (id, server_id, reason, by) VALUES ('00000000-0000-0000-0000-000000000001', 1, 'why', 'who');
UPDATE servers SET hold_id = '00000000-0000-0000-0000-000000000001' WHERE id = 1;
INSERT INTO planned_moves (server_id, rack_id, u, face, height_u, depth, order_id, by) VALUES (4, 2, 20, 'front', 1, 'full', 1, 'who');
INSERT INTO retired_barcodes (barcode) VALUES ('OLD-1');

INSERT INTO allocation_plans (id, order_id, objective, constraints, include_warehouse, method, proof, value, totals, left_out, created_by)
  VALUES ('00000000-0000-0000-0000-000000000001', 1, 'greedy', '{}', false, 'greedy', 'feasible', 1, '{}', '[]', 'who');
INSERT INTO plan_items (plan_id, server_id, position, line_id) VALUES ('00000000-0000-0000-0000-000000000001', 2, 1, 1);
INSERT INTO allocations (id, order_id, server_id, plan_id) VALUES (1, 1, 2, '00000000-0000-0000-0000-000000000001');
INSERT INTO allocations (id, order_id, server_id, status, ended_at, replaced_by_id) VALUES (2, 1, 3, 'LOST', now(), 1);
UPDATE servers SET state = 'ALLOCATED', order_id = 1 WHERE id = 2;
INSERT INTO provision_jobs (id, kind, order_id, server_id) VALUES ('00000000-0000-0000-0000-000000000001', 'provision', 1, 2);
INSERT INTO provision_steps (job_id, position, name) VALUES ('00000000-0000-0000-0000-000000000001', 1, 'verify-bmc');
INSERT INTO firmware_hops (job_id, position, component, "from", "to", "group")
  VALUES ('00000000-0000-0000-0000-000000000001', 1, 'BIOS', '1.0', '2.0', 1);

INSERT INTO spare_parts (id, sku, kind, description) VALUES (1, 'SKU-1', 'disk', 'A disk');
INSERT INTO spare_part_models (spare_part_id, model_id) VALUES (1, 1);
INSERT INTO stock (id, spare_part_id, warehouse_id, available) VALUES (1, 1, 1, 5);
INSERT INTO tickets (id, number, type, server_id, datacenter_id) VALUES (1, 'T-1', 'REPLACE_DISK', 3, 1);
INSERT INTO tickets (id, number, type, status, server_id, datacenter_id, repeat_of_id) VALUES (2, 'T-2', 'REBOOT', 'DONE', 3, 1, 1);
INSERT INTO ticket_components (id, ticket_id, name, part_status, spare_part_id, warehouse_id) VALUES (1, 1, 'disk-1', 'RESERVED', 1, 1);
INSERT INTO ticket_notes (id, ticket_id, by, text) VALUES (1, 1, 'who', 'note');
INSERT INTO ticket_photos (ticket_id, position, by, media_type, width, height, body) VALUES (1, 1, 'who', 'image/png', 1, 1, '\\x89');
INSERT INTO parts (id, serial, state, spare_part_id, warehouse_id, server_id) VALUES
  (1, 'PIECE-1', 'IN_STOCK', 1, 1, NULL), (2, 'PIECE-2', 'INSTALLED', 1, NULL, 3), (3, 'PIECE-3', 'REMOVED', NULL, NULL, NULL);
INSERT INTO ticket_components (id, ticket_id, name, part_status, spare_part_id, warehouse_id, result, removed_serial, removed_part_id, removed_at, installed_serial, installed_part_id)
  VALUES (2, 1, 'disk-2', 'CONSUMED', 1, 1, 'replaced', 'PIECE-3', 3, now(), 'PIECE-2', 2);
INSERT INTO part_events (id, part_id, kind, warehouse_id, server_id, ticket_id, actor) VALUES (1, 1, 'RECEIVED', 1, 3, 1, 'who');
INSERT INTO stock_movements (id, spare_part_id, warehouse_id, kind, available_delta, reserved_delta, reason, ticket_id, actor)
  VALUES (1, 1, 1, 'RECEIVE', 5, 0, 'delivery', 1, 'who');
INSERT INTO audit_log (id, actor, action, entity, key) VALUES (1, 'who', 'what', 'server', 'RACKED-1');
INSERT INTO audit_seals (number, after_id, until_id, entries, previous, hash, sealed_at)
  VALUES (1, 0, 1, 1, decode(repeat('00', 32), 'hex'), sha256('one'), now());
INSERT INTO users (id, email, name, password_hash) VALUES ('00000000-0000-0000-0000-000000000001', 'a@b.c', 'A', 'x');
INSERT INTO grants (id, user_id, role, datacenter_id) VALUES
  (1, '00000000-0000-0000-0000-000000000001', 'VIEWER', NULL), (2, '00000000-0000-0000-0000-000000000001', 'TECH', 1);
INSERT INTO saved_views (owner, page, name, query) VALUES ('user:1', 'servers', 'mine', 'state=BROKEN');
INSERT INTO api_tokens (id, name, token_hash, role, created_by) VALUES ('00000000-0000-0000-0000-000000000001', 't', 'h', 'VIEWER', 'who');
INSERT INTO telemetry_rules (kind, ticket_type, priority) VALUES ('TEST_KIND', 'REBOOT', 'LOW');
INSERT INTO telemetry_dumps (format, sha256, content_type, reason, request_id, received_at, last_received_at, body, bytes, datacenter_id)
  VALUES ('smartctl', '\\x01', 'text/plain', 'cut off', 'r', now(), now(), '\\x02', 1, 1);
INSERT INTO incidents (id, number, datacenter_id, rack_id, started_at, started_by) VALUES (1, 'INC-9001', 1, NULL, now(), 'who'), (2, 'INC-9002', 1, 2, now(), 'who');
INSERT INTO incident_servers (incident_id, server_id, events, first_at, last_at, ticket_id) VALUES (1, 1, 1, now(), now(), 1);
INSERT INTO server_symptoms (server_id, symptom, component, state, at, since) VALUES (1, 'temperature', 'CPU1', 'CLEARED', now(), now());
INSERT INTO waiting_faults (server_id, ticket_type, component, priority, event_ts, event_hash, due_at) VALUES (1, 'CHECK_COOLING', 'CPU1', 'LOW', now(), 'h', now());
INSERT INTO telemetry_events (server_id, ts, kind, payload, hash, outcome) VALUES (1, '2026-01-02T03:04:05Z', 'FAN_SLOW', '{}', 'h', 'no-rule');
INSERT INTO telemetry_hashes (server_id, hash) VALUES (1, '00000000-0000-0000-0000-000000000001');
INSERT INTO stocktakes (id, rack_id, datacenter_id, started_by, started_at) VALUES ('00000000-0000-0000-0000-000000000001', 1, 1, 'who', now());
INSERT INTO stocktakes (id, warehouse_id, datacenter_id, started_by, started_at) VALUES ('00000000-0000-0000-0000-000000000002', 1, 1, 'who', now());
INSERT INTO stocktake_lines (stocktake_id, code, seen_at, seen_by) VALUES ('00000000-0000-0000-0000-000000000001', 'RACKED-1', now(), 'who');
INSERT INTO idempotency_keys (actor_key, route, key, body_hash) VALUES ('a', 'r', 'k', 'h');
INSERT INTO imports (id, kind, mode, dry_run, name, files, bytes, rows, actor, actor_key, started_by, created_at)
  VALUES ('00000000-0000-0000-0000-000000000001', 'servers', 'all', false, 'a.csv', 1, 1, 5, '{}', 'a', 'who', now());
INSERT INTO import_sources (import_id, position, name, body) SELECT id, 0, 'a.csv', '\\x01' FROM imports;
INSERT INTO import_rows (import_id, row, line, text, errors) SELECT id, 1, 2, 'x', '[{"column": "", "message": "y"}]' FROM imports;
INSERT INTO bulk_changes (id, change, asked, total, actor, actor_key, started_by, request_id, created_at)
  VALUES ('00000000-0000-0000-0000-000000000001', '{}', '{}', 2, '{}', 'a', 'who', 'r', now());
INSERT INTO bulk_change_lines (bulk_change_id, position, barcode, server_id, state, outcome)
  SELECT id, p, 'RACKED-1', 1, 'RACKED', (ARRAY['done', NULL])[p] FROM bulk_changes, generate_series(1, 2) p;
INSERT INTO bulk_change_reasons (bulk_change_id, hash, reason, count, examples) SELECT id, md5('why'), 'why', 1, '{RACKED-1}' FROM bulk_changes;

-- The ids above are written by hand: what comes next starts beyond them.
SELECT setval(pg_get_serial_sequence(c.table_name, 'id'), 1000) FROM information_schema.columns c
WHERE c.table_schema = 'public' AND c.column_name = 'id' AND c.column_default LIKE 'nextval%';
`
