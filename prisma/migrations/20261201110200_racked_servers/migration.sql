-- How many servers stand in racks is told by the tally of states, less those in such a state that stand in none: few, and counted.
CREATE INDEX servers_without_rack ON servers (datacenter_id, state, model_id, firmware_at_target)
  WHERE rack_id IS NULL AND state IN ('RACKED', 'ALLOCATED', 'PROVISIONING', 'IN_SERVICE', 'BROKEN', 'REPAIRING');
CREATE INDEX servers_behind_in_rack ON servers (rack_id) WHERE NOT firmware_at_target AND rack_id IS NOT NULL;
CREATE INDEX orders_largest ON orders (servers_given DESC, id)
  WHERE servers_given IS NOT NULL AND status IN ('ALLOCATED', 'PROVISIONING', 'ACTIVE', 'FAILED', 'RELEASING');
