-- What capacity reads of the recent past and the near future, each from an index of just those rows.

-- Servers that failed, and those that came back.
CREATE INDEX audit_log_breakage ON audit_log (at) INCLUDE (datacenter_id, "from", "to")
  WHERE entity = 'server' AND ("to" = 'BROKEN' OR "from" IN ('BROKEN', 'REPAIRING'));
CREATE INDEX orders_released_since ON orders (status_since) WHERE status = 'RELEASED';
CREATE INDEX orders_that_end ON orders (ends_at) WHERE ends_at IS NOT NULL AND status IN ('ALLOCATED', 'PROVISIONING', 'ACTIVE');
CREATE INDEX servers_expected ON servers (expected_at) WHERE expected_at IS NOT NULL;
