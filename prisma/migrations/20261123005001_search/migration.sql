-- The search begins with the start of a code, without case, and reads five rows of each kind in order.
CREATE INDEX servers_barcode_prefix ON servers (lower(barcode::text) text_pattern_ops);
CREATE INDEX racks_code_prefix ON racks (lower(code::text) text_pattern_ops);
CREATE INDEX warehouses_code_prefix ON warehouses (lower(code::text) text_pattern_ops);
CREATE INDEX orders_number_prefix ON orders (lower(number::text) text_pattern_ops);
CREATE INDEX tickets_number_prefix ON tickets (lower(number::text) text_pattern_ops);
CREATE INDEX spare_parts_sku_prefix ON spare_parts (lower(sku::text) text_pattern_ops);

-- The audit log by use case, and of one datacenter, newest first.
CREATE INDEX "audit_log_action_id_idx" ON "audit_log"("action", "id");
CREATE INDEX "audit_log_datacenter_id_id_idx" ON "audit_log"("datacenter_id", "id");
