-- A model's new target was weighed server by server, each version anew: for 2,500 servers seconds. Now all of them at once, and
-- each version once. What stands on a server is what `haas_firmware_of` says of it, as before.
CREATE OR REPLACE FUNCTION haas_targets_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM server_models WHERE id IN (SELECT model_id FROM changed) ORDER BY id FOR UPDATE;
  PERFORM 1 FROM servers WHERE model_id IN (SELECT model_id FROM changed) ORDER BY id FOR NO KEY UPDATE;
  WITH own AS MATERIALIZED (
    SELECT id, model_id FROM servers WHERE model_id IN (SELECT model_id FROM changed)
  ), wanted AS (
    SELECT o.id, lower(t.component) AS component, t.version FROM own o JOIN firmware_targets t ON t.model_id = o.model_id
  ), installed AS MATERIALIZED (
    SELECT f.server_id, lower(f.component) AS component, f.version FROM own o JOIN server_firmware f ON f.server_id = o.id
  ), keys AS MATERIALIZED (
    SELECT version, haas_version_key(version) AS key FROM (SELECT version FROM installed UNION SELECT version FROM wanted) v
  ), weighed AS (
    SELECT coalesce(w.id, i.server_id) AS id, coalesce(w.component, i.component) AS component, coalesce(i.version, '') AS has,
      CASE WHEN w.version IS NULL THEN false WHEN i.version IS NULL THEN true ELSE hk.key <> wk.key END AS is_behind
    FROM wanted w FULL JOIN installed i ON i.server_id = w.id AND i.component = w.component
    LEFT JOIN keys hk ON hk.version = i.version LEFT JOIN keys wk ON wk.version = w.version
  ), told AS (
    SELECT id, array_agg(DISTINCT component) FILTER (WHERE is_behind) AS behind,
      array_agg(DISTINCT component || chr(31) || has) AS versions
    FROM weighed GROUP BY id
  ), n AS (
    SELECT o.id, coalesce(t.behind, '{}') AS behind, coalesce(t.versions, '{}') AS versions FROM own o LEFT JOIN told t ON t.id = o.id
  )
  UPDATE servers s SET firmware_behind = n.behind, firmware_versions = n.versions, firmware_at_target = n.behind = '{}'
  FROM n
  WHERE s.id = n.id AND (s.firmware_behind, s.firmware_versions, s.firmware_at_target)
    IS DISTINCT FROM (n.behind, n.versions, n.behind = '{}');
  RETURN NULL;
END $$;
