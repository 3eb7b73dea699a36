const PROMISED = `state IN ('ALLOCATED', 'PROVISIONING', 'IN_SERVICE')`
const FREE = `state = 'RACKED' AND hold_id IS NULL AND open_high_tickets = 0 AND NOT needs_wipe`

/** SQL: each combination of which the tallies say another number than a count of the servers themselves, with the difference. */
export const TALLY_DIFFERENCES = `
  SELECT 'server' AS tally, datacenter_id, NULL::int AS rack_id, model_id, state::text, blocked, firmware_at_target, sum(n)::int AS n
  FROM (
    SELECT datacenter_id, model_id, state, blocked, firmware_at_target, delta AS n FROM server_tally
    UNION ALL
    SELECT datacenter_id, model_id, state, hold_id IS NOT NULL OR open_high_tickets > 0 OR needs_wipe, firmware_at_target, -1
    FROM servers
  ) counted GROUP BY 2, 4, 5, 6, 7 HAVING sum(n) <> 0
  UNION ALL
  SELECT 'rack', datacenter_id, rack_id, model_id, NULL, promised, firmware_at_target, sum(n)::int FROM (
    SELECT datacenter_id, rack_id, model_id, promised, firmware_at_target, delta AS n FROM rack_tally
    UNION ALL
    SELECT datacenter_id, rack_id, model_id, ${PROMISED}, firmware_at_target, -1 FROM servers
    WHERE rack_id IS NOT NULL AND model_id IS NOT NULL AND (${PROMISED} OR ${FREE})
  ) counted GROUP BY 2, 3, 4, 6, 7 HAVING sum(n) <> 0
  UNION ALL
  SELECT counted, datacenter_id, NULL, NULL, NULL, NULL, NULL, sum(n)::int FROM (
    SELECT datacenter_id, counted, delta AS n FROM place_tally
    UNION ALL SELECT datacenter_id, 'order ' || status, -1 FROM orders
    UNION ALL SELECT datacenter_id, 'rack W', -max_power_w FROM racks
  ) counted GROUP BY 1, 2 HAVING sum(n) <> 0
  UNION ALL
  SELECT 'firmware ' || component || ' ' || coalesce(version, 'behind'), datacenter_id, rack_id, model_id, NULL, behind, NULL, sum(n)::int
  FROM (
    SELECT datacenter_id, model_id, rack_id, component, version, behind, delta AS n FROM firmware_tally
    UNION ALL
    SELECT s.datacenter_id, c.model_id, c.rack_id, c.component, c.version, c.behind, -1 FROM servers s CROSS JOIN LATERAL
      haas_firmware_counts(s.model_id, s.rack_id, s.state, s.firmware_behind, s.firmware_versions) c
  ) counted GROUP BY 1, 2, 3, 4, 6 HAVING sum(n) <> 0`

/** SQL: servers of which what is kept of their firmware is not what it and their model's targets say. */
export const FIRMWARE_DIFFERENCES = `
  SELECT s.id FROM servers s CROSS JOIN LATERAL (
    SELECT array_agg(DISTINCT lower(t.component)) FILTER (
      WHERE f.version IS NULL OR haas_version_key(f.version) <> haas_version_key(t.version)) AS behind
    FROM firmware_targets t LEFT JOIN server_firmware f ON f.server_id = s.id AND lower(f.component) = lower(t.component)
    WHERE t.model_id = s.model_id
  ) n
  WHERE s.firmware_behind <> coalesce(n.behind, '{}') OR s.firmware_at_target <> (coalesce(n.behind, '{}') = '{}')
    OR (SELECT count(*) FROM server_firmware f WHERE f.server_id = s.id
      AND NOT lower(f.component) || chr(31) || f.version = ANY(s.firmware_versions)) > 0`
