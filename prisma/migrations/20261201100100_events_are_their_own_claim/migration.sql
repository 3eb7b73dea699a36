-- A derived hash holds its event's ts, so that the event itself tells who sends it again: one index says both, where a row of
-- telemetry_hashes was written beside each. What a sender calls by a hash of its own may come back under another ts, and keeps its row.
CREATE UNIQUE INDEX "telemetry_events_once" ON "telemetry_events" ("server_id", "ts", "hash");
DROP INDEX "telemetry_events_server_id_ts_idx";

-- Rows whose event says the same are no longer needed; those of events under an older form of hash, or dropped, stay.
DELETE FROM "telemetry_hashes" h USING "telemetry_events" e
WHERE e."given_hash" IS NULL AND e."server_id" = h."server_id" AND encode(substring(e."hash" FROM 1 FOR 16), 'hex')::uuid = h."hash";

-- As before; and a month that is dropped while events of its age are still taken leaves their hashes behind.
CREATE OR REPLACE FUNCTION haas_drop_telemetry_before(p_before date) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE part record; taken_since timestamptz := now() - interval '400 days';
  until timestamptz := date_trunc('month', p_before::timestamp) AT TIME ZONE 'UTC';
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('haas_telemetry_partitions'));
  IF until > taken_since THEN
    INSERT INTO telemetry_hashes (server_id, hash, seen_at)
    SELECT server_id, encode(substring(hash FROM 1 FOR 16), 'hex')::uuid, received_at FROM telemetry_events
    WHERE ts >= taken_since AND ts < until ON CONFLICT DO NOTHING;
  END IF;
  FOR part IN
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'telemetry_partitions' AND c.relkind = 'r' AND c.relname ~ '^events_[0-9]{4}_[0-9]{2}$'
      AND to_date(substr(c.relname, 8), 'YYYY_MM') + interval '1 month' <= p_before
    ORDER BY c.relname
  LOOP
    EXECUTE format('DROP TABLE telemetry_partitions.%I', part.relname);
    RETURN NEXT part.relname;
  END LOOP;
  DELETE FROM telemetry_partitions.events_default WHERE ts < until;
END $$;
