-- Orders by status and the racks' watts, a datacenter each, kept as the servers' counts are: the figures of capacity went through all
-- orders and racks for them.
CREATE TABLE "place_tally" (
    "id" BIGSERIAL NOT NULL,
    "datacenter_id" INTEGER NOT NULL,
    "counted" TEXT NOT NULL,
    "base" BOOLEAN NOT NULL DEFAULT false,
    "delta" BIGINT NOT NULL,
    CONSTRAINT "place_tally_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX place_tally_base ON place_tally (datacenter_id, counted) WHERE base;
CREATE INDEX place_tally_deltas ON place_tally (id) WHERE NOT base;
INSERT INTO place_tally (datacenter_id, counted, base, delta)
SELECT datacenter_id, 'order ' || status, true, count(*) FROM orders GROUP BY 1, 2
UNION ALL SELECT datacenter_id, 'rack W', true, sum(max_power_w) FROM racks GROUP BY 1 HAVING sum(max_power_w) <> 0;

CREATE OR REPLACE FUNCTION haas_fold_tallies() RETURNS void LANGUAGE plpgsql AS $$
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
  WITH taken AS (DELETE FROM place_tally WHERE NOT base RETURNING datacenter_id, counted, delta)
  INSERT INTO place_tally AS t (datacenter_id, counted, base, delta)
  SELECT datacenter_id, counted, true, sum(delta) FROM taken GROUP BY 1, 2 HAVING sum(delta) <> 0
  ON CONFLICT (datacenter_id, counted) WHERE base DO UPDATE SET delta = t.delta + excluded.delta;
  DELETE FROM place_tally WHERE base AND delta = 0;
END $$;

CREATE FUNCTION haas_orders_tallied() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE due boolean := false;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO place_tally (datacenter_id, counted, delta)
    SELECT datacenter_id, 'order ' || status, sum(1) FROM added GROUP BY 1, 2 HAVING sum(1) <> 0;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO place_tally (datacenter_id, counted, delta)
    SELECT datacenter_id, 'order ' || status, -sum(1) FROM removed GROUP BY 1, 2 HAVING sum(1) <> 0;
  ELSE
    WITH written AS (
      INSERT INTO place_tally (datacenter_id, counted, delta)
      SELECT d, k, sum(n) FROM (
        SELECT datacenter_id d, 'order ' || status k, 1 n FROM added UNION ALL SELECT datacenter_id, 'order ' || status, -(1) FROM removed
      ) change GROUP BY d, k HAVING sum(n) <> 0 RETURNING id
    )
    SELECT COALESCE(bool_or(id % 256 = 0), false) INTO due FROM written;
  END IF;
  -- As with the tallies of servers, so that no reader ever sums more than some hundreds.
  IF due THEN PERFORM haas_fold_tallies(); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER orders_tally_insert AFTER INSERT ON orders REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION haas_orders_tallied();
CREATE TRIGGER orders_tally_delete AFTER DELETE ON orders REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION haas_orders_tallied();
CREATE TRIGGER orders_tally_update AFTER UPDATE ON orders REFERENCING OLD TABLE AS removed NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION haas_orders_tallied();

CREATE FUNCTION haas_racks_tallied() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE due boolean := false;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO place_tally (datacenter_id, counted, delta)
    SELECT datacenter_id, 'rack W', sum(coalesce(max_power_w, 0)) FROM added GROUP BY 1, 2 HAVING sum(coalesce(max_power_w, 0)) <> 0;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO place_tally (datacenter_id, counted, delta)
    SELECT datacenter_id, 'rack W', -sum(coalesce(max_power_w, 0)) FROM removed GROUP BY 1, 2 HAVING sum(coalesce(max_power_w, 0)) <> 0;
  ELSE
    WITH written AS (
      INSERT INTO place_tally (datacenter_id, counted, delta)
      SELECT d, k, sum(n) FROM (
        SELECT datacenter_id d, 'rack W' k, coalesce(max_power_w, 0) n FROM added UNION ALL SELECT datacenter_id, 'rack W', -(coalesce(max_power_w, 0)) FROM removed
      ) change GROUP BY d, k HAVING sum(n) <> 0 RETURNING id
    )
    SELECT COALESCE(bool_or(id % 256 = 0), false) INTO due FROM written;
  END IF;
  -- As with the tallies of servers, so that no reader ever sums more than some hundreds.
  IF due THEN PERFORM haas_fold_tallies(); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER racks_tally_insert AFTER INSERT ON racks REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION haas_racks_tallied();
CREATE TRIGGER racks_tally_delete AFTER DELETE ON racks REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION haas_racks_tallied();
CREATE TRIGGER racks_tally_update AFTER UPDATE ON racks REFERENCING OLD TABLE AS removed NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION haas_racks_tallied();
