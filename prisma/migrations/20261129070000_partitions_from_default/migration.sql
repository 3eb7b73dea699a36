-- A month is made beside the table and attached, which keeps nobody from writing to other months; and where no worker had made
-- it in time, what the default partition took meanwhile moves into it. Before, making that month was refused for ever.
CREATE OR REPLACE FUNCTION haas_ensure_telemetry_partitions(p_from date, p_to date) RETURNS int LANGUAGE plpgsql AS $$
DECLARE month date := date_trunc('month', p_from)::date; name text; since timestamptz; until timestamptz; made int := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('haas_telemetry_partitions'));
  WHILE month <= p_to LOOP
    name := 'events_' || to_char(month, 'YYYY_MM');
    IF to_regclass('telemetry_partitions.' || name) IS NULL THEN
      since := month::timestamp AT TIME ZONE 'UTC';
      until := (month + interval '1 month')::timestamp AT TIME ZONE 'UTC';
      LOCK TABLE telemetry_partitions.events_default IN ACCESS EXCLUSIVE MODE;
      EXECUTE format('CREATE TABLE telemetry_partitions.%I (LIKE public.telemetry_events INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)', name);
      EXECUTE format('WITH moved AS (DELETE FROM telemetry_partitions.events_default WHERE ts >= %L AND ts < %L RETURNING *)
        INSERT INTO telemetry_partitions.%I SELECT * FROM moved', since, until, name);
      EXECUTE format('ALTER TABLE public.telemetry_events ATTACH PARTITION telemetry_partitions.%I FOR VALUES FROM (%L) TO (%L)', name, since, until);
      made := made + 1;
    END IF;
    month := (month + interval '1 month')::date;
  END LOOP;
  RETURN made;
END $$;

-- As before; and of the default partition, where an older event may have gone, what is as old.
CREATE OR REPLACE FUNCTION haas_drop_telemetry_before(p_before date) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE part record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('haas_telemetry_partitions'));
  FOR part IN
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'telemetry_partitions' AND c.relkind = 'r' AND c.relname ~ '^events_[0-9]{4}_[0-9]{2}$'
      AND to_date(substr(c.relname, 8), 'YYYY_MM') + interval '1 month' <= p_before
    ORDER BY c.relname
  LOOP
    EXECUTE format('DROP TABLE telemetry_partitions.%I', part.relname);
    RETURN NEXT part.relname;
  END LOOP;
  DELETE FROM telemetry_partitions.events_default WHERE ts < date_trunc('month', p_before::timestamp) AT TIME ZONE 'UTC';
END $$;
