-- What capacity reads of the recent past and the near future, each from an index of just those rows.

-- How many servers an order was given: otherwise a window of orders would read as many plans.
ALTER TABLE "orders" ADD COLUMN "servers_given" INTEGER;
UPDATE orders o SET servers_given = (p.totals->>'servers')::int
  FROM allocation_plans p WHERE p.order_id = o.id AND p.status = 'allocated';
-- In the statement that allocates its plan, which still stands there as the current one.
CREATE FUNCTION haas_servers_given() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.servers_given := (
    SELECT (totals->>'servers')::int FROM allocation_plans
    WHERE order_id = NEW.id AND status IN ('current', 'allocated') ORDER BY created_at DESC LIMIT 1);
  RETURN NEW;
END $$;
CREATE TRIGGER orders_servers_given BEFORE UPDATE OF status ON orders FOR EACH ROW
  WHEN (NEW.status = 'ALLOCATED' AND OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION haas_servers_given();

CREATE INDEX orders_given ON orders (created_at) INCLUDE (datacenter_id, status, servers_given) WHERE servers_given IS NOT NULL;
CREATE INDEX orders_released_since ON orders (status_since) INCLUDE (datacenter_id, servers_given, ends_at) WHERE status = 'RELEASED';
CREATE INDEX orders_that_end ON orders (ends_at) INCLUDE (datacenter_id, servers_given, number)
  WHERE ends_at IS NOT NULL AND status IN ('ALLOCATED', 'PROVISIONING', 'ACTIVE');
-- Servers that failed, and those that came back.
CREATE INDEX audit_log_failed ON audit_log (at) INCLUDE (datacenter_id)
  WHERE entity = 'server' AND "to" = 'BROKEN' AND "from" NOT IN ('IN_FACTORY_TEST', 'IN_TRANSIT');
CREATE INDEX audit_log_mended ON audit_log (at) INCLUDE (datacenter_id)
  WHERE entity = 'server' AND "from" IN ('BROKEN', 'REPAIRING') AND "to" IN ('RACKED', 'IN_WAREHOUSE');
CREATE INDEX servers_expected ON servers (expected_at) WHERE expected_at IS NOT NULL;
