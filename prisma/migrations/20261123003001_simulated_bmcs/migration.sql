-- The simulated hardware: a world of its own that only the simulated driver (worker/drivers/simulated) reads and writes,
-- through its own connections. It stands for what is outside our processes: it lives on when a worker dies, time passes in
-- it whether or not anyone looks, and it acts on what it was told once, whoever told it. SQLSTATEs of class SB are its
-- refusals.
CREATE SCHEMA simulation;

-- step_ms: how long one flash takes; a call takes a third of it, an install or a wipe twice as long.
CREATE TABLE simulation.settings (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  step_ms int NOT NULL DEFAULT 150 CHECK (step_ms >= 0)
);
INSERT INTO simulation.settings DEFAULT VALUES;

-- faults, each optional: {"slowMs": 500, "unreachable": true, "fail": {"identify|inventory|flash|boot|install|wipe|health":
-- "in its words"}, "lie": {"BIOS": "1.0"}}. A lie is what the BMC says of a component, whatever is installed.
CREATE TABLE simulation.bmcs (
  address text PRIMARY KEY,
  power text NOT NULL DEFAULT 'off' CHECK (power IN ('on', 'off')),
  boot jsonb,
  image jsonb,
  firmware jsonb NOT NULL DEFAULT '{}',
  inventory jsonb,
  faults jsonb NOT NULL DEFAULT '{}',
  made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE simulation.tasks (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  address text NOT NULL REFERENCES simulation.bmcs,
  kind text NOT NULL CHECK (kind IN ('flash', 'install', 'wipe')),
  marker text NOT NULL,
  detail jsonb NOT NULL,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed')),
  error text,
  started_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL
);
CREATE INDEX tasks_address ON simulation.tasks (address, started_at);

-- What really happened to the hardware, once an effect, with the marker of who asked. Nothing is ever taken back.
CREATE TABLE simulation.effect_log (
  id bigserial PRIMARY KEY,
  at timestamptz NOT NULL,
  address text NOT NULL,
  effect text NOT NULL,
  marker text NOT NULL,
  detail jsonb NOT NULL
);
CREATE TRIGGER effect_log_append_only BEFORE UPDATE OR DELETE ON simulation.effect_log
  FOR EACH ROW EXECUTE FUNCTION public.haas_append_only();

-- Applies what has ended meanwhile. The caller holds the BMC's row.
CREATE FUNCTION simulation.settle(p_address text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE task simulation.tasks; fault text;
BEGIN
  FOR task IN SELECT * FROM simulation.tasks
    WHERE address = p_address AND state = 'running' AND ends_at <= clock_timestamp() ORDER BY ends_at
  LOOP
    SELECT faults -> 'fail' ->> task.kind INTO fault FROM simulation.bmcs WHERE address = p_address;
    UPDATE simulation.tasks SET state = CASE WHEN fault IS NULL THEN 'done' ELSE 'failed' END, error = fault WHERE id = task.id;
    CONTINUE WHEN fault IS NOT NULL;
    CASE task.kind
      WHEN 'flash' THEN
        UPDATE simulation.bmcs SET firmware = firmware || (
          SELECT jsonb_object_agg(hop ->> 'component', hop ->> 'version') FROM jsonb_array_elements(task.detail -> 'images') hop
        ) WHERE address = p_address;
        INSERT INTO simulation.effect_log (at, address, effect, marker, detail)
        SELECT task.ends_at, p_address, 'flash', task.marker, hop FROM jsonb_array_elements(task.detail -> 'images') hop;
      WHEN 'install' THEN
        UPDATE simulation.bmcs SET image = task.detail || jsonb_build_object('marker', task.marker), power = 'on', boot = NULL
          WHERE address = p_address;
        INSERT INTO simulation.effect_log (at, address, effect, marker, detail)
        VALUES (task.ends_at, p_address, 'install', task.marker, task.detail);
      WHEN 'wipe' THEN
        UPDATE simulation.bmcs SET image = NULL, power = 'off', boot = NULL WHERE address = p_address;
        INSERT INTO simulation.effect_log (at, address, effect, marker, detail)
        VALUES (task.ends_at, p_address, 'wipe', task.marker, task.detail);
    END CASE;
  END LOOP;
END $$;

-- Every call comes in here: it takes its time, then the row, and only then looks at the clock. Past its deadline nothing
-- happens, however long the caller was frozen or the row was held.
CREATE FUNCTION simulation.arrive(p_address text, p_deadline timestamptz) RETURNS simulation.bmcs LANGUAGE plpgsql AS $$
DECLARE bmc simulation.bmcs;
BEGIN
  PERFORM pg_sleep((COALESCE((b.faults ->> 'slowMs')::float, 0) + s.step_ms / 3.0) / 1000)
    FROM simulation.settings s LEFT JOIN simulation.bmcs b ON b.address = p_address;
  SELECT * INTO bmc FROM simulation.bmcs WHERE address = p_address FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'nothing answers at %', p_address USING ERRCODE = 'SB002'; END IF;
  IF bmc.faults @> '{"unreachable": true}' THEN RAISE EXCEPTION '% does not answer', p_address USING ERRCODE = 'SB002'; END IF;
  IF clock_timestamp() > p_deadline THEN RAISE EXCEPTION 'the deadline has passed' USING ERRCODE = 'SB001'; END IF;
  PERFORM simulation.settle(p_address);
  SELECT * INTO bmc FROM simulation.bmcs WHERE address = p_address;
  RETURN bmc;
END $$;

-- What the BMC says of itself when asked about p_topic.
CREATE FUNCTION simulation.read_bmc(p_address text, p_topic text, p_deadline timestamptz) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE bmc simulation.bmcs; fault text;
BEGIN
  bmc := simulation.arrive(p_address, p_deadline);
  fault := bmc.faults -> 'fail' ->> p_topic;
  IF fault IS NOT NULL AND p_topic <> 'health' THEN RAISE EXCEPTION '%', fault USING ERRCODE = 'SB004'; END IF;
  RETURN jsonb_build_object('power', bmc.power, 'boot', bmc.boot, 'image', bmc.image, 'inventory', bmc.inventory,
    'firmware', bmc.firmware || COALESCE(bmc.faults -> 'lie', '{}'), 'problem', fault);
END $$;

-- One task at a time: a second one is refused, as real BMCs do.
CREATE FUNCTION simulation.start_task(p_address text, p_kind text, p_marker text, p_detail jsonb, p_deadline timestamptz)
RETURNS simulation.tasks LANGUAGE plpgsql AS $$
DECLARE task simulation.tasks; length_ms float;
BEGIN
  PERFORM simulation.arrive(p_address, p_deadline);
  IF EXISTS (SELECT 1 FROM simulation.tasks WHERE address = p_address AND state = 'running') THEN
    RAISE EXCEPTION '% is busy with another task', p_address USING ERRCODE = 'SB003';
  END IF;
  SELECT step_ms * CASE p_kind WHEN 'flash' THEN 1 ELSE 2 END INTO length_ms FROM simulation.settings;
  INSERT INTO simulation.tasks (address, kind, marker, detail, started_at, ends_at)
  VALUES (p_address, p_kind, p_marker, p_detail, clock_timestamp(), clock_timestamp() + length_ms * interval '1 millisecond')
  RETURNING * INTO task;
  RETURN task;
END $$;

CREATE FUNCTION simulation.read_task(p_address text, p_id uuid, p_kind text, p_marker text, p_deadline timestamptz)
RETURNS SETOF simulation.tasks LANGUAGE plpgsql AS $$
BEGIN
  PERFORM simulation.arrive(p_address, p_deadline);
  RETURN QUERY SELECT * FROM simulation.tasks t
    WHERE t.address = p_address AND CASE WHEN p_id IS NULL THEN t.kind = p_kind AND t.marker = p_marker ELSE t.id = p_id END
    ORDER BY t.started_at DESC LIMIT 1;
END $$;

CREATE FUNCTION simulation.set_boot(p_address text, p_boot jsonb, p_marker text, p_deadline timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE bmc simulation.bmcs; fault text;
BEGIN
  bmc := simulation.arrive(p_address, p_deadline);
  fault := bmc.faults -> 'fail' ->> 'boot';
  IF fault IS NOT NULL THEN RAISE EXCEPTION '%', fault USING ERRCODE = 'SB004'; END IF;
  UPDATE simulation.bmcs SET boot = p_boot WHERE address = p_address;
  INSERT INTO simulation.effect_log (at, address, effect, marker, detail) VALUES (clock_timestamp(), p_address, 'boot', p_marker, p_boot);
END $$;

CREATE FUNCTION simulation.set_power(p_address text, p_action text, p_marker text, p_deadline timestamptz)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text := CASE p_action WHEN 'off' THEN 'off' ELSE 'on' END;
BEGIN
  PERFORM simulation.arrive(p_address, p_deadline);
  UPDATE simulation.bmcs SET power = result WHERE address = p_address;
  INSERT INTO simulation.effect_log (at, address, effect, marker, detail)
  VALUES (clock_timestamp(), p_address, 'power', p_marker, jsonb_build_object('action', p_action));
  RETURN result;
END $$;
