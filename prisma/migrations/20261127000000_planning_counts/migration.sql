-- What a plan counts with: free servers by model and firmware, in all and by rack, and what a rack has promised.

ALTER TABLE "servers" ADD COLUMN "firmware_at_target" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "server_tally"
  ADD COLUMN "firmware_at_target" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "base" BOOLEAN NOT NULL DEFAULT false;
CREATE TABLE "rack_tally" (
    "id" BIGSERIAL NOT NULL,
    "datacenter_id" INTEGER NOT NULL,
    "rack_id" INTEGER NOT NULL,
    "model_id" INTEGER NOT NULL,
    "firmware_at_target" BOOLEAN NOT NULL,
    "promised" BOOLEAN NOT NULL DEFAULT false,
    "base" BOOLEAN NOT NULL DEFAULT false,
    "delta" INTEGER NOT NULL,
    CONSTRAINT "rack_tally_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "rack_tally_datacenter_id_promised_model_id_idx" ON "rack_tally"("datacenter_id", "promised", "model_id");

-- One base row a combination; all the others are deltas that were not folded yet.
CREATE UNIQUE INDEX server_tally_base ON server_tally (datacenter_id, model_id, state, blocked, firmware_at_target)
  NULLS NOT DISTINCT WHERE base;
CREATE INDEX server_tally_deltas ON server_tally (id) WHERE NOT base;
CREATE UNIQUE INDEX rack_tally_base ON rack_tally (rack_id, model_id, firmware_at_target, promised) WHERE base;
CREATE INDEX rack_tally_deltas ON rack_tally (id) WHERE NOT base;
CREATE INDEX rack_tally_empty ON rack_tally (id) WHERE base AND delta = 0;

-- A hold that ended by time and was not cleared yet is counted as blocked: planning adds these few.
CREATE INDEX servers_hold_until ON servers (hold_until) WHERE hold_until IS NOT NULL;

-- Folds committed deltas into the base rows. Only one fold at a time, and nobody else touches base rows or deletes
-- deltas, so it neither waits nor is waited for; a reader sees the deltas or what they were folded into, never both.
DROP FUNCTION haas_fold_server_tally();
CREATE FUNCTION haas_fold_tallies() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('haas_fold_tallies')) THEN RETURN; END IF;
  WITH taken AS (
    DELETE FROM server_tally WHERE NOT base RETURNING datacenter_id, model_id, state, blocked, firmware_at_target, delta
  )
  INSERT INTO server_tally AS t (datacenter_id, model_id, state, blocked, firmware_at_target, base, delta)
  SELECT datacenter_id, model_id, state, blocked, firmware_at_target, true, sum(delta)
  FROM taken GROUP BY 1, 2, 3, 4, 5 HAVING sum(delta) <> 0
  ON CONFLICT (datacenter_id, model_id, state, blocked, firmware_at_target) WHERE base
  DO UPDATE SET delta = t.delta + excluded.delta;
  WITH taken AS (
    DELETE FROM rack_tally WHERE NOT base RETURNING datacenter_id, rack_id, model_id, firmware_at_target, promised, delta
  )
  INSERT INTO rack_tally AS t (datacenter_id, rack_id, model_id, firmware_at_target, promised, base, delta)
  SELECT datacenter_id, rack_id, model_id, firmware_at_target, promised, true, sum(delta)
  FROM taken GROUP BY 1, 2, 3, 4, 5 HAVING sum(delta) <> 0
  ON CONFLICT (rack_id, model_id, firmware_at_target, promised) WHERE base
  DO UPDATE SET delta = t.delta + excluded.delta, datacenter_id = excluded.datacenter_id;
  DELETE FROM rack_tally WHERE base AND delta = 0;
END $$;

-- Does a rack count the server: as promised, as free as far as its row says without a clock, or (null) not at all?
CREATE FUNCTION haas_counts_in_rack(p_state server_state, p_rack int, p_model int, p_hold uuid, p_high int, p_wipe boolean)
RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN p_rack IS NULL OR p_model IS NULL THEN NULL
  WHEN p_state IN ('ALLOCATED', 'PROVISIONING', 'IN_SERVICE') THEN true
  WHEN p_state = 'RACKED' AND NOT (p_hold IS NOT NULL OR p_high > 0 OR p_wipe) THEN false END $$;

CREATE OR REPLACE FUNCTION haas_tally_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO server_tally (datacenter_id, model_id, state, blocked, firmware_at_target, delta)
  SELECT datacenter_id, model_id, state, haas_server_blocked(hold_id, open_high_tickets, needs_wipe), firmware_at_target, count(*)
  FROM added GROUP BY 1, 2, 3, 4, 5;
  INSERT INTO rack_tally (datacenter_id, rack_id, model_id, firmware_at_target, promised, delta)
  SELECT datacenter_id, rack_id, model_id, firmware_at_target, p, count(*) FROM (
    SELECT *, haas_counts_in_rack(state, rack_id, model_id, hold_id, open_high_tickets, needs_wipe) p FROM added
  ) counted WHERE p IS NOT NULL GROUP BY 1, 2, 3, 4, 5;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION haas_tally_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO server_tally (datacenter_id, model_id, state, blocked, firmware_at_target, delta)
  SELECT datacenter_id, model_id, state, haas_server_blocked(hold_id, open_high_tickets, needs_wipe), firmware_at_target, -count(*)
  FROM removed GROUP BY 1, 2, 3, 4, 5;
  INSERT INTO rack_tally (datacenter_id, rack_id, model_id, firmware_at_target, promised, delta)
  SELECT datacenter_id, rack_id, model_id, firmware_at_target, p, -count(*) FROM (
    SELECT *, haas_counts_in_rack(state, rack_id, model_id, hold_id, open_high_tickets, needs_wipe) p FROM removed
  ) counted WHERE p IS NOT NULL GROUP BY 1, 2, 3, 4, 5;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION haas_tally_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE due boolean;
BEGIN
  WITH written AS (
    INSERT INTO server_tally (datacenter_id, model_id, state, blocked, firmware_at_target, delta)
    SELECT d, m, s, b, f, sum(n) FROM (
      SELECT datacenter_id d, model_id m, state s, haas_server_blocked(hold_id, open_high_tickets, needs_wipe) b,
        firmware_at_target f, 1 n FROM added
      UNION ALL
      SELECT datacenter_id, model_id, state, haas_server_blocked(hold_id, open_high_tickets, needs_wipe),
        firmware_at_target, -1 FROM removed
    ) change GROUP BY d, m, s, b, f HAVING sum(n) <> 0
    RETURNING id
  )
  SELECT COALESCE(bool_or(id % 256 = 0), false) INTO due FROM written;
  INSERT INTO rack_tally (datacenter_id, rack_id, model_id, firmware_at_target, promised, delta)
  SELECT d, r, m, f, p, sum(n) FROM (
    SELECT datacenter_id d, rack_id r, model_id m, firmware_at_target f,
      haas_counts_in_rack(state, rack_id, model_id, hold_id, open_high_tickets, needs_wipe) p, 1 n FROM added
    UNION ALL
    SELECT datacenter_id, rack_id, model_id, firmware_at_target,
      haas_counts_in_rack(state, rack_id, model_id, hold_id, open_high_tickets, needs_wipe), -1 FROM removed
  ) change WHERE p IS NOT NULL GROUP BY d, r, m, f, p HAVING sum(n) <> 0;
  -- Now and then a writer folds what it and others appended, so that no reader ever sums more than some hundreds.
  IF due THEN PERFORM haas_fold_tallies(); END IF;
  RETURN NULL;
END $$;

-- Firmware at target, as a column: plans prefer such servers, and count them.
CREATE FUNCTION haas_firmware_at_target(p_server int, p_model int) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (
    SELECT 1 FROM firmware_targets t LEFT JOIN server_firmware f ON f.server_id = p_server AND f.component = t.component
    WHERE t.model_id = p_model AND f.version IS DISTINCT FROM t.version
  )
$$;
-- Who changes targets locks the model and its servers; who writes a server's firmware or model locks the server, or keeps
-- the model. So they wait for one another, and in each function the statement after the lock sees what the other committed.
CREATE FUNCTION haas_firmware_of_model() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM server_models WHERE id = NEW.model_id FOR KEY SHARE;
  NEW.firmware_at_target := haas_firmware_at_target(NEW.id, NEW.model_id);
  RETURN NEW;
END $$;
CREATE TRIGGER servers_firmware_insert BEFORE INSERT ON servers FOR EACH ROW EXECUTE FUNCTION haas_firmware_of_model();
CREATE TRIGGER servers_firmware_model BEFORE UPDATE OF model_id ON servers FOR EACH ROW
  WHEN (OLD.model_id IS DISTINCT FROM NEW.model_id) EXECUTE FUNCTION haas_firmware_of_model();

CREATE FUNCTION haas_firmware_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM servers WHERE id IN (SELECT server_id FROM changed) ORDER BY id FOR NO KEY UPDATE;
  UPDATE servers s SET firmware_at_target = NOT s.firmware_at_target
  WHERE s.id IN (SELECT server_id FROM changed)
    AND s.firmware_at_target <> haas_firmware_at_target(s.id, s.model_id);
  RETURN NULL;
END $$;
CREATE TRIGGER server_firmware_inserted AFTER INSERT ON server_firmware REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION haas_firmware_changed();
CREATE TRIGGER server_firmware_updated AFTER UPDATE ON server_firmware REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION haas_firmware_changed();
CREATE TRIGGER server_firmware_deleted AFTER DELETE ON server_firmware REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION haas_firmware_changed();

CREATE FUNCTION haas_targets_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM server_models WHERE id IN (SELECT model_id FROM changed) ORDER BY id FOR UPDATE;
  PERFORM 1 FROM servers WHERE model_id IN (SELECT model_id FROM changed) ORDER BY id FOR NO KEY UPDATE;
  UPDATE servers s SET firmware_at_target = NOT s.firmware_at_target
  WHERE s.model_id IN (SELECT model_id FROM changed)
    AND s.firmware_at_target <> haas_firmware_at_target(s.id, s.model_id);
  RETURN NULL;
END $$;
CREATE TRIGGER firmware_targets_inserted AFTER INSERT ON firmware_targets REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION haas_targets_changed();
CREATE TRIGGER firmware_targets_updated AFTER UPDATE ON firmware_targets REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION haas_targets_changed();
CREATE TRIGGER firmware_targets_deleted AFTER DELETE ON firmware_targets REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION haas_targets_changed();

-- What there is already: counted as if all were at their target, then put right, which the triggers count.
INSERT INTO rack_tally (datacenter_id, rack_id, model_id, firmware_at_target, promised, delta)
SELECT datacenter_id, rack_id, model_id, true, p, count(*) FROM (
  SELECT *, haas_counts_in_rack(state, rack_id, model_id, hold_id, open_high_tickets, needs_wipe) p FROM servers
) counted WHERE p IS NOT NULL GROUP BY 1, 2, 3, 5;
UPDATE servers SET firmware_at_target = false WHERE NOT haas_firmware_at_target(id, model_id);
SELECT haas_fold_tallies();

-- What a proven plan can be checked and replayed with: goals with their bounds, certificate, price of each limit, snapshot.
ALTER TABLE "allocation_plans" ADD COLUMN "exact" JSONB, ADD COLUMN "took_ms" INTEGER;

-- A promise is checked at commit for each server of it: where its allocation is there, one look at an index is all it takes.
CREATE OR REPLACE FUNCTION haas_server_promise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM allocations WHERE server_id = NEW.id AND order_id = NEW.order_id AND status = 'ACTIVE') THEN
    PERFORM haas_promise_holds(NEW.id);
  END IF;
  RETURN NULL;
END $$;
