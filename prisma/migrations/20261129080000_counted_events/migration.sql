-- How far the worker has counted events for rules that look at a window. An id is drawn before its transaction commits: all up to
-- seen_id are there for good once every transaction is over that had begun by seen_xid.
CREATE TABLE telemetry_cursors (
  name text CONSTRAINT telemetry_cursors_pkey PRIMARY KEY,
  last_id bigint NOT NULL,
  seen_id bigint NOT NULL,
  seen_xid bigint NOT NULL,
  CONSTRAINT telemetry_cursors_order_check CHECK (last_id <= seen_id)
);
-- What looks over time already is not looked at once more.
ALTER TABLE telemetry_rules ADD CONSTRAINT telemetry_rules_still_check CHECK (aggregate IS NULL OR still_after_minutes IS NULL);
INSERT INTO telemetry_cursors SELECT 'counted', coalesce(max(id), 0), coalesce(max(id), 0), 0 FROM telemetry_events;
