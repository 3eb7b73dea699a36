-- Which components of a server are not at its model's targets, and which versions were last read, on its own row: lists filter by
-- them, and triggers count them by model and by rack.

ALTER TABLE "servers"
  ADD COLUMN "firmware_behind" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "firmware_versions" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];

-- With a model: how many servers have this version ('' where it was never read and there is a target). With a rack: how many
-- servers in it are behind in this component ('' for any).
CREATE TABLE "firmware_tally" (
    "id" BIGSERIAL NOT NULL,
    "datacenter_id" INTEGER NOT NULL,
    "model_id" INTEGER,
    "rack_id" INTEGER,
    "component" TEXT NOT NULL,
    "version" TEXT,
    "behind" BOOLEAN NOT NULL,
    "base" BOOLEAN NOT NULL DEFAULT false,
    "delta" INTEGER NOT NULL,
    CONSTRAINT "firmware_tally_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX firmware_tally_base ON firmware_tally (datacenter_id, model_id, rack_id, component, version, behind)
  NULLS NOT DISTINCT WHERE base;
CREATE INDEX firmware_tally_deltas ON firmware_tally (id) WHERE NOT base;
CREATE INDEX firmware_tally_empty ON firmware_tally (id) WHERE base AND delta = 0;
CREATE INDEX firmware_tally_models ON firmware_tally (model_id, component, datacenter_id) WHERE model_id IS NOT NULL;
CREATE INDEX firmware_tally_racks ON firmware_tally (component, datacenter_id, rack_id) INCLUDE (delta) WHERE rack_id IS NOT NULL;
CREATE INDEX firmware_tally_rack ON firmware_tally (rack_id) WHERE rack_id IS NOT NULL;

-- Two versions are the same where their keys are: as lib/domain/firmware/version-compare.ts has it (2.10 = 2.10.0, V1 = 1).
CREATE FUNCTION haas_version_key(p_version text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(coalesce(string_agg('.' || CASE WHEN part ~ '^[0-9]'
      THEN coalesce(nullif(ltrim(part, '0'), ''), '0') ELSE part END, '' ORDER BY n), ''), '(\.0)+(?=$|\.[a-z])', '', 'g')
  FROM (
    SELECT m[1] AS part, n, count(*) OVER () AS parts
    FROM regexp_matches(lower(p_version), '[0-9]+|[a-z]+', 'g') WITH ORDINALITY AS r(m, n)
  ) found WHERE NOT (part = 'v' AND n = 1 AND parts > 1)
$$;

-- A version stands behind its component's name and a unit separator; none behind it: there is a target, and it was never read.
CREATE FUNCTION haas_firmware_of(p_server int, p_model int, OUT behind text[], OUT versions text[]) LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(DISTINCT component) FILTER (WHERE is_behind), '{}'),
    coalesce(array_agg(DISTINCT component || chr(31) || has), '{}')
  FROM (
    SELECT lower(coalesce(t.component, f.component)) AS component, coalesce(f.version, '') AS has,
      CASE WHEN t.version IS NULL OR f.version = t.version THEN false WHEN f.version IS NULL THEN true
        ELSE haas_version_key(f.version) <> haas_version_key(t.version) END AS is_behind
    FROM (SELECT component, version FROM firmware_targets WHERE model_id = p_model) t
    FULL JOIN (SELECT component, version FROM server_firmware WHERE server_id = p_server) f ON lower(f.component) = lower(t.component)
  ) each
$$;

-- Locks as before: who changes targets holds the model and its servers, who writes a server's firmware or model holds the server.
CREATE OR REPLACE FUNCTION haas_firmware_of_model() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM server_models WHERE id = NEW.model_id FOR KEY SHARE;
  SELECT behind, versions INTO NEW.firmware_behind, NEW.firmware_versions FROM haas_firmware_of(NEW.id, NEW.model_id);
  NEW.firmware_at_target := NEW.firmware_behind = '{}';
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION haas_firmware_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM servers WHERE id IN (SELECT server_id FROM changed) ORDER BY id FOR NO KEY UPDATE;
  UPDATE servers s SET firmware_behind = n.behind, firmware_versions = n.versions, firmware_at_target = n.behind = '{}'
  FROM servers o CROSS JOIN LATERAL haas_firmware_of(o.id, o.model_id) n
  WHERE s.id = o.id AND o.id IN (SELECT server_id FROM changed) AND (s.firmware_behind, s.firmware_versions, s.firmware_at_target)
    IS DISTINCT FROM (n.behind, n.versions, n.behind = '{}');
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION haas_targets_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM server_models WHERE id IN (SELECT model_id FROM changed) ORDER BY id FOR UPDATE;
  PERFORM 1 FROM servers WHERE model_id IN (SELECT model_id FROM changed) ORDER BY id FOR NO KEY UPDATE;
  UPDATE servers s SET firmware_behind = n.behind, firmware_versions = n.versions, firmware_at_target = n.behind = '{}'
  FROM servers o CROSS JOIN LATERAL haas_firmware_of(o.id, o.model_id) n
  WHERE s.id = o.id AND o.model_id IN (SELECT model_id FROM changed) AND (s.firmware_behind, s.firmware_versions, s.firmware_at_target)
    IS DISTINCT FROM (n.behind, n.versions, n.behind = '{}');
  RETURN NULL;
END $$;
DROP FUNCTION haas_firmware_at_target(int, int);

-- What one server adds to the counts. Scrapped ones are no drift.
CREATE FUNCTION haas_firmware_counts(p_model int, p_rack int, p_state server_state, p_behind text[], p_versions text[])
RETURNS TABLE (model_id int, rack_id int, component text, version text, behind boolean) LANGUAGE sql IMMUTABLE AS $$
  SELECT p_model, NULL::int, split_part(v, chr(31), 1), split_part(v, chr(31), 2), split_part(v, chr(31), 1) = ANY(p_behind)
  FROM unnest(p_versions) v WHERE p_model IS NOT NULL AND p_state <> 'DECOMMISSIONED'
  UNION ALL
  SELECT NULL, p_rack, c, NULL, true FROM unnest(p_behind || ''::text) c
  WHERE p_rack IS NOT NULL AND p_state <> 'DECOMMISSIONED' AND p_behind <> '{}'
$$;

-- Folded as the other tallies are: one fold at a time, which waits for nobody and is waited for by nobody.
CREATE FUNCTION haas_fold_firmware_tally() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('haas_fold_firmware_tally')) THEN RETURN; END IF;
  WITH taken AS (
    DELETE FROM firmware_tally WHERE NOT base RETURNING datacenter_id, model_id, rack_id, component, version, behind, delta
  )
  INSERT INTO firmware_tally AS t (datacenter_id, model_id, rack_id, component, version, behind, base, delta)
  SELECT datacenter_id, model_id, rack_id, component, version, behind, true, sum(delta)
  FROM taken GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(delta) <> 0
  ON CONFLICT (datacenter_id, model_id, rack_id, component, version, behind) WHERE base
  DO UPDATE SET delta = t.delta + excluded.delta;
  DELETE FROM firmware_tally WHERE base AND delta = 0;
END $$;

CREATE FUNCTION haas_firmware_tally_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO firmware_tally (datacenter_id, model_id, rack_id, component, version, behind, delta)
  SELECT a.datacenter_id, c.model_id, c.rack_id, c.component, c.version, c.behind, count(*) FROM added a CROSS JOIN LATERAL
    haas_firmware_counts(a.model_id, a.rack_id, a.state, a.firmware_behind, a.firmware_versions) c
  GROUP BY 1, 2, 3, 4, 5, 6;
  RETURN NULL;
END $$;
CREATE FUNCTION haas_firmware_tally_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO firmware_tally (datacenter_id, model_id, rack_id, component, version, behind, delta)
  SELECT a.datacenter_id, c.model_id, c.rack_id, c.component, c.version, c.behind, -count(*) FROM removed a CROSS JOIN LATERAL
    haas_firmware_counts(a.model_id, a.rack_id, a.state, a.firmware_behind, a.firmware_versions) c
  GROUP BY 1, 2, 3, 4, 5, 6;
  RETURN NULL;
END $$;
CREATE FUNCTION haas_firmware_tally_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE due boolean;
BEGIN
  WITH written AS (
    INSERT INTO firmware_tally (datacenter_id, model_id, rack_id, component, version, behind, delta)
    SELECT t.d, t.model_id, t.rack_id, t.component, t.version, t.behind, sum(t.n)
    FROM added a JOIN removed r ON r.id = a.id
      AND (a.datacenter_id, a.model_id, a.rack_id, a.state = 'DECOMMISSIONED', a.firmware_behind, a.firmware_versions)
        IS DISTINCT FROM (r.datacenter_id, r.model_id, r.rack_id, r.state = 'DECOMMISSIONED', r.firmware_behind, r.firmware_versions)
    CROSS JOIN LATERAL (
      SELECT a.datacenter_id AS d, c.*, 1 AS n FROM
        haas_firmware_counts(a.model_id, a.rack_id, a.state, a.firmware_behind, a.firmware_versions) c
      UNION ALL
      SELECT r.datacenter_id, c.*, -1 FROM
        haas_firmware_counts(r.model_id, r.rack_id, r.state, r.firmware_behind, r.firmware_versions) c
    ) t GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(t.n) <> 0
    RETURNING id
  )
  SELECT COALESCE(bool_or(id % 256 = 0), false) INTO due FROM written;
  IF due THEN PERFORM haas_fold_firmware_tally(); END IF;
  RETURN NULL;
END $$;

-- What there is already.
ALTER TABLE servers DISABLE TRIGGER USER;
UPDATE servers s SET firmware_behind = n.behind, firmware_versions = n.versions
FROM servers o CROSS JOIN LATERAL haas_firmware_of(o.id, o.model_id) n WHERE s.id = o.id;
ALTER TABLE servers ENABLE TRIGGER USER;
INSERT INTO firmware_tally (datacenter_id, model_id, rack_id, component, version, behind, base, delta)
SELECT s.datacenter_id, c.model_id, c.rack_id, c.component, c.version, c.behind, true, count(*) FROM servers s CROSS JOIN LATERAL
  haas_firmware_counts(s.model_id, s.rack_id, s.state, s.firmware_behind, s.firmware_versions) c
GROUP BY 1, 2, 3, 4, 5, 6;
CREATE INDEX servers_firmware ON servers USING gin (firmware_behind, firmware_versions);

CREATE TRIGGER servers_firmware_tally_insert AFTER INSERT ON servers REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION haas_firmware_tally_insert();
CREATE TRIGGER servers_firmware_tally_delete AFTER DELETE ON servers REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION haas_firmware_tally_delete();
CREATE TRIGGER servers_firmware_tally_update AFTER UPDATE ON servers REFERENCING NEW TABLE AS added OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION haas_firmware_tally_update();

-- Spellings of one version count as one from now on: last, as it is counted by the triggers.
UPDATE servers SET firmware_at_target = firmware_behind = '{}' WHERE firmware_at_target <> (firmware_behind = '{}');
